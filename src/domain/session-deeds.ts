import type { Target } from './after.ts'
import type { HostPolicy } from './policy.ts'
import { openSessionOf, supervises, worksOn } from './reach.ts'
import { reason, type Reason } from './reasons.ts'
import type { Line, Operator, Session } from './words.ts'

/** What one may do in a session beside answering. A note stays among the staff and is never sent. */
export const SESSION_DEEDS = ['note', 'take', 'hand-over', 'close', 'reopen'] as const
export type SessionDeedKind = (typeof SESSION_DEEDS)[number]

/** One deed as it was asked. The words of a note are the intention's text. */
export type SessionDeed =
  | { readonly kind: 'note' | 'take' | 'reopen' }
  /** `tags`: added to those of the session before it is closed. */
  | { readonly kind: 'close'; readonly tags: readonly string[] }
  | { readonly kind: 'hand-over'; readonly target: Target; readonly comment: string | null }

/** How a session was shown to whoever wants to change it. */
export type SeenSession = Pick<Session, 'state' | 'operatorId'>

/**
 * May this operator do it in this session, as it is now? Empty when they may. What is so already (closed, taken) is no fault: then
 * there is nothing left to do.
 * @param others the contact's sessions that are not closed, where a second one may be in the way (R-OPEN-1).
 */
export function assessDeed(
  policy: HostPolicy,
  line: Line,
  session: Session,
  operator: Operator,
  kind: SessionDeedKind,
  others: readonly Session[] = [],
): Reason[] {
  const found: Reason[] = []
  if (!worksOn(line, operator.id))
    found.push(reason('not-operator-of-line', { kind: 'ask-administrator' }, { line: line.name }))
  // R-OPER-1: who is away may look, and change nothing.
  const { status } = operator
  if (policy.operatorMayStart && status !== null && !policy.operatorMayStart.includes(status))
    found.push(reason('operator-offline', { kind: 'go-online' }, { status }))
  if (kind === 'note') return found
  if (kind === 'reopen') return [...found, ...inTheWay(policy, session, others)]
  if (session.state === 'closed' && kind !== 'close') found.push(reason('session-closed'))
  const foreign = session.operatorId !== null && session.operatorId !== operator.id
  if (policy.reply === 'assignee' && foreign && session.state !== 'closed' && !supervises(line, operator.id))
    found.push(reason('session-of-another-operator', null, { operatorId: session.operatorId }))
  // R-AFTER-3.
  if (kind === 'take' && worksOn(line, operator.id) && !takes(line, operator.id))
    found.push(reason('after-not-offered', null, { after: 'assign-to-me' }))
  return found
}

/** Does a session of this line become theirs? Not a supervisor's, unless they are an operator as well (R-AFTER-3). */
export function takes(line: Line, operatorId: string): boolean {
  return line.operators === null || line.operators.includes(operatorId)
}

/** Is there nothing left to do? */
export function isDone(session: Session, operatorId: string, kind: SessionDeedKind): boolean {
  if (kind === 'close') return session.state === 'closed'
  if (kind === 'reopen') return session.state !== 'closed'
  return kind === 'take' && session.state === 'active' && session.operatorId === operatorId
}

/** Is the session no more as it was shown? Then whoever wants to change it may not mean what they would do. */
export function hasChanged(seen: SeenSession, session: SeenSession): boolean {
  return seen.state !== session.state || seen.operatorId !== session.operatorId
}

/** R-OPEN-1: no second session in a messenger while one is open with this person. */
function inTheWay(policy: HostPolicy, session: Session, others: readonly Session[]): Reason[] {
  if (session.state !== 'closed' || policy.channels[session.channel]?.openSession !== 'refuses') return []
  const open = openSessionOf(
    policy,
    session,
    others.filter(({ id }) => id !== session.id),
  )
  if (!open) return []
  const facts = { operatorId: open.operatorId, openedAt: open.openedAt, lineId: open.lineId }
  return [reason('open-session', { kind: 'open-session', sessionId: open.id }, facts)]
}
