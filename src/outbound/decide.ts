import { sameAccount } from '../domain/address.ts'
import { assessAfter, assessReply, assessReplyWindow } from '../domain/composition.ts'
import { assessConsent } from '../domain/consent.ts'
import { assessInitiator, openSessionOf } from '../domain/reach.ts'
import { assessReader } from '../domain/readers.ts'
import { reason, type Reason } from '../domain/reasons.ts'
import type { Verdict } from '../domain/verdict.ts'
import type { Line, Session } from '../domain/words.ts'
import type { AccountFacts } from '../hosts/port.ts'
import type { Operation } from '../journal/operation.ts'
import type { Intent } from '../journal/intent.ts'
import { capReasons, consentOf } from './consents.ts'
import { demandsInside, demandsOf } from './demands.ts'
import { lineOf, operatorOf } from './directory.ts'
import { hasWindow, knownOf, openSessionsOf, verdictInside, verdictOf, wroteBefore } from './facts.ts'
import { messageOf, type Message } from './message.ts'
import type { Target } from './target.ts'
import type { Outbound } from './types.ts'

export type Decision =
  | { readonly kind: 'refused'; readonly reasons: readonly [Reason, ...Reason[]] }
  | { readonly kind: 'skipped'; readonly session: Session; readonly reasons: readonly [Reason, ...Reason[]] }
  | {
      readonly kind: 'send'
      readonly line: Line
      /** The open session to write into; `null` starts one. */
      readonly session: Session | null
      readonly verdict: Verdict
      readonly message: Message
    }

/**
 * Asks all rules about this intention, with fresh facts. The form, the dry run and the moment of sending come through here.
 * @param sends to the same account whose fate is open: a session may be about to appear. They may still be asked for.
 * @throws HostError.
 */
export async function decide(
  o: Outbound,
  intent: Intent,
  target: Target,
  sends: readonly Operation[] | Promise<readonly Operation[]>,
): Promise<Decision> {
  if (intent.kind === 'reply') return decideReply(o, intent, target)
  const { line, contactId, channel, address } = target
  const account = { contactId: contactId ?? '', channel, address }
  const byOperator = intent.kind === 'start'
  const [underWay, openSessions, wrote, operator, known, consent] = await Promise.all([
    sends,
    contactId === null ? [] : openSessionsOf(o, contactId),
    contactId === null ? false : wroteBefore(o, account),
    byOperator && intent.operatorId !== null ? operatorOf(o, intent.operatorId, true) : null,
    contactId === null ? undefined : knownOf(o, account, line),
    consentOf(o, account),
  ])
  // An operator whom the host no longer knows works on no line.
  const gone = byOperator && !operator ? [reason('not-operator-of-line', null, { line: line.name })] : []
  const initiator = byOperator
    ? gone
    : [...assessInitiator(line, intent.operatorId), ...readerFaults(o, line, intent)]

  const open = openSessionOf(o.host.policy, account, openSessions)
  if (open && intent.onOpenSession === 'skip')
    return { kind: 'skipped', session: open, reasons: [openReason(open)] }
  if (open && intent.onOpenSession === 'write')
    return decideInside(o, intent, target, { session: open, known, initiator })
  const verdict = verdictOf(o, {
    line,
    account,
    operator,
    openSessions,
    wroteBefore: wrote,
    consent,
    known,
  })
  const demands = await demandsOf(o, line, channel, verdict, intent.operatorId)
  const [message, capped] = await Promise.all([
    messageOf(o, intent, target, demands),
    byOperator ? [] : capReasons(o, account),
  ])
  const exclusive = o.host.policy.channels[channel]?.openSession !== 'allowed'
  const [before] = exclusive ? underWay : []
  const reasons = [
    ...(verdict.kind === 'refused' ? verdict.reasons : []),
    ...initiator,
    ...capped,
    ...message.faults,
    ...afterFaults(o, intent, target),
    ...(before && !open ? [reason('send-under-way', null, { operatorId: before.intent.operatorId })] : []),
  ]
  return filled(reasons) ?? { kind: 'send', line, session: null, verdict, message }
}

/**
 * A process writes into the session that is open (R-PROC-4): on that one's own line and account, whichever were meant. What a new
 * session is asked for, tags and fields, is not asked here.
 */
async function decideInside(
  o: Outbound,
  intent: Intent,
  target: Target,
  found: {
    readonly session: Session
    readonly known: AccountFacts | undefined
    readonly initiator: readonly Reason[]
  },
): Promise<Decision> {
  const { session, initiator } = found
  const { channel } = session
  const line = (await lineOf(o, session.lineId)) ?? target.line
  const same = line.id === target.line.id && sameAccount(session, target)
  const account = { contactId: session.contactId ?? '', channel, address: session.address }
  // What a process sends is never an answer, so consent and caps hold here too.
  const [known, consent, capped] = await Promise.all([
    same ? found.known : knownOf(o, account, line),
    consentOf(o, account),
    capReasons(o, account),
  ])
  const verdict = verdictInside(o, line, session, known)
  const demands = demandsInside(o, line, channel, verdict)
  const message = await messageOf(o, { ...intent, fields: {} }, { ...target, line, channel }, demands)
  const refusals = verdict.kind === 'refused' ? verdict.reasons : []
  const agreed = assessConsent(channel, consent)
  const reads = line.id === target.line.id ? [] : readerFaults(o, line, intent)
  const reasons = [...refusals, ...agreed, ...initiator, ...reads, ...capped, ...message.faults]
  return filled(reasons) ?? { kind: 'send', line, session, verdict, message }
}

/** Nothing beyond the channel's policy is demanded of an answer in one's own words; its window is asked beside. */
const INSIDE: Verdict = { kind: 'free-form', untilAt: null, warnings: [] }

/** Of what holds for a first message only the window holds here (R-WIN-1). */
async function decideReply(o: Outbound, intent: Intent, target: Target): Promise<Decision> {
  const { line, session, channel, address } = target
  const operator = intent.operatorId === null ? null : await operatorOf(o, intent.operatorId, true)
  if (!session || !operator)
    return { kind: 'refused', reasons: [reason('session-closed', { kind: 'choose-another' })] }
  const account = { contactId: target.contactId ?? '', channel, address }
  const known = hasWindow(o, line, channel) ? await knownOf(o, account, line) : undefined
  const verdict = verdictInside(o, line, session, known)
  // An approved template passes a closed window; whoever writes one's own words is told of the window and of nothing else.
  const byTemplate = intent.template !== undefined || intent.typed !== undefined
  const passes = byTemplate && verdict.kind === 'template-only'
  const message = await messageOf(
    o,
    intent,
    target,
    demandsInside(o, line, channel, byTemplate ? verdict : INSIDE),
  )
  const reasons = [
    ...assessReader(o.workspace.readers, line, operator.id),
    ...assessReply(o.host.policy, line, session, operator),
    ...(passes ? [] : assessReplyWindow(verdict)),
    ...message.faults,
  ]
  return filled(reasons) ?? { kind: 'send', line, session, verdict, message }
}

/** R-READ-1: no process writes in the name of somebody who may not. */
function readerFaults(o: Outbound, line: Line, { operatorId }: Intent): Reason[] {
  return operatorId === null ? [] : assessReader(o.workspace.readers, line, operatorId)
}

/** R-AFTER-1 to 3. */
function afterFaults(o: Outbound, { after, operatorId }: Intent, { line, channel }: Target): Reason[] {
  if (!after || operatorId === null) return []
  const { policy } = o.host
  return assessAfter(policy, policy.channels[channel], line, operatorId, after)
}

/** Why a first message may not go out while this session is open (R-OPEN-1). */
export function openReason(session: Session): Reason {
  return reason(
    'open-session',
    { kind: 'open-session', sessionId: session.id },
    { operatorId: session.operatorId, openedAt: session.openedAt, lineId: session.lineId },
  )
}

function filled(reasons: readonly Reason[]): Decision | null {
  const [first, ...rest] = reasons
  return first ? { kind: 'refused', reasons: [first, ...rest] } : null
}
