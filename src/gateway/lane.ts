import { AsyncLocalStorage } from 'node:async_hooks'
import type { Lane } from '../journal/budget.ts'

interface Asking {
  readonly lane: Lane
  /** Told when the host's budget keeps it waiting, and for how long. */
  readonly held?: ((ms: number) => void) | undefined
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
export function asBatch<T>(work: () => T, held?: (ms: number) => void): T {
  return askings.run({ lane: 'batches', held }, work)
}

/** For whom the running work asks; a person, unless it was begun `asMachine` or `asBatch`. */
export function currentLane(): Lane {
  return askings.getStore()?.lane ?? 'people'
}

/** Tells whoever began the running work that it has to wait for its turn at the host. */
export function heldUp(ms: number): void {
  askings.getStore()?.held?.(ms)
}
