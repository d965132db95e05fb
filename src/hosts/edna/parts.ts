import { attachmentKind } from '../../domain/message-parts.ts'
import type { Attachment } from '../../domain/words.ts'
import type { HostMessage } from '../port.ts'
import type { WireIncoming } from './wire.ts'

type Content = NonNullable<WireIncoming['content']>

/**
 * The messages of a whole thread with what Chat Center's history leaves out of those of the client: files and places, as Pulse has them.
 * That history has neither ids nor, of what it leaves out, any sign; so which is which is known by the words and their order (I). Where
 * there are not as many of the one as of the other, nothing is told apart.
 *
 * @param incoming what Pulse has of the same time, oldest first; `null`: nothing is known.
 * @param link the host's page of the thread, for what cannot be shown here.
 */
export function withParts(
  messages: readonly HostMessage[],
  incoming: readonly WireIncoming[] | null,
  link: string | null,
): HostMessage[] {
  const contents = incoming === null ? new Map<string, Content>() : matched(messages, incoming)
  return messages.map((message) => {
    const content = contents.get(message.id)
    const found = content ? { ...message, ...partsOf(content, message) } : message
    const isEmpty = found.text.trim() === '' && !found.attachments?.length && !found.place
    // Something was sent, and the history does not say what.
    return isEmpty ? { ...found, kind: 'unknown' as const, link } : found
  })
}

function matched(messages: readonly HostMessage[], incoming: readonly WireIncoming[]): Map<string, Content> {
  const inbound = messages.filter(({ direction }) => direction === 'inbound')
  const ids = Map.groupBy(inbound, ({ text }) => plain(text))
  // A caption may or may not stand in the thread (ND).
  const sent = Map.groupBy(incoming, ({ content }) => {
    const words = plain(content?.text ?? content?.caption ?? '')
    return ids.has(words) ? words : ''
  })
  const found = new Map<string, Content>()
  for (const [words, own] of ids) {
    const theirs = sent.get(words) ?? []
    if (own.length !== theirs.length) continue
    for (const [nth, { id }] of own.entries()) {
      const content = theirs[nth]?.content
      if (content) found.set(id, content)
    }
  }
  return found
}

function partsOf(content: Content, { text }: HostMessage): Partial<HostMessage> {
  const { attachment, location, caption } = content
  const file = attachment ? fileOf(attachment, content.contentType ?? content.type ?? '') : null
  return {
    ...(text.trim() === '' && { text: caption ?? content.text ?? '' }),
    ...(file && { attachments: [file] }),
    ...(location && {
      place: { latitude: location.latitude, longitude: location.longitude, title: location.address || null },
    }),
  }
}

function fileOf({ url, name, size }: NonNullable<Content['attachment']>, kind: string): Attachment {
  const address = URL.parse(url)
  // Nothing but a web address is ever shown as a link.
  const isWeb = address?.protocol === 'https:' || address?.protocol === 'http:'
  return {
    name: name || address?.pathname.split('/').at(-1) || kind.toLowerCase(),
    type: null,
    size: size ?? null,
    url: isWeb ? url : null,
    kind: attachmentKind(null, kind.toLowerCase()),
  }
}

const plain = (text: string) => text.replaceAll('\r\n', '\n').trim()
