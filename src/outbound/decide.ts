import { assessComposition, assessReply } from '../domain/composition.ts'
import { assessInitiator, openSessionOf } from '../domain/reach.ts'
import { reason, type Reason } from '../domain/reasons.ts'
import type { Verdict } from '../domain/verdict.ts'
import type { Line, Session } from '../domain/words.ts'
import type { Intent, Operation } from '../journal/operation.ts'
import { lineOf, operatorOf } from './directory.ts'
import { knownOf, openSessionsOf, verdictOf, wroteBefore } from './facts.ts'
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
    }

/**
 * Asks all rules about this intention, with fresh facts. The form, the dry run and the moment of sending come through here.
 * @param underWay sends to the same account whose fate is open: a session may be about to appear.
 * @throws HostError.
 */
export async function decide(
  o: Outbound,
  intent: Intent,
  target: Target,
  underWay: readonly Operation[],
): Promise<Decision> {
  if (intent.kind === 'reply') return decideReply(o, intent, target)
  const { line, contactId, channel, address } = target
  const account = { contactId: contactId ?? '', channel, address }
  const byOperator = intent.kind === 'start'
  const [openSessions, wrote, operator, known] = await Promise.all([
    contactId === null ? [] : openSessionsOf(o, contactId),
    contactId === null ? false : wroteBefore(o, account),
    byOperator && intent.operatorId !== null ? operatorOf(o, intent.operatorId, true) : null,
    contactId === null ? undefined : knownOf(o, account, line),
  ])
  // An operator whom the host no longer knows works on no line.
  const gone = byOperator && !operator ? [reason('not-operator-of-line', null, { line: line.name })] : []
  const initiator = byOperator ? gone : assessInitiator(line, intent.operatorId)
  const about = [...initiator, ...composition(o, intent, target)]

  const open = openSessionOf(o.host.policy, account, openSessions)
  if (open && intent.onOpenSession === 'skip')
    return { kind: 'skipped', session: open, reasons: [openReason(open)] }
  if (open && intent.onOpenSession === 'write') {
    // The customer is in a dialogue with us: what holds for a first message does not hold here.
    const verdict: Verdict = { kind: 'free-form', untilAt: null, warnings: [] }
    return (
      filled(about) ?? { kind: 'send', line: (await lineOf(o, open.lineId)) ?? line, session: open, verdict }
    )
  }
  const verdict = verdictOf(o, { line, account, operator, openSessions, wroteBefore: wrote, known })
  const exclusive = o.host.policy.channels[channel]?.openSession !== 'allowed'
  const [before] = exclusive ? underWay : []
  const reasons = [
    ...(verdict.kind === 'refused' ? verdict.reasons : []),
    ...(verdict.kind === 'template-only' ? [verdict.why] : []),
    ...about,
    ...(before && !open ? [reason('send-under-way', null, { operatorId: before.intent.operatorId })] : []),
  ]
  return filled(reasons) ?? { kind: 'send', line, session: null, verdict }
}

async function decideReply(o: Outbound, intent: Intent, target: Target): Promise<Decision> {
  const { line, session } = target
  const operator = intent.operatorId === null ? null : await operatorOf(o, intent.operatorId, true)
  if (!session || !operator)
    return { kind: 'refused', reasons: [reason('session-closed', { kind: 'choose-another' })] }
  const reasons = [...assessReply(o.host.policy, line, session, operator), ...composition(o, intent, target)]
  const verdict: Verdict = { kind: 'free-form', untilAt: null, warnings: [] }
  return filled(reasons) ?? { kind: 'send', line, session, verdict }
}

function composition(o: Outbound, intent: Intent, { channel, session }: Target): Reason[] {
  const policy = o.host.policy.channels[channel]
  if (!policy) return []
  // An answer goes under the subject that the session has.
  const asked = intent.kind === 'reply' ? { ...policy, subject: 'optional' as const } : policy
  return assessComposition(asked, { text: intent.text, subject: session ? null : intent.subject })
}

function openReason(session: Session): Reason {
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
