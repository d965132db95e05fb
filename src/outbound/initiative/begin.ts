import { tidyPhone } from '../../domain/address.ts'
import type { Channel } from '../../domain/words.ts'
import { contactOfRecord } from '../facts.ts'
import { optional } from '../kept.ts'
import { lineOf } from '../directory.ts'
import { InvalidInput, OperationConflict } from '../errors.ts'
import { channelOf } from '../step-intent.ts'
import { ownerOf } from '../target.ts'
import type { Outbound } from '../types.ts'
import type { StepAnswer, StepInput } from '../step-types.ts'
import { answerNow } from './answer.ts'
import { deadlineOf, type KeptBody, type KeptInitiative } from './body.ts'
import { timeOfSending } from './not-before.ts'

// A step that is done within a moment is answered at once instead of by a callback.
const MOMENT_MS = 1500
const FIRST_PAUSE_MS = 25
const LONGEST_PAUSE_MS = 200

/**
 * A call of the step that waits. Resolves with its answer when it ends within a moment, else with `exit: null`: the engine's job goes
 * on with it, here or at another replica.
 * @param onKnown called where the call was known already.
 * @throws InvalidInput (unknown line, no channel to choose), OperationConflict.
 */
export async function beginInitiative(
  o: Outbound,
  input: StepInput,
  fingerprint: string,
  onKnown?: () => void,
): Promise<StepAnswer> {
  const { operationId: id } = input
  const known = await o.journal.initiatives.get(id)
  if (!known) await plan(o, input, fingerprint)
  else if (known.fingerprint !== fingerprint) throw new OperationConflict()
  else onKnown?.()
  return soon(o, id)
}

async function plan(o: Outbound, input: StepInput, fingerprint: string): Promise<void> {
  const { operationId: id, hops, ...call } = input
  const channel = await channelAt(o, input, '')
  const following = await Promise.all(
    (hops ?? []).map(async (hop, n) => ({ ...hop, channel: await channelAt(o, hop, `hops.${n}.`) })),
  )
  const body: KeptBody = { ...call, channel, ...(hops ? { hops: following } : {}) }
  const now = o.now()
  const from = timeOfSending(input, now)
  const planned = await o.journal.initiatives.plan(
    {
      id,
      fingerprint,
      body,
      contactId: await contactIdOf(o, input, channel),
      record: 'record' in input.to ? input.to.record : null,
      deadlineAt: deadlineOf(body, from),
      rowOf: input.batchId,
    },
    now,
  )
  if (planned?.fingerprint !== fingerprint) throw new OperationConflict()
}

async function channelAt(
  o: Outbound,
  { line: lineId, channel }: { readonly line: string; readonly channel: Channel | null },
  place: string,
): Promise<Channel> {
  const line = await lineOf(o, lineId)
  if (!line) throw new InvalidInput([{ path: `${place}line`, message: 'There is no such line.' }])
  return channelOf(line, channel, place)
}

/** Whose news concern it. Where the host cannot tell now, it is known once the message has left. */
async function contactIdOf(
  o: Outbound,
  { to, sendAt, cancelOn }: StepInput,
  channel: Channel,
): Promise<string | null> {
  if ('contactId' in to) return to.contactId
  if ('record' in to) return optional(o, 'the contact behind a record', null, contactOfRecord(o, to.record))
  // Only where it may be called off for the contact's sake before it leaves.
  if (sendAt === undefined && cancelOn === undefined) return null
  const owner = await optional(
    o,
    'the contact of an address',
    null,
    ownerOf(o, channel, tidyPhone(to.address.trim())),
  )
  return owner?.contactId ?? null
}

async function soon(o: Outbound, id: string): Promise<StepAnswer> {
  let waited = 0
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 1.5, LONGEST_PAUSE_MS)) {
    const initiative = (await o.journal.initiatives.get(id)) as KeptInitiative | null
    if (!initiative) throw new Error('An initiative that was just planned is not there.')
    if (initiative.answer) return initiative.answer
    const resting = initiative.state === 'watching' || initiative.waitsFor !== null
    if (resting || waited >= MOMENT_MS) return answerNow(o, initiative)
    await o.wait(pause)
    waited += pause
  }
}
