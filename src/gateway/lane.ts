import { AsyncLocalStorage } from 'node:async_hooks'
import type { Lane } from '../journal/budget.ts'

const lanes = new AsyncLocalStorage<Lane>()

/** Whatever the work asks of a host, now or later, it asks as a machine: people come first. */
export function asMachine<T>(work: () => T): T {
  return lanes.run('machines', work)
}

/** For whom the running work asks; a person, unless it was begun `asMachine`. */
export function currentLane(): Lane {
  return lanes.getStore() ?? 'people'
}
