import { path } from '../http-body.ts'
import type { Finding, Note, Notes } from '../port.ts'
import type { Chatwoot } from './api.ts'
import { MARK } from './mark.ts'
import { CreatedMessage, MessagesAnswer } from './wire.ts'

/** Pages of messages that are looked through for a note; more of them tell nothing. */
const MOST_PAGES = 20
/** The host's own page (facts, 2.3). */
const PAGE = 20
/** By how much the host's clock may differ from ours. */
const CLOCK_S = 24 * 60 * 60

/** Private messages (facts, 2.3). They keep the mark as other messages do, so a lost one is found. */
export function notesOf(chatwoot: Chatwoot): Notes {
  return {
    certainty: 'findable',
    add: async ({ sessionId, operatorId, text, mark }) => {
      const { id } = await chatwoot.accountAs(operatorId).deed({
        method: 'POST',
        path: messagesPath(chatwoot, sessionId),
        json: { content: text, private: true, content_attributes: { [MARK]: mark } },
        answer: CreatedMessage,
      })
      return { messageId: chatwoot.ids.ours('message', id) }
    },
    find: (note) => findNote(chatwoot, note),
  }
}

/** `absent` only when everything that was written since was read. */
async function findNote(chatwoot: Chatwoot, { sessionId, mark, plannedAt }: Note): Promise<Finding> {
  const messages = messagesPath(chatwoot, sessionId)
  const since = Date.parse(plannedAt) / 1000 - CLOCK_S
  let before = ''
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const read = await chatwoot.account.read({
      method: 'GET',
      path: `${messages}${before}`,
      answer: MessagesAnswer,
    })
    const found = read.payload.find(
      ({ private: isPrivate, content_attributes: attributes }) =>
        isPrivate === true && attributes?.[MARK] === mark,
    )
    if (found) return { state: 'sent', sessionId, messageId: chatwoot.ids.ours('message', found.id) }
    const [oldest] = read.payload
    if (!oldest || read.payload.length < PAGE || oldest.created_at < since) return { state: 'absent' }
    before = `?before=${oldest.id}`
  }
  return { state: 'unknowable' }
}

function messagesPath({ ids }: Chatwoot, sessionId: string): string {
  return path('conversations', String(ids.known('conversation', sessionId)), 'messages')
}
