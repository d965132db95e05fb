import { AsyncLocalStorage } from 'node:async_hooks'
import type { Lane } from '../journal/budget.ts'

const lanes = new AsyncLocalStorage<Lane>()

/** Whatever the work asks of a host, now or later, it asks as a machine: people come first. */
export function asMachine<T>(work: () => T): T {
  // A batch's messages go through the same steps as others, and do not come before others by that.
  return lanes.run(currentLane() === 'batches' ? 'batches' : 'machines', work)
}

/** Whatever the work asks of a host, now or later, it asks for many who do not wait: everybody else comes first. */
export function asBatch<T>(work: () => T): T {
  return lanes.run('batches', work)
}

/** For whom the running work asks; a person, unless it was begun `asMachine` or `asBatch`. */
export function currentLane(): Lane {
  return lanes.getStore() ?? 'people'
}
