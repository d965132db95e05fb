import type { Session } from '../domain/words.ts'
import type { HostMessage } from '../hosts/port.ts'

/** An event for open cards. Operations are only named: their sentences depend on the reader's language. */
export type JournalEvent =
  | { readonly kind: 'session'; readonly session: Session }
  | { readonly kind: 'message'; readonly message: HostMessage }
  | { readonly kind: 'operation'; readonly operationId: string }
  /** More was said in a session than was looked through: what lies between is told by no event. */
  | { readonly kind: 'gap'; readonly sessionId: string }

export interface StoredEvent {
  /** Grows in commit order inside a workspace: a reader that goes on from the last id it saw misses nothing. */
  readonly id: string
  readonly contactId: string | null
  readonly operatorId: string | null
  readonly event: JournalEvent
}

interface EventScope {
  /** News of this contact; `null`: only operations of the operator. */
  readonly contactId: string | null
  readonly operatorId: string
}

export interface Events {
  /** Where a stream that begins now goes on from. */
  cursor(): Promise<string>
  /** `null` when the cursor is none of ours or too old: the reader must load everything again. */
  after(scope: EventScope, cursor: string, limit: number): Promise<readonly StoredEvent[] | null>
  append(contactId: string | null, operatorId: string | null, event: JournalEvent): Promise<void>
}
