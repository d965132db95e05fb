import { assessReplyWindow } from '../domain/composition.ts'
import type { Reason } from '../domain/reasons.ts'
import type { Line, Session } from '../domain/words.ts'
import { hasWindow, knownOf, verdictInside } from './facts.ts'
import { kept, optional } from './kept.ts'
import type { Outbound } from './types.ts'

// Whatever the customer writes is an activity of the session, so what was asked after the last one is good until the next. Where both fall
// into one second of the host's clock, what was said last tells them apart.
const FOR_MS = 10 * 60_000

/** How long one may answer in one's own words. */
export interface ReplyWindow {
  /** Why that is over, for whoever is about to type (R-WIN-1). */
  readonly reasons: readonly Reason[]
  /** When it will be; `null`: never, or nobody knows. */
  readonly untilAt: string | null
}

/**
 * Whether and how long an answer typed by hand would be taken in this open session. The host is asked once for each activity of the
 * session, however many cards show it. Nothing where it cannot tell: the moment of sending asks anew.
 *
 * @param lastSaid ids of what was said last in it, as far as it was seen.
 */
export async function replyWindow(
  o: Outbound,
  line: Line,
  session: Session,
  lastSaid: string | null,
): Promise<ReplyWindow> {
  const { id, contactId, channel, address, lastActivityAt } = session
  if (contactId === null || session.state === 'closed' || !hasWindow(o, line, channel))
    return { reasons: [], untilAt: null }
  const asked = kept(o, `window ${id} ${lastActivityAt} ${lastSaid}`, FOR_MS, () =>
    knownOf(o, { contactId, channel, address }, line),
  )
  const known = await optional(o, 'what the window of a session is', undefined, asked)
  const verdict = verdictInside(o, line, session, known)
  return {
    reasons: assessReplyWindow(verdict),
    untilAt: verdict.kind === 'free-form' ? verdict.untilAt : null,
  }
}
