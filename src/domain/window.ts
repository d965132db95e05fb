import type { ChannelPolicy } from './policy.ts'
import { reason, type Reason } from './reasons.ts'
import { refused, type Verdict } from './verdict.ts'
import type { Account, Channel, Line, Unconfirmed } from './words.ts'

/** What the time for free text depends on. `undefined` means that the host cannot tell. */
export interface WindowFacts {
  readonly line: Line
  readonly account: Pick<Account, 'channel'>
  /** When this account wrote last; `null`: never. */
  readonly lastInboundAt: string | null | undefined
}

/** Has an administrator yet to confirm this for the line (R-RISK-1, R-RULES-1)? */
export function lacks(line: Line, channel: Channel, what: Unconfirmed['what']): boolean {
  return line.unconfirmed?.some((one) => one.channel === channel && one.what === what) ?? false
}

/** How long free text is taken after the person's last message, in milliseconds; `null`: for ever (R-WIN-1). */
export function windowOn(
  policy: ChannelPolicy,
  line: Pick<Line, 'windowMs'>,
  channel: Channel,
): number | null {
  return line.windowMs?.[channel] ?? policy.windowMs
}

/** R-WIN-1: at exactly the end of the window it is closed. R-WIN-2: then the host may send its own template first. */
export function withinWindow(
  channel: ChannelPolicy,
  facts: WindowFacts,
  now: Date,
  warnings: Reason[],
): Verdict {
  const windowMs = windowOn(channel, facts.line, facts.account.channel)
  if (windowMs === null) return { kind: 'free-form', untilAt: null, warnings }
  if (facts.lastInboundAt === undefined)
    return { kind: 'free-form', untilAt: null, warnings: [...warnings, reason('window-unknown')] }
  const closesAt = facts.lastInboundAt === null ? null : Date.parse(facts.lastInboundAt) + windowMs
  if (closesAt !== null && now.getTime() < closesAt)
    return { kind: 'free-form', untilAt: new Date(closesAt).toISOString(), warnings }
  // A window of the line's own on a channel without templates: nothing passes it.
  if (channel.windowMs === null)
    return refused([
      reason('window-over', { kind: 'customer-writes-first' }, { channel: facts.account.channel }),
    ])
  if (lacks(facts.line, facts.account.channel, 'template-rules'))
    return refused([
      reason('template-rules-not-confirmed', { kind: 'ask-administrator' }, { line: facts.line.name }),
    ])
  if (channel.closedWindow === 'default-template-first')
    return { kind: 'free-form', untilAt: null, warnings: [...warnings, reason('default-template-first')] }
  return { kind: 'template-only', why: reason('template-required'), warnings }
}
