import type {
  AttachmentKind,
  ContactCard,
  Letter,
  MessageKind,
  Place,
  Quoted,
  SessionEvent,
} from './message-parts.ts'

/**
 * The words of the field. Every time is an ISO 8601 string in UTC and ends in `At`; every length of time is a number of
 * milliseconds and ends in `Ms`. Ids are the host's own, opaque to us.
 */

/** Messenger or mailbox kinds, the same on every host. */
export const CHANNELS = [
  'email',
  'whatsapp',
  'viber',
  'viber-bot',
  'telegram',
  'telegram-bot',
  'vk',
  'max',
  'sms',
  'web-chat',
  'mobile-app',
  'custom',
] as const
export type Channel = (typeof CHANNELS)[number]

/** A record of the host: the card on which the widget stands. `type` is `contact`, `deal`, `order` or the tenant's own. */
export interface RecordRef {
  readonly type: string
  readonly id: string
}

/** The person. */
export interface Contact {
  readonly id: string
  readonly name: string
}

/** The contact's address on a channel. `source` tells which field of the record it was read from (R-ADDR-5). */
export interface Account {
  /** The host's own id of the account, or `null` where the host keeps only the address. */
  readonly id: string | null
  readonly contactId: string
  readonly channel: Channel
  readonly address: string
  readonly source: 'account' | 'email-field' | 'phone-field'
}

/** A team's queue with one or more channels. `null` where the host cannot tell who works there. */
export interface Line {
  readonly id: string
  readonly name: string
  readonly channels: readonly Channel[]
  readonly operators: readonly string[] | null
  readonly supervisors: readonly string[] | null
  /** What an administrator has yet to confirm before this line may be used so (R-RISK-1, R-RULES-1). */
  readonly unconfirmed?: readonly Unconfirmed[]
  /** The address from which letters of this line leave, where the host tells (R-MAIL-2). */
  readonly mailbox?: string | null
  /**
   * Windows of this line's own beside those of the host's policy (R-WIN-1): so long after the person's last message we may write, in
   * milliseconds. Absent: the policy's.
   */
  readonly windowMs?: Readonly<Partial<Record<Channel, number>>>
}

/**
 * `unofficial-api`: the number may be blocked for good, so an administrator takes the risk first (R-RISK-1); `template-rules`: the
 * rules of template messages are to be accepted first, and until then no template may be sent (R-RULES-1).
 */
export interface Unconfirmed {
  readonly channel: Channel
  readonly what: 'unofficial-api' | 'template-rules'
}

/** A staff member. `status: null` means that the host cannot tell. */
export interface Operator {
  readonly id: string
  readonly name: string
  readonly status: OperatorStatus | null
}

export const OPERATOR_STATUSES = ['active', 'out', 'finishing', 'offline'] as const
export type OperatorStatus = (typeof OPERATOR_STATUSES)[number]

/** `queued`: nobody has taken it; `active`: an operator or a bot has it; `closed`: over. */
export const SESSION_STATES = ['queued', 'active', 'closed'] as const
export type SessionState = (typeof SESSION_STATES)[number]

/** One dialogue, from its opening to its close. */
export interface Session {
  readonly id: string
  readonly contactId: string | null
  readonly lineId: string
  readonly channel: Channel
  readonly address: string
  readonly state: SessionState
  readonly operatorId: string | null
  /** The name the host gives the session; on email it is the letter's subject. */
  readonly subject: string | null
  readonly openedAt: string
  readonly lastActivityAt: string
  readonly closedAt: string | null
}

/**
 * What is known of a message's way to the customer, weakest first; `failed` is final. `accepted` means that the host has
 * stored it and says no more: it is never shown as delivered (R-ERR-3).
 */
export const MESSAGE_STATUSES = ['accepted', 'sent', 'delivered', 'read', 'failed'] as const
export type MessageStatus = (typeof MESSAGE_STATUSES)[number]

/** `outgoing`: an operator wrote first; `automatic`: a process wrote (R-MARK-1). */
export const MARKS = ['outgoing', 'automatic'] as const
export type Mark = (typeof MARKS)[number]

export interface Author {
  readonly kind: 'customer' | 'operator' | 'system'
  readonly id: string | null
  readonly name: string | null
}

/** A file with a message. `type` is a MIME type, `size` bytes; each `null` where the host does not tell. */
export interface Attachment {
  readonly name: string
  readonly type: string | null
  readonly size: number | null
  /** Where it can be read; `null`: not at all, or not any more. */
  readonly url: string | null
  /** Absent: by its type (`attachmentKind`). */
  readonly kind?: AttachmentKind
  /** Of an image or a video, in pixels. */
  readonly width?: number | null
  readonly height?: number | null
  /** Of a recording. */
  readonly durationMs?: number | null
  /** A smaller picture of it. */
  readonly previewUrl?: string | null
}

export interface Message {
  readonly id: string
  readonly sessionId: string
  readonly direction: 'inbound' | 'outbound'
  /** Absent: `text`. */
  readonly kind?: MessageKind
  readonly text: string
  readonly author: Author
  readonly mark: Mark | null
  /** `null` for what the customer wrote. */
  readonly status: MessageStatus | null
  /** Why it failed: a code of the channel (`unknown` when it is new to us) and the host's own words. */
  readonly failure: { readonly code: string; readonly text: string } | null
  /** Absent: none, or the host does not tell. */
  readonly attachments?: readonly Attachment[]
  /** Of the kind `event`. */
  readonly event?: SessionEvent
  /** It was sent from a template; `name` is `null` where the host does not tell which. */
  readonly template?: { readonly name: string | null }
  readonly replyTo?: Quoted
  readonly editedAt?: string
  readonly deletedAt?: string
  readonly letter?: Letter
  readonly place?: Place
  readonly card?: ContactCard
  /** The host's own page of what we cannot show. */
  readonly link?: string | null
  readonly at: string
}
