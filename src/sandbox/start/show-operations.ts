import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import { CALLBACK_PATH } from '../process/callback.ts'
import { afterClose, batch, calledOff, IDS, planned, refused, type StepBody } from './first-operations.ts'

export interface ShowOptions {
  /** The gateway's address, and the workspace secret. */
  readonly gateway: string
  readonly secret: string
  /** The CRM's address. */
  readonly crm: string
  readonly signal: AbortSignal
  now?(): Date
}

/** What is asked of an answer here; `null`: there is no such thing. */
type Ask = (path: string, body?: unknown, tries?: number) => Promise<unknown>

const RehearsalSchema = z.object({ dryRun: z.object({ waitsFor: z.string().nullable() }) })
const StepSchema = z.object({ exit: z.string().nullable() })
const ProblemSchema = z.object({ code: z.string() })
// A slow machine is no reason to go without: the same call again does nothing twice.
const BUSY = new Set(['in-progress', 'journal-unavailable'])
const MOST_TRIES = 10
const PAUSE_MS = 1000

/**
 * Gives Operations something to show, once: a step that is planned, one that waits for a session to close, one that the rules
 * refuse, one that was called off and whose answer nobody takes, and a batch that is paused. All of it goes through the gateway as a
 * process engine's calls do, and nothing of it reaches a customer today. What is known there already is left as it is.
 * @throws Error naming the call that was not taken.
 */
export async function showOperations(options: ShowOptions): Promise<void> {
  const { crm, now = () => new Date() } = options
  const ask = asking(options)
  const step = (body: StepBody) => ask('process-actions/initiative-message', body)
  const operation = (id: string) => ask(`operations/${id}`)
  const once = async (body: StepBody): Promise<void> => {
    if ((await operation(body.operationId)) === null) await step(body)
  }
  await Promise.all([
    once(planned(now())),
    once(refused),
    waitForClose(),
    callOff(),
    ask(`batches/${IDS.batch}`).then((known) => known ?? ask('batches', batch)),
  ])

  /** Only where it would wait: on other hosts, or in another hour of the sandbox's life, it would leave at once. */
  async function waitForClose(): Promise<void> {
    if ((await operation(afterClose.operationId)) !== null) return
    const rehearsal = RehearsalSchema.parse(await step({ ...afterClose, dryRun: true }))
    if (rehearsal.dryRun.waitsFor === 'open-session') await step(afterClose)
  }

  async function callOff(): Promise<void> {
    // An address of the CRM where nothing is.
    const body = calledOff(now(), `${crm}${CALLBACK_PATH}/nobody`)
    const { exit } = StepSchema.parse((await operation(IDS.calledOff)) ?? (await step(body)))
    if (exit === null) await ask(`operations/${IDS.calledOff}/cancel`, {})
  }
}

/** Asks the gateway, and once more while it is busy with the same call; `null`: there is no such thing. */
function asking({ gateway, secret, signal }: ShowOptions): Ask {
  return async function ask(path, body, tries = MOST_TRIES) {
    const response = await fetch(`${gateway}/v1/${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal,
    })
    const answer: unknown = await response.json()
    if (response.status === 404) return null
    if (response.ok) return answer
    const { code } = ProblemSchema.parse(answer)
    if (!BUSY.has(code) || tries <= 1)
      throw new Error(`The gateway answered ${response.status} (${code}) to ${path}.`)
    await delay(PAUSE_MS, undefined, { signal })
    return ask(path, body, tries - 1)
  }
}
