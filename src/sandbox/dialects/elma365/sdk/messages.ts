import type { StoreView } from '../../../engine/index.ts'
import { documented } from './documented.ts'
import { refTo } from './references.ts'

/** `LineMessageItem`: read-only, with the members of `LineMessageData` (facts, 1.3). The host tells reading, never delivery. */
export function messageItem(message: StoreView['messages'][number], clientId: string): object {
  const { author } = message
  const inbound = message.direction === 'inbound'
  return documented('LineMessageItem', {
    id: message.id,
    data: documented('LineMessageData', {
      __id: message.id,
      __createdAt: new Date(message.at),
      __updatedAt: new Date(message.at),
      __deletedAt: undefined,
      body: message.text,
      // The members of LineMessageType are not documented: a word that nobody should branch on.
      type: 'message',
      session: refTo('LineSession', message.sessionId),
      client: inbound ? refTo('LineClient', clientId) : undefined,
      operator: author.kind === 'operator' && author.id !== null ? refTo('User', author.id) : undefined,
      files: undefined,
      payload: undefined,
      externalId: `x-${message.id}`,
      isRead: inbound || message.status === 'read',
    }),
  })
}
