import { randomBytes } from 'node:crypto'
import type { EngineEvent } from './events.ts'
import type { Store } from './types.ts'

/** What the parts of the engine share: the store, its clock, and the two ways of telling that something changed. */
export interface World {
  store: Store
  /** The engine's clock: the machine's plus the offset set by tests. */
  now(): string
  /** Tells listeners, and marks the store as to be written. */
  emit(event: EngineEvent): void
  /** Marks the store as to be written, for changes nobody listens to. */
  changed(): void
}

/**
 * A new id, such as `s-187304921177`. Random and not counted, because a gateway remembers ids for longer than the sandbox keeps
 * them: after a reset a counted id would come again and mean something else. A number, because some vendors' ids are.
 */
export function newId(prefix: string): string {
  return `${prefix}-${randomBytes(6).readUIntBE(0, 6)}`
}
