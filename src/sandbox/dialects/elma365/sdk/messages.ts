import type { StoreView } from '../../../engine/index.ts'
import { staticLink } from '../disk.ts'
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
      __deletedAt: message.parts.deletedAt === undefined ? undefined : new Date(message.parts.deletedAt),
      body: message.text,
      // The members of LineMessageType are not documented: a word that nobody should branch on.
      type: 'message',
      session: refTo('LineSession', message.sessionId),
      client: inbound ? refTo('LineClient', clientId) : undefined,
      operator: author.kind === 'operator' && author.id !== null ? refTo('User', author.id) : undefined,
      files: message.attachments.length === 0 ? undefined : message.attachments.map(fileRef),
      payload: undefined,
      externalId: `x-${message.id}`,
      isRead: inbound || message.status === 'read',
    }),
  })
}

/** `FileItemRef`: its data by `fetch`, and a permanent link for people who are signed in. */
function fileRef({ name, url }: StoreView['messages'][number]['attachments'][number]): object {
  const id = /^\/_sandbox\/files\/([^/]+)\//.exec(url)?.[1] ?? ''
  return documented('FileItemRef', {
    id,
    fetch: async () =>
      documented('FileItem', { id, data: documented('FileData', { __id: id, __name: name }) }),
    getStaticDownloadUrl: () => (id === '' ? url : staticLink(id, name)),
  })
}
