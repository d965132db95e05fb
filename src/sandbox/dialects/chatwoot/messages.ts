import type { Session } from '../../engine/index.ts'
import type { NodeApp } from '../../http.ts'
import { callerOf, refuseBots } from './caller.ts'
import { conversationAt } from './conversations.ts'
import { echoed } from './echoes.ts'
import { idOf } from './ids.ts'
import { LIMITS, type Limiter } from './limits.ts'
import { bytesOf, readParams } from './params.ts'
import { notFound, unprocessable } from './refusals.ts'
import type { Scene } from './scene.ts'
import { showConversation, showExtra, showMessage } from './show.ts'
import { windowOpen } from './window.ts'
import { EMAILS, NewMessage, NO_TEMPLATE, write } from './write.ts'

const PAGE = 20
const PAGE_AFTER = 100
const PAGE_BETWEEN = 1000

/** Messages: paging by ids, and new ones (facts, 2.3). */
export function mountMessages(app: NodeApp, scene: Scene, limits: Limiter): void {
  app.get('/conversations/:id/messages', (c) => {
    const caller = callerOf(scene, c)
    refuseBots(caller)
    const session = conversationAt(scene, caller, c.req.param('id'))
    const { before, after, filter_internal_messages: filterInternal } = c.req.query()
    const all = everything(scene, session).filter(
      ({ shown }) => filterInternal !== 'true' || (!shown.private && shown.message_type !== 2),
    )
    const placeOf = (value: string) => all.findIndex(({ id }) => id === idOf('message', value))
    const end = before === undefined ? all.length : Math.max(0, placeOf(before))
    const page =
      after === undefined
        ? all.slice(Math.max(0, end - PAGE), end)
        : all.slice(placeOf(after) + 1, end).slice(0, before === undefined ? PAGE_AFTER : PAGE_BETWEEN)
    const { meta, labels, additional_attributes: additional } = showConversation(scene, session)
    return c.json({
      meta: { labels, additional_attributes: additional, contact: meta.sender, assignee: meta.assignee },
      payload: page.map(({ shown }) => shown),
    })
  })

  app.post('/conversations/:id/messages', async (c) => {
    const caller = callerOf(scene, c)
    const session = conversationAt(scene, caller, c.req.param('id'))
    const asked = await readParams(c, NewMessage)
    if (!limits.admits(`messages of ${session.id}`, LIMITS.messagesOfConversation))
      throw unprocessable('Too many messages')
    for (const emails of [asked.cc_emails, asked.bcc_emails])
      if (emails != null && !EMAILS.test(emails)) throw unprocessable('Invalid email address')
    const echo = echoed(asked.echo_id)
    if (asked.private) {
      const id = scene.memory.addExtra(
        session.id,
        'note',
        asked.content ?? '',
        caller.operatorId,
        asked.content_attributes ?? {},
      )
      const note = everything(scene, session).find((one) => one.id === id)
      return c.json({ ...note?.shown, ...echo })
    }
    const message = write(scene, caller, session, asked, await bytesOf(scene.engine, asked.attachments))
    const stored = { ...message, status: 'accepted', failure: null } as const
    return c.json({ ...showMessage(scene, session, stored), ...echo })
  })

  // Whether a template keeps its parameters is not known (unverified, 11): it goes as the text it became.
  app.post('/conversations/:id/messages/:message/retry', (c) => {
    const caller = callerOf(scene, c)
    refuseBots(caller)
    const session = conversationAt(scene, caller, c.req.param('id'))
    const id = idOf('message', c.req.param('message'))
    const message = scene.engine.messagesOf(session.id).find((one) => one.id === id)
    if (!message) throw notFound()
    if (message.status !== 'failed') throw unprocessable('Only failed messages can be retried')
    const closed = message.template === null && !windowOpen(scene, session.channel, session.accountId)
    const providerRefuses = closed ? { code: 'window-closed', text: NO_TEMPLATE } : null
    scene.engine.retry(message.id, { providerRefuses })
    return c.json(showMessage(scene, session, { ...message, status: 'accepted', failure: null }))
  })
}

/** Messages, private notes and lines about what happened, oldest first (scenario 12). */
function everything(scene: Scene, session: Session) {
  const messages = scene.engine
    .messagesOf(session.id)
    .map((message) => ({ id: message.id, at: message.at, shown: showMessage(scene, session, message) }))
  const extras = scene.memory
    .conversation(session.id)
    .extras.map((extra) => ({ id: extra.id, at: extra.at, shown: showExtra(scene, session, extra) }))
  const asides = session.asides.map((aside) => {
    const extra = {
      ...aside,
      kind: aside.kind === 'note' ? aside.kind : 'activity',
      contentAttributes: {},
    } as const
    return { id: aside.id, at: aside.at, shown: showExtra(scene, session, extra) }
  })
  // A stable sort: what the engine put in order stays so.
  return [...messages, ...extras, ...asides].toSorted((a, b) => a.at.localeCompare(b.at))
}
