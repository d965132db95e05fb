import type { Message, MessageStatus } from '../domain/words.ts'

/**
 * Something happened in a session: a push says where to look, and the host is asked what is true. `eventId` tells one event from
 * another, however often and by whichever way it comes.
 */
export interface HookEvent {
  readonly eventId: string
  readonly kind: 'session-opened' | 'session-changed' | 'message' | 'session-closed'
  readonly sessionId: string
}

/**
 * What a host tells of a message of ours by the mark that it was sent with, where the conversation itself does not tell it
 * (R-ERR-2). It may come in any order, again, and for messages that somebody else sent.
 */
export type MarkEvent =
  | {
      readonly kind: 'status'
      readonly mark: string
      readonly status: MessageStatus
      /** Since when; absent where the host does not say. */
      readonly statusAt?: string
      readonly failure: Message['failure']
    }
  /** The customer answered that very message. */
  | { readonly kind: 'answer'; readonly mark: string; readonly answeredAt: string }

/** A push from the host, translated. */
export type Push = HookEvent | MarkEvent

export interface Hooks {
  /** Checks the secret over the raw body and translates; throws `not-allowed` or `bad-request`. Nothing of ours: an empty list. */
  read(headers: Headers, rawBody: string): readonly Push[]
}

export interface Live {
  /**
   * Connects once and listens until stopped, which resolves it. It tells everything that the conversation shows, statuses too, but
   * nothing of the time before: whoever begins to listen looks for that.
   * @throws HostError when the connection was refused (any kind but `later`), could not be made or was lost (`later`).
   */
  listen(ear: LiveEar, stop: AbortSignal): Promise<void>
}

export interface LiveEar {
  /** From now on nothing is missed until `listen` ends. */
  onListening(): void
  onPush(pushes: readonly Push[]): void
}
