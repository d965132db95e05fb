import type { Attachment } from '../../domain/words.ts'
import type { WireAttachment, WireMessage } from './wire.ts'

/** The files of a message. The host has no field for a name: it is the end of the address (facts, 2.4). */
export function attachmentsOf({ attachments }: WireMessage): Attachment[] {
  return (attachments ?? []).flatMap((wire) => (wire ? [attachmentOf(wire)] : []))
}

function attachmentOf(wire: WireAttachment): Attachment {
  // Places and contacts have no address, and nothing but a web address is ever shown as a link.
  const url = URL.parse(wire.data_url ?? '')
  const isWeb = url?.protocol === 'https:' || url?.protocol === 'http:'
  return {
    name:
      (url && isWeb && nameIn(url)) || [wire.file_type ?? 'file', wire.extension].filter(Boolean).join('.'),
    type: wire.content_type ?? null,
    size: wire.file_size ?? null,
    url: url && isWeb ? url.href : null,
  }
}

function nameIn({ pathname }: URL): string {
  const last = pathname.slice(pathname.lastIndexOf('/') + 1)
  try {
    return decodeURIComponent(last)
  } catch {
    return last
  }
}
