import { path } from '../http-body.ts'
import type { Identity } from '../port.ts'
import { orNull, type Chatwoot } from './api.ts'
import { MessagesAnswer, type WireMessage } from './wire.ts'

/**
 * Who wrote a private note, read with the token of our own user: the host takes the owner of the session or token that wrote for
 * the author (facts, 1.2), and a page cannot say otherwise. What the dashboard app's frame is told is no proof (facts, 7).
 */
export function identityOf(chatwoot: Chatwoot): Identity {
  const { account, ids } = chatwoot
  return {
    placeScript: 'place-chatwoot.js',
    sessionShown: (name) => (/^[1-9]\d{0,15}$/.test(name) ? ids.ours('conversation', Number(name)) : null),
    authorOfNote: async (sessionId, words) => {
      const conversation = ids.theirs('conversation', sessionId)
      if (conversation === null) return null
      // The twenty newest, internal ones among them: the note was written a moment ago.
      const page = await orNull(() =>
        account.read({
          method: 'GET',
          path: path('conversations', String(conversation), 'messages'),
          answer: MessagesAnswer,
        }),
      )
      const author = page?.payload
        .map((message) => noteAuthor(chatwoot, message, words))
        .find((id) => id !== null)
      return author == null ? null : ids.ours('agent', author)
    },
  }
}

/** Only a private message of a user counts: what bots, rules and customers write proves nobody. */
function noteAuthor({ settings }: Chatwoot, message: WireMessage, words: string): number | null {
  const { private: isPrivate, message_type: type, content, sender } = message
  if (isPrivate !== true || type !== 1 || content?.trim() !== words) return null
  if (sender?.type !== 'user' || sender.id == null || sender.id === settings.serviceUser) return null
  return sender.id
}
