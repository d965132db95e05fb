import { z } from 'zod'
import type { Engine } from '../../engine/index.ts'
import type { NodeApp } from '../../http.ts'
import { readBody } from './body.ts'
import { answered, ApiError, deleted, paged } from './envelope.ts'
import { asHtml } from './html.ts'
import { addComment, notesOf, putNotes, type Notes } from './notes.ts'
import type { ProfileHolder } from './profile.ts'
import { existing } from './tickets.ts'
import type { SessionView } from './ticket.ts'
import { postTime } from './times.ts'
import { agentNumber, numberOf, TENANT } from './values.ts'

type Comment = Notes['comments'][number]

const CommentBody = z.object({ text: z.string().min(1), user_id: z.coerce.number().int().optional() })

/** Notes among the staff: fields as posts, and `visible` (facts, 3.4). */
export function mountComments(api: NodeApp, engine: Engine, profile: ProfileHolder): void {
  api.get('/tickets/:id/comments', (c) => {
    const session = existing(engine, c.req.param('id'))
    const comments = [...seededComments(session), ...notesOf(engine, session.id).comments]
    return paged(c, comments.toReversed(), (page) => page.map((comment) => commentOf(session, comment)))
  })
  api.post('/tickets/:id/comments', async (c) => {
    const session = existing(engine, c.req.param('id'))
    const { text, user_id: userId = TENANT.keyOwnerId } = await readBody(c, CommentBody)
    const comment = addComment(engine, session.id, userId, text)
    return answered(c, commentOf(session, comment), profile.now.created)
  })
  api.put('/tickets/:id/comments/:comment', async (c) => {
    const { session, comment, others } = one(engine, c.req.param())
    const { text } = await readBody(c, CommentBody)
    const editedAt = engine.now().toISOString()
    const changed = { ...comment, text, editedAt }
    const comments = [...others, changed].toSorted((a, b) => a.id - b.id)
    putNotes(engine, session.id, { comments })
    return answered(c, commentOf(session, changed))
  })
  api.delete('/tickets/:id/comments/:comment', (c) => {
    const { session, others } = one(engine, c.req.param())
    putNotes(engine, session.id, { comments: others })
    return deleted(c)
  })
}

/** A comment of the ticket, and the others. Throws the host's 404. */
function one(engine: Engine, asked: { id: string; comment: string }) {
  const session = existing(engine, asked.id)
  const { comments } = notesOf(engine, session.id)
  const comment = comments.find(({ id }) => String(id) === asked.comment)
  if (!comment) throw new ApiError(404, 'There is no such comment.')
  return { session, comment, others: comments.filter((other) => other !== comment) }
}

function commentOf(session: SessionView, { id, userId, text, at, editedAt }: Comment) {
  const times = { date_created: postTime(at), date_updated: postTime(editedAt ?? at) }
  return { ticket_id: numberOf(session.id), id, user_id: userId, text, ...times, files: [], visible: 'staff' }
}

/** Notes of the demo's own staff; they are numbered apart. */
function seededComments({ asides }: SessionView): Comment[] {
  return asides
    .filter(({ kind }) => kind === 'note')
    .map(({ id, operatorId, text, at }) => {
      const userId = operatorId === null ? TENANT.keyOwnerId : agentNumber(operatorId)
      return { id: numberOf(id), userId, text: asHtml(text), at }
    })
}
