/**
 * What a message is made of besides its words. Each part is absent where a message has none or the host does not tell; nothing in
 * here is guessed.
 */

/**
 * `text`: somebody's words, with or without files; `note`: for the staff alone, never sent; `event`: what happened to the session;
 * `unknown`: something we cannot show, that the host's own page can.
 */
export const MESSAGE_KINDS = ['text', 'note', 'event', 'unknown'] as const
export type MessageKind = (typeof MESSAGE_KINDS)[number]

export type EventKind = 'opened' | 'assigned' | 'handed-over' | 'closed' | 'reopened' | 'other'

/** `text`: the host's own words, where it tells what happened in words alone; they are in the host's language. */
export interface SessionEvent {
  readonly what: EventKind
  readonly text: string | null
}

/** What this message answers. `messageId` is `null` where only its words are told, `text` where only its id is. */
export interface Quoted {
  readonly messageId: string | null
  readonly text: string | null
  readonly author: string | null
}

/** A letter's head, and its body as HTML where the host tells it; its plain words stand in the message's `text`. */
export interface Letter {
  readonly subject: string | null
  readonly from: string | null
  readonly to: readonly string[]
  readonly cc: readonly string[]
  /** As the customer sent it: to be cleaned before it is shown. `null`: none, or longer than `LETTER_LIMIT`; see the message's `link`. */
  readonly html: string | null
}

/** Characters of HTML; a longer body is not passed on but read at the host. */
export const LETTER_LIMIT = 200_000

/** A point on the map, degrees (WGS 84). */
export interface Place {
  readonly latitude: number
  readonly longitude: number
  readonly title: string | null
}

/** Somebody's contact data, sent as a card. */
export interface ContactCard {
  readonly name: string
  readonly phones: readonly string[]
  readonly emails: readonly string[]
}

export const ATTACHMENT_KINDS = ['image', 'audio', 'video', 'file'] as const
export type AttachmentKind = (typeof ATTACHMENT_KINDS)[number]

/** What a file is by its MIME type; where that is not told (or says only "bytes"), by the host's own word; else a `file`. */
export function attachmentKind(type: string | null, word: string | null = null): AttachmentKind {
  // A vector picture may hold scripts: it is offered as a file, never drawn.
  if (type?.startsWith('image/svg')) return 'file'
  const told = type === null || type === 'application/octet-stream' ? word : type.split('/', 1)[0]
  return ATTACHMENT_KINDS.find((kind) => kind === told) ?? 'file'
}
