import type { Engine, Session } from '../../engine/index.ts'
import type { NodeApp } from '../../http.ts'
import { Refusal } from './answers.ts'
import { clientNumber } from './clients.ts'
import { loginOf } from './people.ts'
import type { ProfileHolder } from './profile.ts'
import { channelOfLine, idOf, numberOf, THREAD_PAGES } from './values.ts'

/** Threads: read one, or page through them by status and agent; there is no filter by client (facts, 2.6). */
export function mountThreads(
  app: NodeApp,
  engine: Engine,
  profile: ProfileHolder,
  ownUrl: () => string,
): void {
  const shownAs = (session: Readonly<Session>) => threadOf(engine, session, profile, ownUrl())
  app.get('/threads/:id{[0-9]+}', (c) => c.json(shownAs(threadBy(engine, Number(c.req.param('id'))))))
  app.get('/threads', (c) => {
    const statuses = c.req.queries('statuses')
    const logins = c.req.queries('agentsLogins')
    const size = Math.min(profile.now.pageMax, Math.max(1, Number(c.req.query('size') ?? 20) || 20))
    const from = (Number(c.req.query('page') ?? 0) || 0) * size
    const shown = engine.store.sessions
      .filter((session) => (statuses ? true : session.state !== 'closed'))
      .map(shownAs)
      .filter(({ status }) => !statuses || statuses.includes(status))
      .filter(({ currentAgentLogin }) => !logins || logins.includes(currentAgentLogin ?? ''))
    return c.json(shown.slice(from, from + size))
  })
}

/** Throws 404 (inferred). */
export function threadBy(engine: Engine, number: number): Readonly<Session> {
  const session = engine.session(idOf('s', number))
  if (!session) throw new Refusal(404, 'Not Found', 'There is no such thread.')
  return session
}

function threadOf(engine: Engine, session: Readonly<Session>, profile: ProfileHolder, ownUrl: string) {
  const agent = engine.store.operators.find(({ id }) => id === session.operatorId) ?? null
  const [number, login] = agent ? [numberOf(agent.id), loginOf(agent)] : [null, null]
  const open = session.state !== 'closed'
  const odd = profile.now.oddStatus && session.state === 'active'
  return {
    id: numberOf(session.id),
    status: odd ? 'ON_HOLD' : statusOf(engine, session),
    startTime: session.openedAt,
    stateChangeTime: open ? session.lastActivityAt : (session.closedAt ?? session.lastActivityAt),
    unread: 0,
    unanswered: 0,
    currentAgent: open ? number : null,
    currentAgentLogin: open ? login : null,
    lastAgent: number,
    lastAgentLogin: login,
    channel: channelOfLine(session.lineId)?.number ?? 0,
    clientId: clientNumber(engine, session.contactId),
    clientExternalId: session.contactId,
    clientName: engine.contact(session.contactId)?.name ?? null,
    threadUrl: `${ownUrl}${THREAD_PAGES}/${numberOf(session.id)}`,
    tags: [],
    info: {},
  }
}

/** The states of facts, section 4, read off who spoke last. */
function statusOf(engine: Engine, session: Readonly<Session>): string {
  const messages = engine.messagesOf(session.id)
  const answered = messages.some(({ direction }) => direction === 'outbound')
  switch (session.state) {
    case 'closed':
      return 'CLOSED'
    case 'queued':
      return answered ? 'UNASSIGNED' : 'NEW'
    case 'active':
      if (!answered) return 'ASSIGNED'
      return messages.at(-1)?.direction === 'inbound' ? 'ANSWER_NEEDED' : 'WAITING'
  }
}
