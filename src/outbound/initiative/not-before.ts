import { quietUntil } from '../quiet.ts'
import { stepIntent } from '../step-intent.ts'
import { resolve } from '../target.ts'
import type { Outbound } from '../types.ts'
import type { Hop, KeptInitiative } from './body.ts'

/** Why a message may not leave yet, and when to look again. */
export interface Hold {
  /** A word for it, shown while it waits: `open-session`. */
  readonly why: string
  readonly until: Date
}

/**
 * The one place that keeps a message from leaving before its time; `null`: it may leave as far as the clock goes. Times of sending
 * (R-TIME-1) and quiet hours (R-TIME-2) are asked here, each time anew, so that whoever changes them is heeded by what waits already.
 * @throws HostError.
 */
export async function notBefore(o: Outbound, { body }: KeptInitiative, hop: Hop): Promise<Hold | null> {
  const sendAt = body.sendAt === undefined ? null : new Date(body.sendAt)
  if (sendAt && sendAt > o.now()) return { why: 'send-at', until: sendAt }
  if (body.quietHours === 'ignore' || !o.workspace.conditions?.quiet) return null
  const found = await resolve(o, stepIntent(body, hop, hop.channel))
  // Whoever cannot be found is refused on the way out, with the reason.
  if (found.kind === 'refused') return null
  const { line, address, contactId } = found.target
  const record = 'record' in hop.to ? hop.to.record : null
  const until = await quietUntil(o, { lineId: line.id, address, contactId, record })
  return until && { why: 'quiet-hours', until }
}
