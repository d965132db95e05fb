import { AsyncLocalStorage } from 'node:async_hooks'
import type { Lane } from '../journal/budget.ts'

interface Asking {
  readonly lane: Lane
  readonly held?: HeldUp | undefined
}

/** Learns how the host's budget keeps the running work waiting. */
export interface HeldUp {
  /** A request has to wait for its turn; what it gives is called once it waits no more. */
  line(): () => void
  /** There is no turn for so long, and the request was not made. */
  hold(ms: number): void
}

const askings = new AsyncLocalStorage<Asking>()

/** Whatever the work asks of a host, now or later, it asks as a machine: people come first. */
export function asMachine<T>(work: () => T): T {
  // A batch's messages go through the same steps as others, and do not come before others by that.
  return currentLane() === 'batches' ? work() : askings.run({ lane: 'machines' }, work)
}

/**
 * Whatever the work asks of a host, now or later, it asks for many who do not wait: everybody else comes first.
 * @param held told when the host's budget keeps it waiting.
 */
export function asBatch<T>(work: () => T, held?: HeldUp): T {
  return askings.run({ lane: 'batches', held }, work)
}

/** For whom the running work asks; a person, unless it was begun `asMachine` or `asBatch`. */
export function currentLane(): Lane {
  return askings.getStore()?.lane ?? 'people'
}

/** Whoever wants to know that the running work has to wait for its turn at the host. */
export function heldUp(): HeldUp | undefined {
  return askings.getStore()?.held
}
