import type { Message } from '../../engine/index.ts'

/** What a message is made of, as Pulse has it: the parts of what one sends through it (facts, 3.2). */
export function contentOf(
  { text, attachments, parts }: Pick<Message, 'text' | 'attachments' | 'parts'>,
  ownUrl: () => string,
) {
  const [file] = attachments
  const words = text === '' ? null : text
  if (file)
    return {
      contentType: kindOf(file.type),
      text: null,
      caption: words,
      attachment: { url: new URL(file.url, ownUrl()).href, name: file.name, size: file.size },
    }
  if (parts.place)
    return {
      contentType: 'LOCATION',
      text: words,
      caption: null,
      location: {
        longitude: parts.place.longitude,
        latitude: parts.place.latitude,
        address: parts.place.title,
      },
    }
  return { contentType: 'TEXT', text: words, caption: null }
}

const KINDS: Readonly<Record<string, string>> = { image: 'IMAGE', video: 'VIDEO', audio: 'AUDIO' }

function kindOf(type: string | null): string {
  return KINDS[(type ?? '').split('/', 1)[0] ?? ''] ?? 'DOCUMENT'
}
