import { randomInt } from 'node:crypto'
import type { EngineEvent } from './events.ts'
import type { Bytes } from './files.ts'
import type { Store } from './types.ts'

/** What the parts of the engine share: the store, its clock, and the two ways of telling that something changed. */
export interface World {
  store: Store
  /** What the files of the store hold. */
  readonly bytes: Bytes
  /** The engine's clock: the machine's plus the offset set by tests. */
  now(): string
  /** Tells listeners, and marks the store as to be written. */
  emit(event: EngineEvent): void
  /** Marks the store as to be written, for changes nobody listens to. */
  changed(): void
}

let lastId = 0

/**
 * A new id, such as `s-1795222871000417`: a number, and larger than all before it, because many vendors' ids are such. Made of the
 * machine's time and not counted, because a gateway remembers ids for longer than the sandbox keeps them: after a reset a counted id
 * would come again and mean something else.
 */
export function newId(prefix: string): string {
  lastId = Math.max(lastId + 1, Date.now() * 1000 + randomInt(1000))
  return `${prefix}-${lastId}`
}
