import type { ContactCard, Letter, Place } from '../../domain/message-parts.ts'
import type { Message } from '../../domain/words.ts'
import type { Ids } from './ids.ts'
import { EmailPart, type WireAttachment, type WireMessage } from './wire.ts'

/** Kinds of attachments that are no files (`app/models/attachment.rb`). */
const NO_FILES = new Set(['location', 'contact', 'fallback'])
/** Kinds of content whose words are all that there is to see; the others are made of `items` that only the host draws. */
const IN_WORDS = new Set(['text', 'input_text', 'input_textarea', 'input_email', 'incoming_email'])

type Parts = Pick<Message, 'kind' | 'event' | 'replyTo' | 'deletedAt' | 'letter' | 'place' | 'card' | 'link'>

/** What a message has besides its words and files. @param link the host's page of the conversation. */
export function partsOf(wire: WireMessage, ids: Ids, link: string | null, changedAt: string): Parts {
  const attributes = wire.content_attributes ?? {}
  const quoted = attributes['in_reply_to']
  return {
    ...kindOf(wire, link),
    ...(typeof quoted === 'number' && {
      replyTo: { messageId: ids.ours('message', quoted), text: null, author: null },
    }),
    // When it was deleted is told only by its last change.
    ...(attributes['deleted'] === true && { deletedAt: changedAt }),
    ...letterOf(wire),
    ...placeOf(only(wire, 'location')),
    ...cardOf(only(wire, 'contact')),
  }
}

/** Is the attachment a file? */
export function isFile({ file_type: kind }: WireAttachment): boolean {
  return !NO_FILES.has(kind ?? 'file')
}

function kindOf(wire: WireMessage, link: string | null): Parts {
  // The host tells what happened in words of the account's language alone.
  if (wire.message_type === 2) return { kind: 'event', event: { what: 'other', text: wire.content ?? null } }
  if (wire.private === true) return { kind: 'note' }
  const drawn = wire.content_type != null && !IN_WORDS.has(wire.content_type)
  const leads = (wire.attachments ?? []).some((one) => one?.file_type === 'fallback')
  const silent = !wire.content && !(wire.attachments ?? []).some((one) => one && isFile(one))
  return drawn || (silent && leads) ? { kind: 'unknown', link } : {}
}

function only({ attachments }: WireMessage, kind: string): WireAttachment | undefined {
  return (attachments ?? []).find((one) => one?.file_type === kind) ?? undefined
}

function placeOf(wire: WireAttachment | undefined): { place?: Place } {
  const { coordinates_lat: latitude, coordinates_long: longitude, fallback_title: title } = wire ?? {}
  if (latitude == null || longitude == null) return {}
  return { place: { latitude, longitude, title: title || null } }
}

/** The number stands where other kinds have their title; the names beside it. */
function cardOf(wire: WireAttachment | undefined): { card?: ContactCard } {
  if (!wire) return {}
  const phone = wire.fallback_title ?? ''
  const name = [wire.meta?.firstName, wire.meta?.lastName].filter(Boolean).join(' ')
  return { card: { name: name || phone, phones: phone === '' ? [] : [phone], emails: [] } }
}

/** A letter that came in keeps its head and both bodies (`app/presenters/mail_presenter.rb`); of one that went out only the copies. */
function letterOf({ content_attributes: attributes }: WireMessage): { letter?: Letter } {
  const came = EmailPart.safeParse(attributes?.['email'])
  if (came.success) {
    const { subject, from, to, cc, html_content: html } = came.data
    return { letter: { subject, from: from[0] ?? null, to, cc, html: html?.full ?? null } }
  }
  const [to, cc] = [addresses(attributes?.['to_emails']), addresses(attributes?.['cc_emails'])]
  return to.length + cc.length === 0 ? {} : { letter: { subject: null, from: null, to, cc, html: null } }
}

/** Lists of addresses, or texts with commas (facts, section 5). */
function addresses(value: unknown): string[] {
  const list: unknown[] = Array.isArray(value) ? value : typeof value === 'string' ? value.split(',') : []
  return list.flatMap((one) => (typeof one === 'string' && one.trim() !== '' ? [one.trim()] : []))
}
