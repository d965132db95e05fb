import { Webhook } from 'standardwebhooks'
import type { Log } from '../hosts/log.ts'
import type { Callback, Callbacks } from '../journal/callback.ts'
import type { Jobs } from '../journal/jobs.ts'

/** The workspace of a callback, as far as it is needed here. */
interface CallbackWorkspace {
  /** Signs the callback, by the scheme of Standard Webhooks; any text. */
  readonly secret: string
  readonly callbacks: Callbacks
  /** The body of the callback; `exit: null` while it is not known; `null`: no such operation. */
  answer(operationId: string): Promise<{ readonly exit: string | null } | null>
}

interface CallbackOptions {
  readonly jobs: Jobs
  readonly log: Log
  readonly fetch: typeof fetch
  now(): Date
  workspace(id: string): CallbackWorkspace | null
}

const TIMEOUT_MS = 10_000
/** Longer than a try may take; whoever dies in one is followed by another after it. */
const LEASE_MS = 15_000
const LONGEST_LOOK_MS = 30_000
const LONGEST_PAUSE_MS = 3_600_000
const PATIENCE_MS = 3 * 86_400_000

/** Posts answers that were not known at once to whoever asked: signed, until somebody answers 2xx or three days have passed. */
export async function serveCallbacks({
  jobs,
  log,
  fetch,
  now,
  workspace: find,
}: CallbackOptions): Promise<void> {
  await jobs.work('callback', {
    async work({ workspace: id, id: operationId, version }) {
      const workspace = find(id)
      // A workspace that was removed from the settings may come back with the next start; nobody posts for it meanwhile.
      if (!workspace) return
      const at = now()
      const taken = await workspace.callbacks.take(operationId, version, at, later(at, LEASE_MS))
      if (!taken) return
      const answer = await workspace.answer(operationId)
      if (!answer) await workspace.callbacks.change(taken, { state: 'given-up', dueAt: null }, now())
      else if (answer.exit === null) await lookLater(workspace, taken)
      else await post(workspace, messageIdOf(id, operationId), taken, answer)
    },
  })

  async function lookLater({ callbacks }: CallbackWorkspace, callback: Callback): Promise<void> {
    const pauseMs = Math.min(250 * 2 ** Math.min(callback.looks, 20), LONGEST_LOOK_MS)
    await callbacks.change(callback, { looks: callback.looks + 1, dueAt: later(now(), pauseMs) }, now())
  }

  async function post(
    { callbacks, secret }: CallbackWorkspace,
    messageId: string,
    callback: Callback,
    answer: object,
  ): Promise<void> {
    const triedAt = now()
    const end = await tryOnce(messageId, callback.url, secret, answer, triedAt)
    const tries = callback.tries + 1
    const told = { tries, lastTryAt: triedAt, lastStatus: end.status, lastError: end.error }
    if (end.status !== null && end.status >= 200 && end.status < 300) {
      await callbacks.change(callback, { ...told, state: 'delivered', dueAt: null }, now())
      return
    }
    const pendingAt = callback.pendingAt === null ? triedAt : new Date(callback.pendingAt)
    const givenUp = now().getTime() - pendingAt.getTime() >= PATIENCE_MS
    log.warn(
      { operationId: callback.operationId, status: end.status, error: end.error, tries, givenUp },
      'A callback was not taken',
    )
    const pauseMs = Math.min(1000 * 2 ** Math.min(callback.tries, 20), LONGEST_PAUSE_MS)
    const next = givenUp ? null : later(now(), pauseMs * (0.8 + 0.4 * Math.random()))
    const state = givenUp ? 'given-up' : 'pending'
    await callbacks.change(callback, { ...told, state, pendingAt, dueAt: next }, now())
  }

  async function tryOnce(
    messageId: string,
    url: string,
    secret: string,
    answer: object,
    at: Date,
  ): Promise<{ readonly status: number | null; readonly error: string | null }> {
    const body = JSON.stringify(answer)
    const signature = new Webhook(Buffer.from(secret).toString('base64')).sign(messageId, at, body)
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          // The same id every time: a receiver that has it already can say so and do nothing.
          'webhook-id': messageId,
          'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
          'webhook-signature': signature,
        },
        body,
        // A redirect could carry the answer to where nobody asked for it.
        redirect: 'manual',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      })
      await response.body?.cancel()
      return { status: response.status, error: null }
    } catch (error) {
      return { status: null, error: wordOf(error) }
    }
  }
}

/**
 * Names the answer, the same for every try. Ids are any text and headers are not; a blank at an end is lost on the way, and a full stop
 * separates what is signed. All of these stand there as in an address.
 */
function messageIdOf(workspace: string, operationId: string): string {
  const id = `${workspace}:${operationId}`.toWellFormed()
  return id.replaceAll(/[^\x21-\x7e]|[%.]/gu, (sign) => (sign === '.' ? '%2E' : encodeURIComponent(sign)))
}

/** Why nothing came back, as a word without addresses. */
function wordOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  if (error.name === 'TimeoutError') return 'timeout'
  const code: unknown = error.cause instanceof Error ? Reflect.get(error.cause, 'code') : null
  return typeof code === 'string' ? code.toLowerCase() : 'unreachable'
}

const later = (at: Date, ms: number): Date => new Date(at.getTime() + ms)
