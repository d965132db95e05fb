import { randomBytes } from 'node:crypto'
import type { EngineEvent } from './events.ts'
import type { Message, Session, Store } from './types.ts'

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
 * A new id, such as `s-k3v9x2ab`. Random and not counted, because a gateway remembers ids for longer than the sandbox keeps them:
 * after a reset a counted id would come again and mean something else.
 */
export function newId(prefix: string): string {
  return `${prefix}-${randomBytes(6).toString('hex')}`
}

/** The session's messages, oldest first. */
export function messagesOf(store: Pick<Store, 'messages'>, sessionId: string): Message[] {
  return store.messages.filter((message) => message.sessionId === sessionId)
}

/** When the customer of this account wrote last, or `null`. */
export function lastInboundAt(store: Store, accountId: string): string | null {
  const sessions = new Set(store.sessions.filter((s) => s.accountId === accountId).map((s) => s.id))
  const last = store.messages.findLast((m) => m.direction === 'inbound' && sessions.has(m.sessionId))
  return last?.at ?? null
}

/** The account's open session, on one line or on any; the one with the newest activity. */
export function openSession(
  store: Pick<Store, 'sessions'>,
  accountId: string,
  lineId?: string,
): Session | null {
  const open = store.sessions.filter(
    (s) => s.accountId === accountId && s.state !== 'closed' && (lineId === undefined || s.lineId === lineId),
  )
  return open.toSorted((a, b) => b.lastActivityAt.localeCompare(a.lastActivityAt))[0] ?? null
}
