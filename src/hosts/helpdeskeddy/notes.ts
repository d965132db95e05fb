import type { Finding, Note, Notes } from '../port.ts'
import { address, type Helpdeskeddy } from './api.ts'
import { commentsOf, type CommentBook } from './comments.ts'
import { toHtml, toText } from './html.ts'
import { noteId } from './message.ts'
import { agentNumber } from './operators.ts'
import { numberOf } from './routing.ts'
import { CreatedAnswer } from './wire.ts'

/** By how much the host's clock may differ from ours. */
const CLOCK_MS = 24 * 60 * 60 * 1000

/** Comments of a ticket: seen by the staff alone (facts, 3.4). */
export function notesOf(hde: Helpdeskeddy, comments: CommentBook): Notes {
  return {
    // A comment bears no key of ours, and the host may list it late: that none is there proves nothing.
    certainty: 'blind',
    add: async ({ sessionId, operatorId, text }) => {
      const ticket = numberOf(hde, sessionId)
      const json = { text: toHtml(text), user_id: await agentNumber(hde, operatorId) }
      const path = address(['tickets', ticket, 'comments'])
      const writing = hde.http.deed({ method: 'POST', path, json, answer: CreatedAnswer })
      const { data } = await writing.finally(() => comments.forget())
      return { messageId: noteId(ticket, data.id) }
    },
    find: (note) => findNote(hde, note),
  }
}

/** The same words of the same author since then are this note, or do for it. */
async function findNote(hde: Helpdeskeddy, note: Note): Promise<Finding> {
  const { sessionId, operatorId, text, plannedAt } = note
  const since = Date.parse(plannedAt) - CLOCK_MS
  const author = hde.ids.operator.number(operatorId)
  const ticket = numberOf(hde, sessionId)
  const found = (await commentsOf(hde, ticket)).find(
    (comment) =>
      comment.user_id === author &&
      toText(comment.text).trim() === text.trim() &&
      Date.parse(hde.times.ofPost(comment.date_created)) >= since,
  )
  return found ? { state: 'sent', sessionId, messageId: noteId(ticket, found.id) } : { state: 'unknowable' }
}
