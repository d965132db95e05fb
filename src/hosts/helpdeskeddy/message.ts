import type { Letter } from '../../domain/message-parts.ts'
import type { Attachment, Author } from '../../domain/words.ts'
import type { HostMessage } from '../port.ts'
import type { Helpdeskeddy } from './api.ts'
import { typeByEnding } from '../file-types.ts'
import { isPlain, toText } from './html.ts'
import { placeOf } from './map.ts'
import { POST_TIME } from './times.ts'
import type { WirePost, WireTicket } from './wire.ts'

/** What a ticket tells of every message in it. */
export interface Head {
  readonly ticketId: number
  /** Whose ticket it is. */
  readonly clientId: number
  /** Of a ticket whose messages are letters. */
  readonly letter: {
    readonly subject: string
    readonly client: string
    readonly cc: readonly string[]
  } | null
  /** What the host sends by itself while a window is closed, where the settings name it (R-WIN-2). */
  readonly defaultTemplate: string | null
}

export function headOf({ settings }: Helpdeskeddy, ticket: WireTicket): Head {
  const place = placeOf(settings.lines, ticket)
  const line = settings.lines.find(({ id }) => id === place?.lineId)
  const template = line?.channels.find(({ channel }) => channel === place?.channel)?.defaultTemplate ?? null
  return {
    ticketId: ticket.id,
    clientId: ticket.user_id,
    letter:
      place?.channel === 'email' ? { subject: ticket.title, client: ticket.user_email, cc: ticket.cc } : null,
    defaultTemplate: template === null ? null : template.trim(),
  }
}

/** A post has no role: whoever the ticket belongs to is the customer (R4). Delivery is never told: it is `accepted`. */
export function messageOf(hde: Helpdeskeddy, post: WirePost, head: Head): HostMessage {
  const inbound = post.user_id === head.clientId
  const text = toText(post.text)
  const fromTemplate = !inbound && head.defaultTemplate !== null && text.trim() === head.defaultTemplate
  return {
    ...common(hde, post, head),
    id: hde.ids.message.of(post.id),
    direction: inbound ? 'inbound' : 'outbound',
    text,
    author: inbound ? { kind: 'customer', id: null, name: null } : staff(hde, post.user_id),
    status: inbound ? null : 'accepted',
    ...letterOf(post, head, inbound),
    // A post of the host's own is told from others by its words alone (I).
    ...(fromTemplate && { template: { name: null } }),
  }
}

/** A comment among the staff: numbered apart from posts, so it has an id of another form (facts, 3.4). */
export function noteOf(hde: Helpdeskeddy, comment: WirePost, head: Head): HostMessage {
  return {
    ...common(hde, comment, head),
    id: noteId(head.ticketId, comment.id),
    direction: 'outbound',
    kind: 'note',
    text: toText(comment.text),
    author: staff(hde, comment.user_id),
    status: null,
  }
}

export function noteId(ticket: number, comment: number): string {
  return `note-${ticket}-${comment}`
}

function common(
  { ids, times }: Helpdeskeddy,
  { date_created: created, date_updated: updated, files }: WirePost,
  head: Head,
) {
  // That another time of the last change means other words is inferred; the call that changes a post's words is documented (3.4).
  const edited = POST_TIME.test(updated) && updated !== created
  return {
    sessionId: ids.session.of(head.ticketId),
    failure: null,
    attachments: files.map(attachmentOf),
    ...(edited && { editedAt: times.ofPost(updated) }),
    at: times.ofPost(created),
  }
}

/** The robot whose key we have, and nobody, write as the system. */
function staff({ settings, ids }: Helpdeskeddy, user: number): Author {
  if (user === 0 || user === settings.keyOwnerId) return { kind: 'system', id: null, name: null }
  return { kind: 'operator', id: ids.operator.of(user), name: null }
}

/** The host tells an ending and no size (facts, 3.4). */
function attachmentOf({ name, url, data_type: ending }: WirePost['files'][number]): Attachment {
  return { name, type: typeByEnding(ending || name), size: null, url: url || null }
}

/**
 * A letter's head stands at the ticket, so it is told where it says more than the session's subject does: with copies, which go with
 * what the staff write, or with HTML that plain words would lose.
 */
function letterOf({ text }: WirePost, { letter }: Head, inbound: boolean): { letter?: Letter } {
  if (!letter) return {}
  const html = isPlain(text) ? null : text
  const cc = inbound ? [] : letter.cc
  if (html === null && cc.length === 0) return {}
  const { subject, client } = letter
  const known = client === '' ? [] : [client]
  return {
    letter: { subject, from: inbound ? (known[0] ?? null) : null, to: inbound ? [] : known, cc, html },
  }
}
