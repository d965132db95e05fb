import { path } from '../http-body.ts'
import type { Sessions } from '../port.ts'
import { orNull, type Chatwoot } from './api.ts'
import { contactAt } from './contacts.ts'
import { asSession, ofContact, openOf } from './conversations.ts'
import { lastInboundAt } from './inbound.ts'
import { messagesOf } from './messages.ts'
import { WireConversation } from './wire.ts'

/** Conversations, by the filter: the contact's own list ends after twenty (facts, 2.1). */
export function sessionsOf(chatwoot: Chatwoot): Sessions {
  return {
    ofContact: (contactId, cursor, openedUntil) => ofContact(chatwoot, contactId, cursor, openedUntil),
    get: async (id) => {
      const number = chatwoot.ids.theirs('conversation', id)
      if (number === null) return null
      const wire = await orNull(() =>
        chatwoot.account.read({
          method: 'GET',
          path: path('conversations', String(number)),
          answer: WireConversation,
        }),
      )
      if (!wire) return null
      const sender = wire.meta.sender?.id
      const contact = sender == null ? null : await contactAt(chatwoot, chatwoot.ids.ours('contact', sender))
      return asSession(chatwoot, wire, contact)
    },
    open: (contactId) => openOf(chatwoot, contactId),
    messages: (sessionId, cursor) => messagesOf(chatwoot, sessionId, cursor),
    wroteBefore: async (account) => {
      const at = await lastInboundAt(chatwoot, account, null)
      return at === undefined ? undefined : at !== null
    },
  }
}
