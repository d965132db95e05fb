import { sameAccount } from '../../domain/address.ts'
import type { Channel, Session, SessionState } from '../../domain/words.ts'
import type { WireMessage } from '../../wire/schemas.ts'

/** Whose words: the customer's, an operator's, or those of a process, a bot or the host itself. */
export const TIMELINE_AUTHORS = ['customer', 'operator', 'process'] as const
export type TimelineAuthor = (typeof TIMELINE_AUTHORS)[number]

/** What of a history is wanted; what is absent is not asked about. */
export interface TimelineFilter {
  /** One address of the contact on its channel, on whatever line. */
  readonly account?: { readonly channel: Channel; readonly address: string }
  readonly lineId?: string
  readonly channel?: Channel
  readonly state?: SessionState
  readonly author?: TimelineAuthor
}

/** Is the session to be read at all? */
export function wantsSession(filter: TimelineFilter): (session: Session) => boolean {
  const { account, lineId, channel, state } = filter
  return (session) =>
    (!account || sameAccount(account, session)) &&
    (lineId === undefined || session.lineId === lineId) &&
    (channel === undefined || session.channel === channel) &&
    (state === undefined || session.state === state)
}

/** Is the message to be shown? What happened to a session is nobody's words, and shown only where all is. */
export function wantsMessage({ author }: TimelineFilter): (message: WireMessage) => boolean {
  if (author === undefined) return () => true
  return ({ kind, author: by, mark }) => {
    if (kind === 'event') return false
    const process = mark === 'automatic' || by.kind === 'system'
    return author === 'process' ? process : by.kind === author && !process
  }
}
