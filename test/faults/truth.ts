import { HostError } from '../../src/hosts/errors.ts'
import { recover } from '../../src/outbound/index.ts'
import type { Operation } from '../../src/journal/operation.ts'
import type { Intention } from './scenes.ts'
import type { Stand } from './stand.ts'

/** Longer than a request that nobody has heard of may still be under way. */
const QUIET_MS = 11 * 60_000
const LEASE_MS = 11_000
const MOST_ROUNDS = 60

/** What the gateway says in the end, and what is so at the store. */
export interface Truth {
  readonly state: string
  readonly delivered: number
  /** Everything in which the two differ; empty when the gateway speaks the truth. */
  readonly lies: readonly string[]
}

/** Lets recovery go on until the operation rests for good, and compares its word with the store's. */
export async function truthOf(stand: Stand, intention: Intention, told: readonly unknown[]): Promise<Truth> {
  const operation = await atRest(stand, intention)
  const { engine } = stand.sandbox
  const delivered = engine.store.deliveries.filter(({ text }) => text.includes(intention.text)).length
  const state = operation?.state ?? 'never planned'
  return {
    state,
    delivered,
    lies: [
      ...lies(stand, operation, delivered),
      ...contradictions(state, told),
      ...more(stand, intention, operation),
    ],
  }
}

async function atRest({ replicas, clock }: Stand, { id }: Intention): Promise<Operation | null> {
  const [o] = replicas
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const operation = await o.journal.operations.get(id)
    if (!operation || operation.dueAt === null) return operation
    clock.skip(operation.state === 'unknown' ? QUIET_MS : LEASE_MS)
    await recover(o)
    await clock.wait(500)
  }
  throw new Error('The operation never comes to rest')
}

function* lies({ replicas }: Stand, operation: Operation | null, delivered: number): Iterable<string> {
  const state = operation?.state
  if (delivered > 1) yield `delivered ${delivered} times`
  if (state === 'planned' || state === 'sending') yield `lost: it stays ${state}`
  if (state === 'sent' && delivered === 0) yield 'said to be sent, and nothing arrived'
  if ((state === 'failed' || state === 'refused' || state === undefined) && delivered > 0)
    yield `said to be ${state ?? 'never planned'}, and it arrived`
  if (state === 'unknown' && replicas[0].host.sender.certainty !== 'blind')
    yield 'unknown, though the host can tell'
}

/**
 * What a caller was told stays true: only "unknown", and not knowing yet, may still become something else. Who was told that the host
 * failed before anything was planned was told nothing of the message.
 */
function* contradictions(state: string, told: readonly unknown[]): Iterable<string> {
  for (const word of told) {
    if (word instanceof HostError) continue
    if (word instanceof Error) yield `a caller got ${word.name}: ${word.message}`
    else if (word !== state && word !== 'unknown' && word !== null)
      yield `a caller was told ${String(word)}, and it is ${state}`
  }
}

function* more(
  { sandbox, replicas }: Stand,
  { also }: Intention,
  operation: Operation | null,
): Iterable<string> {
  if (operation?.state !== 'sent') return
  const wrong = also?.(sandbox)
  if (wrong) yield wrong
  const session = sandbox.engine.store.sessions.find(({ id }) => id === operation.sessionId)
  if (operation.routing === 'pending') yield 'the step after sending is not over'
  if (!session || !replicas[0].host.routing || operation.intent.kind !== 'start') return
  const hers = session.operatorId === operation.intent.operatorId
  if (operation.routing === 'done' && !hers) yield 'said to be hers, and the session is not'
  if (operation.routing === 'failed' && hers) yield 'said not to be hers, and the session is'
}
