import type { Channel, OperatorStatus } from '../../domain/words.ts'
import { accountFor } from './contacts.ts'
import { openNew, sendInto, type Sent } from './conversation.ts'
import { EngineError } from './errors.ts'
import { byId, openSession } from './look-up.ts'
import type { Line, Session } from './types.ts'
import type { World } from './world.ts'

/** What an operator fills into the host's own form. */
export interface HostForm {
  readonly contactId: string
  readonly lineId: string
  readonly channel: Channel
  readonly address: string
  readonly operatorId: string
  readonly text: string
}

/** An operator uses the host's own form: the session is assigned to them. Throws `refused` where the host's form would. */
export function startByHand(world: World, form: HostForm): Sent {
  const line = byId(world.store.lines, form.lineId, 'line')
  const operator = byId(world.store.operators, form.operatorId, 'operator')
  if (!line.channels.includes(form.channel)) refuse(`The line "${line.name}" has no ${form.channel} channel.`)
  if (!staffOf(line).includes(operator.id))
    refuse(`${operator.name} does not work on the line "${line.name}".`)
  if (operator.status === 'offline') refuse(`${operator.name} is offline.`)
  const account = accountFor(world, form.contactId, form)
  if (form.channel !== 'email' && openSession(world.store, account.id))
    refuse('A session with this person is open already.')
  const session = openNew(world, account, line.id, 'operator', null)
  session.state = 'active'
  session.operatorId = operator.id
  world.emit({ kind: 'session-changed', session })
  return sendInto(world, session.id, operator.id, form.text)
}

/** Gives an open session to an operator of its line; where the vendor lets one, a closed one too, which stays closed. */
export function assign(
  world: World,
  sessionId: string,
  operatorId: string,
  { evenClosed = false } = {},
): Session {
  const session = evenClosed ? byId(world.store.sessions, sessionId, 'session') : openById(world, sessionId)
  const operator = byId(world.store.operators, operatorId, 'operator')
  const line = byId(world.store.lines, session.lineId, 'line')
  if (!staffOf(line).includes(operator.id))
    refuse(`${operator.name} does not work on the line "${line.name}".`)
  if (session.state !== 'closed') session.state = 'active'
  session.operatorId = operator.id
  world.emit({ kind: 'session-changed', session })
  return session
}

/** Takes a session from its operator; an open one waits in the queue of its group again. */
export function unassign(world: World, sessionId: string): Session {
  const session = byId(world.store.sessions, sessionId, 'session')
  if (session.state !== 'closed') session.state = 'queued'
  session.operatorId = null
  world.emit({ kind: 'session-changed', session })
  return session
}

/** Puts an open session back into the queue of one of the line's groups, or of any group where the vendor lets one. */
export function assignToGroup(
  world: World,
  sessionId: string,
  groupId: string,
  { anyGroup = false } = {},
): Session {
  const session = openById(world, sessionId)
  const line = byId(world.store.lines, session.lineId, 'line')
  byId(world.store.groups, groupId, 'group')
  if (!anyGroup && !line.operatorGroups.includes(groupId))
    refuse(`The group "${groupId}" is not among the operators of "${line.name}".`)
  session.state = 'queued'
  session.operatorId = null
  session.groupId = groupId
  world.emit({ kind: 'session-changed', session })
  return session
}

/** Ends a session. `by: null` is an administrator; the host lets an operator close only what is assigned to them. */
export function close(world: World, sessionId: string, by: string | null): Session {
  const session = openById(world, sessionId)
  if (by !== null && session.operatorId !== by)
    refuse('Only the operator to whom the session is assigned may close it.')
  session.state = 'closed'
  session.closedAt = world.now()
  world.emit({ kind: 'session-closed', session })
  return session
}

/** Takes a closed session up again; it waits in the queue. One that is open stays as it is. */
export function reopen(world: World, sessionId: string): Session {
  const session = byId(world.store.sessions, sessionId, 'session')
  if (session.state !== 'closed') return session
  session.state = 'queued'
  session.operatorId = null
  session.closedAt = null
  world.emit({ kind: 'session-opened', session, resumed: true })
  return session
}

/** Takes a session out of everybody's sight and reports. */
export function markAsSpam(world: World, sessionId: string): Session {
  const session = close(world, sessionId, null)
  session.spam = true
  world.changed()
  return session
}

/** The session has these tags and no others. */
export function setTags(world: World, sessionId: string, tags: readonly string[]): Session {
  const session = byId(world.store.sessions, sessionId, 'session')
  session.tags = [...new Set(tags)]
  world.changed()
  return session
}

/** Writes the host's own fields of a session; those that are not named stay. */
export function setFields(world: World, sessionId: string, fields: Session['fields']): Session {
  const session = byId(world.store.sessions, sessionId, 'session')
  session.fields = { ...session.fields, ...fields }
  world.changed()
  return session
}

/** An operator says whether they are there. */
export function setOperatorStatus(world: World, operatorId: string, status: OperatorStatus): void {
  const operator = byId(world.store.operators, operatorId, 'operator')
  operator.status = status
  world.emit({ kind: 'operator', operator })
}

/** Everybody who may work in a line's sessions. */
function staffOf(line: Pick<Line, 'operators' | 'supervisors'>): readonly string[] {
  return [...line.operators, ...line.supervisors]
}

function openById(world: World, sessionId: string): Session {
  const session = byId(world.store.sessions, sessionId, 'session')
  if (session.state === 'closed') refuse('The session is closed.')
  return session
}

function refuse(sentence: string): never {
  throw new EngineError('refused', sentence)
}
