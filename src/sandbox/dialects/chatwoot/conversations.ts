import type { Session } from '../../engine/index.ts'
import type { NodeApp } from '../../http.ts'
import { callerOf, refuseBots, seesLine, type Caller } from './caller.ts'
import { createConversation, NewConversation } from './create.ts'
import { filtered, FilterBody, pageOf } from './filter.ts'
import { idOf, numberOf } from './ids.ts'
import { linksOf } from './links.ts'
import { bytesOf, readParams } from './params.ts'
import { denied, notFound, readJson } from './refusals.ts'
import type { Scene } from './scene.ts'
import { showConversation, statusOf } from './show.ts'
import { TENANT } from './values.ts'
import { EMAILS } from './write.ts'

const PAGE = 25

/** The conversation of a path, as far as the caller may see it. Throws the host's 404 and 401. */
export function conversationAt(scene: Scene, caller: Caller, value: string): Session {
  const id = idOf('conversation', value)
  const session = id === null ? undefined : scene.engine.session(id)
  if (!session) throw notFound()
  if (!seesLine(scene, caller, session.lineId)) throw denied()
  return session
}

/** By the last activity. Times are all written alike, so their signs decide. */
export const newestFirst = (a: Pick<Session, 'lastActivityAt'>, b: Pick<Session, 'lastActivityAt'>): number =>
  a.lastActivityAt < b.lastActivityAt ? 1 : a.lastActivityAt > b.lastActivityAt ? -1 : 0

/** Conversations: lists, one, and a new one (facts, 2.3). */
export function mountConversations(app: NodeApp, scene: Scene): void {
  const { engine, memory, profile } = scene
  const visible = (caller: Caller): Session[] =>
    (engine.store.sessions as readonly Session[])
      .filter(({ lineId }) => seesLine(scene, caller, lineId))
      .toSorted(newestFirst)
  const shownPage = (found: readonly Session[], page: string | undefined) =>
    pageOf(found, page, PAGE).map((session) => showConversation(scene, session))

  app.get('/conversations', (c) => {
    const caller = callerOf(scene, c)
    refuseBots(caller)
    const { status = 'open', inbox_id: inbox, source_id: source, page } = c.req.query()
    const found = visible(caller).filter(
      (session) =>
        (status === 'all' || statusOf(scene, session) === status) &&
        (inbox === undefined || session.lineId === idOf('inbox', inbox)) &&
        (source === undefined ||
          linksOf(scene, session.contactId).some(
            ({ account, sourceId }) => account.id === session.accountId && sourceId === source,
          )),
    )
    return c.json({ data: { meta: counted(found), payload: shownPage(found, page) } })
  })

  app.post('/conversations/filter', async (c) => {
    const caller = callerOf(scene, c)
    refuseBots(caller)
    const found = filtered(visible(caller), await readJson(c, FilterBody), {
      contact_id: ({ contactId }) => [String(numberOf(contactId))],
      inbox_id: ({ lineId }) => [String(numberOf(lineId))],
      display_id: ({ id }) => [String(numberOf(id))],
      assignee_id: ({ operatorId }) => (operatorId === null ? [] : [String(numberOf(operatorId))]),
      team_id: ({ groupId }) => (groupId === null ? [] : [String(numberOf(groupId))]),
      status: (session) => [statusOf(scene, session)],
      labels: ({ tags }) => tags,
      created_at: ({ openedAt }) => [openedAt.slice(0, 10)],
      last_activity_at: ({ lastActivityAt }) => [lastActivityAt.slice(0, 10)],
      ...(profile.now.requestAttributeDefined && {
        [TENANT.requestAttribute]: ({ id }: Session) => {
          const value = memory.conversation(id).customAttributes[TENANT.requestAttribute]
          return value === undefined ? [] : [String(value)]
        },
      }),
    })
    return c.json({ meta: counted(found), payload: shownPage(found, c.req.query('page')) })
  })

  app.post('/conversations', async (c) => {
    const caller = callerOf(scene, c)
    const asked = await readParams(c, NewConversation)
    // Only the messages' own controller words this refusal (scenario 11).
    for (const emails of [asked.message?.cc_emails, asked.message?.bcc_emails])
      if (emails != null && !EMAILS.test(emails)) throw new Error('Invalid email address')
    return c.json(createConversation(scene, caller, asked, await bytesOf(engine, asked.message?.attachments)))
  })
  app.get('/conversations/:id', (c) =>
    c.json(showConversation(scene, conversationAt(scene, callerOf(scene, c), c.req.param('id')))),
  )
}

function counted(found: readonly Session[]) {
  return {
    mine_count: 0,
    assigned_count: found.filter(({ operatorId }) => operatorId !== null).length,
    unassigned_count: found.filter(({ operatorId }) => operatorId === null).length,
    all_count: found.length,
  }
}
