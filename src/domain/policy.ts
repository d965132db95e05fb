import type { AfterKind } from './after.ts'
import type { AttachmentPolicy } from './attachments.ts'
import type { Channel, OperatorStatus } from './words.ts'

/** `external-id`: the customer's id in the company's own system, by which a site or an app knows who is signed in (R-CONTACT-2). */
export type AddressForm = 'e164' | 'email' | 'external-id' | 'any'

/** How a host treats a first message on one channel. One row of the table in the rules, section 9. */
export interface ChannelPolicy {
  /** Who may be written to first (R-CONTACT-*). `if-enabled`: only when the messenger's side allows it (R-CONTACT-6). */
  readonly start: 'anyone' | 'wrote-before' | 'never' | 'if-enabled'
  /** What an open session with this person means for a new one (R-OPEN-1, 2, 3). */
  readonly openSession: 'refuses' | 'allowed' | 'warns'
  /** The form an address must have (R-ADDR-2, R-ADDR-4). */
  readonly address: AddressForm
  /** Free text only for so long after the person's last message, then templates alone (R-WIN-1). `null`: no window. */
  readonly windowMs: number | null
  /** Whether a message has a subject (R-MAIL-1). */
  readonly subject: 'none' | 'optional' | 'required'
  /** Longest text in UTF-16 units (R-TEXT-1). `null`: the host names no limit. */
  readonly textLimit: number | null
  /**
   * What a closed window means (R-WIN-1, R-WIN-2): templates alone, or the host sends the line's default template first and our
   * text second. Absent: `template-only`.
   */
  readonly closedWindow?: 'template-only' | 'default-template-first'
  /** Absent: the channel has no templates. `typed`: one may type an approved text when there is no catalogue (R-TPL-3). */
  readonly templates?: { readonly typed: boolean }
  /** Absent: the channel takes no attachments (R-FILE-1). */
  readonly attachments?: AttachmentPolicy
  /** May a letter have blind copies (R-MAIL-1)? Absent: no. */
  readonly blindCopy?: boolean
  /** The message is sent as finished and no session opens, so nothing can be done after sending (R-AFTER-2). */
  readonly finished?: boolean
}

/** What a host allows, as data. A channel that is absent does not exist on the host. */
export interface HostPolicy {
  readonly channels: Readonly<Partial<Record<Channel, ChannelPolicy>>>
  /** Whose open session counts: of the same account, or any of the contact's (R-OPEN-3). */
  readonly openScope: 'account' | 'contact'
  /** Statuses in which an operator may start (R-OPER-1); `null` where the host does not care. */
  readonly operatorMayStart: readonly OperatorStatus[] | null
  /** Who may answer in an open session: its own operator (and the line's supervisors), or every operator of the line. */
  readonly reply: 'assignee' | 'operators-of-line'
  /** Facts this host can never tell. They are said once for all accounts and never assumed (rules, section 2). */
  readonly cannotTell: readonly ('blocked' | 'delivered' | 'removed')[]
  /** What the host lets one choose for the time after sending (R-AFTER-1, R-AFTER-4). Absent: assigned to its creator. */
  readonly after?: readonly AfterKind[]
  /** Any operator of the line may close a session. Absent: whoever closes a colleague's takes it before. */
  readonly closes?: 'operators-of-line'
  /** `false`: who hands a session over can say nothing with it. Absent: a comment may go with it (R-AFTER-1). */
  readonly handOverComment?: false
  /** By what customers are found (R-FIND-1). Absent: the host does not say. */
  readonly findBy?: readonly FindKey[]
  /** Who is no contact yet (R-FIND-2). Absent: created by phone or email, written as the channel needs it, and no more. */
  readonly newContact?: NewContactPolicy
}

/** By what a customer may be found (R-FIND-1). `whole-phone`: not by a part of it; `id`: the customer's id in the host or CRM. */
export const FIND_KEYS = ['name', 'phone', 'whole-phone', 'email', 'username', 'id'] as const
export type FindKey = (typeof FIND_KEYS)[number]

/** By what a new contact may be given. `id`: the external one, for a web chat or a mobile app (R-CONTACT-2). */
export const NEW_CONTACT_KEYS = ['phone', 'email', 'id'] as const
export type NewContactKey = (typeof NEW_CONTACT_KEYS)[number]

/** How somebody is written to who is no contact yet. */
export interface NewContactPolicy {
  /** The addresses by which it is possible; empty: by none. */
  readonly by: readonly NewContactKey[]
  /**
   * `created`: the host keeps a contact, with a name, before anything is sent. `first-message`: the host knows of no such thing, and
   * makes a client of whoever a message is sent to, so that the address alone is asked for (R-CONTACT-2).
   */
  readonly made: 'created' | 'first-message'
  /** `plain`: only the letters that the seeds' forms take (R-ADDR-4). */
  readonly email: 'plain' | 'usual'
  /** R-ADDR-3; `null`: a phone must be whole. */
  readonly leastPhoneDigits: number | null
}
