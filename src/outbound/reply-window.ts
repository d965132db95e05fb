import { assessReplyWindow } from '../domain/composition.ts'
import type { Reason } from '../domain/reasons.ts'
import type { Line, Session } from '../domain/words.ts'
import { hasWindow, knownOf, verdictInside } from './facts.ts'
import { kept, optional } from './kept.ts'
import type { Outbound } from './types.ts'

// Whatever the customer writes is an activity of the session, so what was asked after the last one is good until the next.
const FOR_MS = 10 * 60_000

/**
 * Why an answer typed by hand would not be taken in this open session now, for whoever is about to type (R-WIN-1). The host is asked
 * once for each activity of the session, however many cards show it. Nothing where it cannot tell: the moment of sending asks anew.
 */
export async function windowReasons(o: Outbound, line: Line, session: Session): Promise<Reason[]> {
  const { id, contactId, channel, address, lastActivityAt } = session
  if (contactId === null || session.state === 'closed' || !hasWindow(o, channel)) return []
  const asked = kept(o, `window ${id} ${lastActivityAt}`, FOR_MS, () =>
    knownOf(o, { contactId, channel, address }, line),
  )
  const known = await optional(o, 'what the window of a session is', undefined, asked)
  return assessReplyWindow(verdictInside(o, line, session, known))
}
