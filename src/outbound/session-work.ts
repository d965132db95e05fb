import type { SessionDeed } from '../domain/session-deeds.ts'
import type { Target } from '../domain/after.ts'
import type { Session } from '../domain/words.ts'
import { HostError } from '../hosts/errors.ts'
import type { Routing } from '../hosts/port.ts'
import type { Outbound } from './types.ts'

/**
 * Changes the session at the host; each of these may be done twice. @throws HostError.
 * @param theirs does a session of this line become the operator's (R-AFTER-3)?
 */
export async function workOn(
  o: Outbound,
  deed: Exclude<SessionDeed, { kind: 'note' }>,
  session: Session,
  operatorId: string,
  theirs: boolean,
): Promise<void> {
  const { routing } = o.host
  if (!routing) throw notSupported()
  if (deed.kind === 'take') return routing.assign(session.id, operatorId)
  if (deed.kind === 'hand-over') return handOver(routing, session.id, deed.target, deed.comment, operatorId)
  if (deed.kind === 'close') return close(o, routing, session, operatorId, deed.tags)
  if (!routing.reopen) throw notSupported()
  await routing.reopen(session.id)
  // Who takes a session up again goes on in it.
  if (theirs) await routing.assign(session.id, operatorId)
}

/** To an operator by assigning, where the host has no way of its own. */
export function handOver(
  routing: Routing,
  sessionId: string,
  target: Target,
  comment: string | null,
  by: string,
): Promise<void> {
  if (routing.handOver) return routing.handOver(sessionId, target, comment, by)
  if (target.kind === 'operator') return routing.assign(sessionId, target.id)
  throw notSupported()
}

async function close(
  o: Outbound,
  routing: Routing,
  session: Session,
  operatorId: string,
  tags: readonly string[],
): Promise<void> {
  if (!routing.close) throw notSupported()
  if (tags.length > 0) await o.host.tags?.add(session.id, tags)
  const anyone = o.host.policy.closes === 'operators-of-line'
  if (!anyone && session.operatorId !== operatorId) await routing.assign(session.id, operatorId)
  await routing.close(session.id, operatorId)
}

/** The host has no such ability, or what it is about is not there any more. */
export function notSupported(): HostError {
  return new HostError('The host cannot do this in a session.', {
    kind: 'fix-setup',
    code: 'setup-incomplete',
    happened: 'no',
  })
}
