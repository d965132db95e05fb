import { z } from 'zod'
import type { Engine, StoreView } from '../../engine/index.ts'
import type { NodeApp } from '../../http.ts'
import { readBody } from './body.ts'
import { answered, ApiError, deleted, paged } from './envelope.ts'
import { asHtml, flattened } from './html.ts'
import { notesOf, putNotes, type Notes } from './notes.ts'
import type { ProfileHolder } from './profile.ts'
import { authorOf } from './ticket-deeds.ts'
import { existing } from './tickets.ts'
import type { SessionView } from './ticket.ts'
import { postTime } from './times.ts'
import { agentNumber, numberOf, TENANT } from './values.ts'

const PostBody = z.object({ text: z.string().min(1), user_id: z.coerce.number().int().optional() })

/** Public answers, and notes among the staff (facts, 3.4). */
export function mountPosts(api: NodeApp, engine: Engine, profile: ProfileHolder): void {
  api.get('/tickets/:id/posts', (c) => {
    const session = existing(engine, c.req.param('id'))
    const posts = engine.messagesOf(session.id).toReversed()
    return paged(c, posts, (page) => page.map((message) => postOf(session, message)))
  })
  api.post('/tickets/:id/posts', async (c) => {
    const session = existing(engine, c.req.param('id'))
    const { text, user_id: author } = await readBody(c, PostBody)
    return answered(c, post(engine, profile, session, text, author), profile.now.created)
  })
  api.get('/tickets/:id/comments', (c) => {
    const session = existing(engine, c.req.param('id'))
    const { comments } = notesOf(engine, session.id)
    return paged(c, comments.toReversed(), (page) => page.map((comment) => commentOf(session, comment)))
  })
  api.post('/tickets/:id/comments', async (c) => {
    const { id } = existing(engine, c.req.param('id'))
    const { text, user_id: userId = TENANT.keyOwnerId } = await readBody(c, PostBody)
    const { comments } = notesOf(engine, id)
    const comment = { id: comments.length + 1, userId, text, at: engine.now().toISOString() }
    putNotes(engine, id, { comments: [...comments, comment] })
    return answered(c, commentOf(existing(engine, c.req.param('id')), comment), profile.now.created)
  })
  api.delete('/tickets/:id/comments/:comment', (c) => {
    const { id } = existing(engine, c.req.param('id'))
    const comments = notesOf(engine, id).comments.filter((one) => one.id !== Number(c.req.param('comment')))
    putNotes(engine, id, { comments })
    return deleted(c)
  })
}

/** An answer goes out in the ticket's own channel; an answer in the client's name goes nowhere. */
function post(engine: Engine, profile: ProfileHolder, session: SessionView, html: string, author?: number) {
  const text = flattened(html)
  if (author === numberOf(session.contactId)) {
    const written = engine.customer({
      action: 'write',
      channel: session.channel,
      address: session.address,
      text,
    })
    if (!written) throw new ApiError(400, 'text: there is nothing to write.')
    return postOf(written.session, written.message)
  }
  if (session.state === 'closed') {
    if (profile.now.closedTickets === 'refused') throw new ApiError(403, 'The ticket is closed.')
    engine.reopen(session.id)
  }
  return postOf(session, engine.sendInto(session.id, authorOf(engine, author), text).message)
}

/** There is no role and no delivery state in it (facts, 3.4). */
function postOf(session: SessionView, message: StoreView['messages'][number]) {
  const at = postTime(message.at)
  return {
    ticket_id: numberOf(session.id),
    id: numberOf(message.id),
    user_id: writer(session, message.author),
    text: asHtml(message.text),
    date_created: at,
    date_updated: at,
    files: [],
  }
}

function writer({ contactId }: SessionView, { kind, id }: StoreView['messages'][number]['author']): number {
  if (kind === 'customer') return numberOf(contactId)
  return id === null ? TENANT.keyOwnerId : agentNumber(id)
}

function commentOf(session: SessionView, { id, userId, text, at }: Notes['comments'][number]) {
  const times = { date_created: postTime(at), date_updated: postTime(at) }
  return { ticket_id: numberOf(session.id), id, user_id: userId, text, ...times, files: [], visible: 'staff' }
}
