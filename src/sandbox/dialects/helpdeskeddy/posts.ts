import { z } from 'zod'
import type { Engine, StoreView } from '../../engine/index.ts'
import type { NodeApp } from '../../http.ts'
import { readBody } from './body.ts'
import { answered, ApiError, deleted, paged } from './envelope.ts'
import { shownFiles, keptFiles } from './files.ts'
import { beforeText } from './first-template.ts'
import { asHtml, flattened } from './html.ts'
import { addComment, notesOf, putNotes, type Notes } from './notes.ts'
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

/** Public answers, and notes among the staff (facts, 3.4). */
export function mountPosts(api: NodeApp, engine: Engine, profile: ProfileHolder): void {
  api.get('/tickets/:id/posts', (c) => {
    const session = existing(engine, c.req.param('id'))
    const posts = engine.messagesOf(session.id).toReversed()
    return paged(c, posts, (page) => page.map((message) => postOf(session, message, c.req.url)))
  })
  api.post('/tickets/:id/posts', async (c) => {
    const session = existing(engine, c.req.param('id'))
    const { session: written, message } = await post(engine, profile, session, await readBody(c, PostBody))
    return answered(c, postOf(written, message, c.req.url), profile.now.created)
  })
  api.get('/tickets/:id/comments', (c) => {
    const session = existing(engine, c.req.param('id'))
    const comments = [...seededComments(session), ...notesOf(engine, session.id).comments]
    return paged(c, comments.toReversed(), (page) => page.map((comment) => commentOf(session, comment)))
  })
  api.post('/tickets/:id/comments', async (c) => {
    const { id } = existing(engine, c.req.param('id'))
    const { text, user_id: userId = TENANT.keyOwnerId } = await readBody(c, PostBody)
    const comment = addComment(engine, id, userId, text)
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
async function post(
  engine: Engine,
  profile: ProfileHolder,
  session: SessionView,
  { text: html, user_id: author, files }: z.output<typeof PostBody>,
): Promise<{ session: SessionView; message: StoreView['messages'][number] }> {
  const text = flattened(html)
  const operator = author === numberOf(session.contactId) ? null : authorOf(engine, author)
  const attachments = await keptFiles(engine, files)
  if (author === numberOf(session.contactId)) {
    const { channel, address } = session
    const written = engine.customer({ action: 'write', channel, address, text, attachments })
    if (!written) throw new ApiError(400, 'text: there is nothing to write.')
    return written
  }
  if (session.state === 'closed') {
    if (profile.now.closedTickets === 'refused') throw new ApiError(403, 'The ticket is closed.')
    engine.reopen(session.id)
  }
  const providerRefuses = beforeText(engine, profile, session)
  return engine.sendInto(session.id, operator, text, { attachments, providerRefuses })
}

/** There is no role and no delivery state in it (facts, 3.4). */
function postOf(session: SessionView, message: StoreView['messages'][number], origin: string) {
  const at = postTime(message.at)
  return {
    ticket_id: numberOf(session.id),
    id: numberOf(message.id),
    user_id: writer(session, message.author),
    text: asHtml(message.text),
    date_created: at,
    date_updated: at,
    files: shownFiles(message.attachments, origin),
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

/** Notes of the demo's own staff. */
function seededComments({ asides }: SessionView): Notes['comments'] {
  return asides
    .filter(({ kind }) => kind === 'note')
    .map(({ id, operatorId, text, at }) => {
      const userId = operatorId === null ? TENANT.keyOwnerId : agentNumber(operatorId)
      return { id: numberOf(id), userId, text, at }
    })
}
