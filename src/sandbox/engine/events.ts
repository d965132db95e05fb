import type { Account, Message, Operator, Session } from './types.ts'

/** What happened in the engine. Objects are the store's own: read them, do not keep or change them. */
export type EngineEvent =
  /** A session came into being, or a closed one was resumed (`resumed`). */
  | { readonly kind: 'session-opened'; readonly session: Readonly<Session>; readonly resumed: boolean }
  /** Operator, group or state changed without closing. */
  | { readonly kind: 'session-changed'; readonly session: Readonly<Session> }
  | { readonly kind: 'session-closed'; readonly session: Readonly<Session> }
  | { readonly kind: 'message'; readonly session: Readonly<Session>; readonly message: Readonly<Message> }
  /** A message's status moved on, or its words were changed. */
  | { readonly kind: 'status'; readonly session: Readonly<Session>; readonly message: Readonly<Message> }
  /** A customer blocked, unblocked, left or came back. */
  | { readonly kind: 'account'; readonly account: Readonly<Account> }
  | { readonly kind: 'operator'; readonly operator: Readonly<Operator> }
  | { readonly kind: 'clock' }
  /** Everything may be different. */
  | { readonly kind: 'reset' }

export type EngineListener = (event: EngineEvent) => void
