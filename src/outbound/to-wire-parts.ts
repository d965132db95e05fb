import { attachmentKind, LETTER_LIMIT } from '../domain/message-parts.ts'
import type { Attachment } from '../domain/words.ts'
import type { HostMessage } from '../hosts/port.ts'
import type { WireMessage } from '../wire/schemas.ts'

type Parts = Omit<WireMessage, 'mark' | 'operationId'>

/** All that the host tells of a message, in full where it tells less. */
export function wireParts(message: HostMessage): Parts {
  const { attachments = [], letter, card, ...rest } = message
  return {
    ...rest,
    kind: message.kind ?? 'text',
    // What never leaves has no way to the customer.
    status: message.kind === 'note' || message.kind === 'event' ? null : message.status,
    attachments: attachments.map(wireAttachment),
    ...(letter && {
      letter: { ...letter, to: [...letter.to], cc: [...letter.cc], html: within(letter.html) },
    }),
    ...(card && { card: { ...card, phones: [...card.phones], emails: [...card.emails] } }),
  }
}

function wireAttachment(one: Attachment): WireMessage['attachments'][number] {
  const { kind, width = null, height = null, durationMs = null, previewUrl = null } = one
  return { ...one, kind: kind ?? attachmentKind(one.type), width, height, durationMs, previewUrl }
}

/** A letter cut off somewhere would show half a tag, so what is too long is left to the host's page. */
function within(html: string | null): string | null {
  return html !== null && html.length > LETTER_LIMIT ? null : html
}
