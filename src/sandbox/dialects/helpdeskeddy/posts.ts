import { z } from 'zod'
import type { Engine, StoreView } from '../../engine/index.ts'
import type { NodeApp } from '../../http.ts'
import { readBody } from './body.ts'
import { answered, ApiError, deleted, paged } from './envelope.ts'
import { shownFiles, keptFiles } from './files.ts'
import { beforeText } from './first-template.ts'
import { asHtml, flattened } from './html.ts'
import { notesOf, putNotes } from './notes.ts'
import type { ProfileHolder } from './profile.ts'
import { authorOf } from './ticket-deeds.ts'
import { existing } from './tickets.ts'
import type { SessionView } from './ticket.ts'
import { postTime } from './times.ts'
import { agentNumber, numberOf, TENANT } from './values.ts'

const PostBody = z.object({
  text: z.string().min(1),
  user_id: z.coerce.number().int().optional(),
  files: z.array(z.instanceof(File)).default([]),
})

const Words = PostBody.pick({ text: true })

/** Public answers (facts, 3.4). */
export function mountPosts(api: NodeApp, engine: Engine, profile: ProfileHolder): void {
  api.get('/tickets/:id/posts', (c) => {
    const session = existing(engine, c.req.param('id'))
    const posts = postsOf(engine, session).toReversed()
    return paged(c, posts, (page) => page.map((message) => postOf(session, message, c.req.url)))
  })
  api.post('/tickets/:id/posts', async (c) => {
    const session = existing(engine, c.req.param('id'))
    const { session: written, message } = await post(engine, profile, session, await readBody(c, PostBody))
    return answered(c, postOf(written, message, c.req.url), profile.now.created)
  })
  api.put('/tickets/:id/posts/:post', async (c) => {
    const [session, post] = one(engine, c.req.param())
    engine.rewrite(post.id, flattened((await readBody(c, Words)).text))
    return answered(c, postOf(session, post, c.req.url))
  })
  api.delete('/tickets/:id/posts/:post', (c) => {
    const [session, post] = one(engine, c.req.param())
    const { deletedPosts } = notesOf(engine, session.id)
    putNotes(engine, session.id, { deletedPosts: [...deletedPosts, numberOf(post.id)] })
    return deleted(c)
  })
}

type MessageView = StoreView['messages'][number]

function postsOf(engine: Engine, { id }: SessionView): MessageView[] {
  const { deletedPosts } = notesOf(engine, id)
  return engine.messagesOf(id).filter((message) => !deletedPosts.includes(numberOf(message.id)))
}

function one(engine: Engine, asked: { id: string; post: string }): [SessionView, MessageView] {
  const session = existing(engine, asked.id)
  const post = postsOf(engine, session).find(({ id }) => String(numberOf(id)) === asked.post)
  if (!post) throw new ApiError(404, 'There is no such post.')
  return [session, post]
}

/** An answer goes out in the ticket's own channel; an answer in the client's name goes nowhere. */
async function post(
  engine: Engine,
  profile: ProfileHolder,
  session: SessionView,
  { text: html, user_id: author, files }: z.output<typeof PostBody>,
): Promise<{ session: SessionView; message: MessageView }> {
  const text = flattened(html)
  const operator = author === numberOf(session.contactId) ? null : authorOf(engine, author)
  const attachments = await keptFiles(engine, files)
  if (author === numberOf(session.contactId)) {
    const { channel, address } = session
    const written = engine.customer({ action: 'write', channel, address, text, attachments })
    if (!written) throw new ApiError(400, 'text: there is nothing to write.')
    return written
  }
  if (notesOf(engine, session.id).locked && profile.now.lockedTickets === 'refused')
    throw new ApiError(403, 'The ticket is locked.')
  if (session.state === 'closed') {
    if (profile.now.closedTickets === 'refused') throw new ApiError(403, 'The ticket is closed.')
    engine.reopen(session.id)
  }
  const providerRefuses = beforeText(engine, profile, session)
  return engine.sendInto(session.id, operator, text, { attachments, providerRefuses })
}

/** There is no role and no delivery state in it (facts, 3.4). */
function postOf(session: SessionView, message: MessageView, origin: string) {
  const { html, editedAt } = message.parts
  return {
    ticket_id: numberOf(session.id),
    id: numberOf(message.id),
    user_id: writer(session, message.author),
    // A letter's text is the HTML that it came with.
    text: html ?? asHtml(message.text),
    date_created: postTime(message.at),
    date_updated: postTime(editedAt ?? message.at),
    files: shownFiles(message.attachments, origin),
  }
}

function writer({ contactId }: SessionView, { kind, id }: MessageView['author']): number {
  if (kind === 'customer') return numberOf(contactId)
  return id === null ? TENANT.keyOwnerId : agentNumber(id)
}
