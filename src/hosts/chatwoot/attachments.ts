import { attachmentKind } from '../../domain/message-parts.ts'
import type { Attachment } from '../../domain/words.ts'
import { isFile } from './parts.ts'
import type { WireAttachment, WireMessage } from './wire.ts'

/** The files of a message. The host has no field for a name: it is the end of the address (facts, 2.4). */
export function attachmentsOf({ attachments }: WireMessage): Attachment[] {
  return (attachments ?? []).flatMap((wire) => (wire && isFile(wire) ? [attachmentOf(wire)] : []))
}

function attachmentOf(wire: WireAttachment): Attachment {
  const url = webAddress(wire.data_url)
  const type = wire.content_type ?? null
  return {
    name: (url && nameIn(url)) || [wire.file_type ?? 'file', wire.extension].filter(Boolean).join('.'),
    type,
    size: wire.file_size ?? null,
    url: url?.href ?? null,
    kind: attachmentKind(type, wire.file_type ?? null),
    width: wire.width ?? null,
    height: wire.height ?? null,
    previewUrl: webAddress(wire.thumb_url)?.href ?? null,
  }
}

/** Nothing but a web address is ever shown as a link. */
function webAddress(text: string | null | undefined): URL | null {
  const url = URL.parse(text ?? '')
  return url?.protocol === 'https:' || url?.protocol === 'http:' ? url : null
}

function nameIn({ pathname }: URL): string {
  const last = pathname.slice(pathname.lastIndexOf('/') + 1)
  try {
    return decodeURIComponent(last)
  } catch {
    return last
  }
}
