import { addressFits, sameAccount, suggestPhone } from './address.ts'
import { assessConsent, type ConsentFacts } from './consent.ts'
import type { ChannelPolicy, HostPolicy } from './policy.ts'
import { reason, type Reason } from './reasons.ts'
import { refused, type Verdict } from './verdict.ts'
import { lacks, withinWindow } from './window.ts'
import type { Account, Line, Operator, Session } from './words.ts'

/** What is known at the moment of asking. `undefined` means that the host cannot tell. */
export interface ReachFacts {
  readonly line: Line
  readonly account: Pick<Account, 'channel' | 'address'>
  /** Who asks; `null` for a process that writes as the system. */
  readonly operator: Operator | null
  /** The contact's sessions that are not closed, on any line. */
  readonly openSessions: readonly Session[] | undefined
  /** Has this account ever written on this channel? */
  readonly wroteBefore: boolean | undefined
  /** When this account wrote last; `null`: never. */
  readonly lastInboundAt: string | null | undefined
  readonly blocked: boolean | undefined
  /** Does a custom messenger allow operators to start (R-CONTACT-6)? */
  readonly enabledByMessenger: boolean | undefined
  /** The host is told to send this contact no letters. */
  readonly lettersOff?: boolean | undefined
  /** What the customer said about being written to first (R-CONSENT-1, R-CONSENT-2). Absent: nobody has to agree, or has refused. */
  readonly consent?: ConsentFacts
  /** ISO 3166 code of the workspace's country, for badly written phones (R-ADDR-2). */
  readonly country?: string | null
}

/** May a first message go to this account on this line now? All reasons are given, not only the first. */
export function assess(policy: HostPolicy, facts: ReachFacts, now: Date): Verdict {
  const channel = policy.channels[facts.account.channel]
  if (!channel)
    return refused([
      reason('channel-not-on-host', { kind: 'choose-another' }, { channel: facts.account.channel }),
    ])
  const findings = [
    ...fit(channel, facts),
    ...confirmed(facts),
    ...start(channel, facts),
    ...blocked(policy, facts),
    ...consent(facts),
    ...open(policy, channel, facts),
    // The host would take the letter and may keep it, which nobody would see afterwards (R-ERR-3).
    ...(facts.lettersOff && facts.account.channel === 'email' ? [warns(reason('letters-off'))] : []),
    ...operator(policy, facts),
  ]
  const reasons = findings.filter((finding) => finding.refuses).map((finding) => finding.reason)
  const warnings = findings.filter((finding) => !finding.refuses).map((finding) => finding.reason)
  if (isFilled(reasons)) return refused(reasons)
  return withinWindow(channel, facts, now, warnings)
}

/** R-OPER-2: only lines in which this person is an operator are offered; an unknown membership is not a refusal. */
export function worksOn(line: Line, operatorId: string): boolean {
  return line.operators === null || line.operators.includes(operatorId) || supervises(line, operatorId)
}

/** A supervisor of the line sees all its sessions and may answer in them. */
export function supervises(line: Line, operatorId: string): boolean {
  return line.supervisors?.includes(operatorId) ?? false
}

/** R-PROC-2: an initiator who is to be the author must be an operator or supervisor of the line. */
export function assessInitiator(line: Line, initiator: string | null): Reason[] {
  if (initiator === null || worksOn(line, initiator)) return []
  return [reason('not-operator-of-line', { kind: 'ask-administrator' }, { line: line.name })]
}

/** The open session that stands in the way, by the host's scope (R-OPEN-3); the newest first. */
export function openSessionOf(
  policy: HostPolicy,
  account: Pick<Account, 'channel' | 'address'>,
  sessions: readonly Session[],
): Session | null {
  const inScope = sessions.filter(
    (session) =>
      session.state !== 'closed' && (policy.openScope === 'contact' || sameAccount(session, account)),
  )
  return inScope.toSorted((a, b) => b.lastActivityAt.localeCompare(a.lastActivityAt))[0] ?? null
}

interface Finding {
  readonly refuses: boolean
  readonly reason: Reason
}
const refuses = (found: Reason): Finding => ({ refuses: true, reason: found })
const warns = (found: Reason): Finding => ({ refuses: false, reason: found })

/** R-ADDR-1, R-ADDR-2, R-ADDR-4: the account's kind fits the line, its address fits the channel. */
function fit(channel: ChannelPolicy, { line, account, country }: ReachFacts): Finding[] {
  const found: Finding[] = []
  if (!line.channels.includes(account.channel))
    found.push(
      refuses(
        reason(
          'channel-not-on-line',
          { kind: 'choose-another' },
          { channel: account.channel, line: line.name },
        ),
      ),
    )
  if (!addressFits(channel.address, account.address)) {
    const suggestion = channel.address === 'e164' ? suggestPhone(account.address, country) : null
    found.push(
      refuses(reason('address-malformed', { kind: 'fix-address', suggestion }, { address: account.address })),
    )
  }
  return found
}

/** R-CONTACT-1 to 7: who may be written to first. */
function start(channel: ChannelPolicy, { wroteBefore, enabledByMessenger, account }: ReachFacts): Finding[] {
  const facts = { channel: account.channel }
  switch (channel.start) {
    case 'anyone':
      return []
    case 'never':
      return [refuses(reason('never-by-operator', { kind: 'customer-writes-first' }, facts))]
    case 'wrote-before':
      if (wroteBefore === undefined) return [warns(reason('wrote-before-unknown', null, facts))]
      return wroteBefore ? [] : [refuses(reason('never-wrote', { kind: 'customer-writes-first' }, facts))]
    case 'if-enabled':
      if (enabledByMessenger === undefined) return [warns(reason('enabled-unknown', null, facts))]
      return enabledByMessenger ? [] : [refuses(reason('not-enabled', { kind: 'ask-administrator' }, facts))]
  }
}

/** R-RISK-1. */
function confirmed({ line, account }: ReachFacts): Finding[] {
  if (!lacks(line, account.channel, 'unofficial-api')) return []
  return [refuses(reason('risk-not-confirmed', { kind: 'ask-administrator' }, { line: line.name }))]
}

/** R-BLOCK-1. Where the host can never tell, it is said once for the whole form and not on every row. */
function blocked(policy: HostPolicy, facts: ReachFacts): Finding[] {
  if (facts.blocked) return [refuses(reason('blocked', { kind: 'choose-another' }))]
  const untold = facts.blocked === undefined && !policy.cannotTell.includes('blocked')
  return untold ? [warns(reason('blocked-unknown'))] : []
}

/** R-CONSENT-1, R-CONSENT-2. */
function consent({ account, consent: facts }: ReachFacts): Finding[] {
  return facts ? assessConsent(account.channel, facts).map(refuses) : []
}

/** R-OPEN-1 to 3. */
function open(policy: HostPolicy, channel: ChannelPolicy, facts: ReachFacts): Finding[] {
  if (channel.openSession === 'allowed') return []
  if (facts.openSessions === undefined) return [warns(reason('open-session-unknown'))]
  const session = openSessionOf(policy, facts.account, facts.openSessions)
  if (!session) return []
  const found = reason(
    'open-session',
    { kind: 'open-session', sessionId: session.id },
    { operatorId: session.operatorId, openedAt: session.openedAt, lineId: session.lineId },
  )
  return [channel.openSession === 'refuses' ? refuses(found) : warns(found)]
}

/** R-OPER-1, R-OPER-2. */
function operator(policy: HostPolicy, facts: ReachFacts): Finding[] {
  if (!facts.operator) return []
  const found: Finding[] = []
  if (!worksOn(facts.line, facts.operator.id))
    found.push(
      refuses(reason('not-operator-of-line', { kind: 'ask-administrator' }, { line: facts.line.name })),
    )
  const allowed = policy.operatorMayStart
  if (!allowed) return found
  const status = facts.operator.status
  if (status === null) found.push(warns(reason('operator-status-unknown')))
  else if (!allowed.includes(status))
    found.push(refuses(reason('operator-offline', { kind: 'go-online' }, { status })))
  return found
}

function isFilled<T>(list: T[]): list is [T, ...T[]] {
  return list.length > 0
}
