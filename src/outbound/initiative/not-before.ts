import { LONGEST_LIMIT_MS } from '../../domain/outcome.ts'
import { InvalidInput } from '../errors.ts'
import { quietUntil } from '../quiet.ts'
import { stepIntent } from '../step-intent.ts'
import { resolve, type Target } from '../target.ts'
import type { Outbound } from '../types.ts'
import type { StepInput, StepRecipient } from '../step-types.ts'
import type { Hop, KeptInitiative } from './body.ts'

// A call that was long on its way is no mistake.
const LATE_MS = 5 * 60_000

/** Why a message may not leave yet, and when to look again. */
export interface Hold {
  /** A word for it, shown while it waits: `open-session`. */
  readonly why: 'send-at' | 'quiet-hours'
  readonly until: Date
}

/** R-TIME-1: `now` where the call names none. @throws InvalidInput (path `sendAt`) for a time that is over, or too far ahead. */
export function timeOfSending({ sendAt }: Pick<StepInput, 'sendAt'>, now: Date): Date {
  if (sendAt === undefined) return now
  const at = new Date(sendAt)
  if (at.getTime() < now.getTime() - LATE_MS) throw badTime('is in the past')
  if (at.getTime() > now.getTime() + LONGEST_LIMIT_MS) throw badTime('is more than 30 days ahead')
  return at < now ? now : at
}

const badTime = (message: string) => new InvalidInput([{ path: 'sendAt', message }])

/**
 * The one place that keeps a message from leaving before its time; `null`: it may leave as far as the clock goes. Times of sending
 * (R-TIME-1) and quiet hours (R-TIME-2) are asked here, each time anew, so that whoever changes them is heeded by what waits already.
 * @throws HostError.
 */
export async function notBefore(o: Outbound, { body }: KeptInitiative, hop: Hop): Promise<Hold | null> {
  const sendAt = body.sendAt === undefined ? null : new Date(body.sendAt)
  if (sendAt && sendAt > o.now()) return { why: 'send-at', until: sendAt }
  if (!heedsHours(o, body)) return null
  const found = await resolve(o, stepIntent(body, hop, hop.channel))
  // Whoever cannot be found is refused on the way out, with the reason.
  return found.kind === 'refused' ? null : quietHold(o, found.target, hop.to, o.now())
}

/** Whether quiet hours keep such a message to this recipient at that moment. @throws HostError. */
export async function quietHold(
  o: Outbound,
  { line, address, contactId }: Target,
  to: StepRecipient,
  at: Date,
): Promise<Hold | null> {
  const record = 'record' in to ? to.record : null
  const until = await quietUntil(o, { lineId: line.id, address, contactId, record }, at)
  return until && { why: 'quiet-hours', until }
}

/** Does the call wait for quiet hours to end, where there are some? */
export function heedsHours(
  { workspace: { conditions } }: Outbound,
  { quietHours }: Pick<StepInput, 'quietHours'>,
): boolean {
  return conditions?.quiet !== undefined && quietHours !== 'ignore'
}
