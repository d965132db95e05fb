import type { ChannelPolicy, HostPolicy } from './policy.ts'
import { reason, type Reason } from './reasons.ts'
import { supervises, worksOn } from './reach.ts'
import type { Line, Operator, Session } from './words.ts'

/** What a person or a process wants to send. `subject: null` means none was given. */
export interface Composition {
  readonly text: string
  readonly subject: string | null
}

/** What is wrong with the message itself on this channel (R-MSG-1, R-TEXT-1, R-MAIL-1). Empty when nothing is. */
export function assessComposition(
  policy: Pick<ChannelPolicy, 'textLimit' | 'subject'>,
  { text, subject }: Composition,
): Reason[] {
  const found: Reason[] = []
  if (text.trim() === '') found.push(reason('empty-message', { kind: 'fill', field: 'text' }))
  if (policy.textLimit !== null && text.length > policy.textLimit)
    found.push(
      reason(
        'text-too-long',
        { kind: 'shorten', limit: policy.textLimit },
        { limit: policy.textLimit, length: text.length },
      ),
    )
  if (policy.subject === 'required' && (subject ?? '').trim() === '')
    found.push(reason('subject-missing', { kind: 'fill', field: 'subject' }))
  if (policy.subject === 'none' && (subject ?? '') !== '') found.push(reason('subject-not-taken'))
  return found
}

/** May this operator answer in this session? Empty when they may (host rule of who answers; R-OPER-1, R-OPER-2). */
export function assessReply(policy: HostPolicy, line: Line, session: Session, operator: Operator): Reason[] {
  const found: Reason[] = []
  if (session.state === 'closed') found.push(reason('session-closed', { kind: 'choose-another' }))
  if (!worksOn(line, operator.id))
    found.push(reason('not-operator-of-line', { kind: 'ask-administrator' }, { line: line.name }))
  const foreign = session.operatorId !== null && session.operatorId !== operator.id
  if (policy.reply === 'assignee' && foreign && !supervises(line, operator.id))
    found.push(reason('session-of-another-operator', null, { operatorId: session.operatorId }))
  if (
    policy.operatorMayStart &&
    operator.status !== null &&
    !policy.operatorMayStart.includes(operator.status)
  )
    found.push(reason('operator-offline', { kind: 'go-online' }, { status: operator.status }))
  return found
}
