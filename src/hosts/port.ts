import type { HostPolicy } from '../domain/policy.ts'
import type { StartField } from '../domain/start-fields.ts'
import type { Template } from '../domain/template.ts'
import type {
  Account,
  Author,
  Channel,
  Contact,
  Line,
  Message,
  Operator,
  RecordRef,
  Session,
} from '../domain/words.ts'
import type { Notes } from './noting.ts'
import type { ProbeFinding } from './probing.ts'
import type { Hooks, Live } from './pushing.ts'
import type { Routing, Tags } from './routing.ts'
import type { Sender } from './sending.ts'

export type * from './noting.ts'
export type * from './pushing.ts'
export type * from './routing.ts'
export type * from './sending.ts'

/**
 * What a host can do for us. The operations are those every host has; what only some have is a capability object that is
 * there or not, and the surfaces show only what is there. Absent is `null`; broken is a `HostError`.
 * The implementation must not use Node's own modules, so that it can run in a page too.
 */
export interface Host {
  readonly policy: HostPolicy
  readonly lines: { list(): Promise<readonly Line[]> }
  readonly contacts: Contacts
  readonly sessions: Sessions
  readonly sender: Sender
  /** Asks by reads alone whether credentials, rights and settings suffice; the sentences say what is missing. */
  probe(): Promise<readonly ProbeFinding[]>
  readonly operators?: { get(id: string): Promise<Operator | null> }
  /** Finds the contact behind another record (a deal, an order). */
  readonly records?: {
    contactOf(record: RecordRef): Promise<string | null>
    /** The record's own fields, for the variables of templates (R-TPL-6). Empty for an unknown record. */
    readonly fields?: (record: RecordRef) => Promise<readonly RecordField[]>
    /**
     * The sessions that the host keeps with the record itself, newest activity first; those of its contact may be more.
     * `openedUntil`: as for those of a contact.
     */
    readonly sessionsOf?: (
      record: RecordRef,
      cursor: string | null,
      openedUntil?: string | null,
    ) => Promise<Page<Session>>
  }
  readonly routing?: Routing
  /** Notes among the staff. */
  readonly notes?: Notes
  /** Reads what the host pushes to us. */
  readonly hooks?: Hooks
  /** Listens to what the host pushes over a connection that we open. */
  readonly live?: Live
  /** For a host whose pages show the widget but cannot vouch for the person in front of it. */
  readonly identity?: Identity
  /** What the host knows of an account beyond whether it wrote (R-WIN-1, R-BLOCK-1, R-CONTACT-6). */
  readonly reach?: { facts(account: Account, line: Line): Promise<AccountFacts> }
  /** Only templates that may be sent now (R-TPL-4). */
  readonly templates?: { list(line: Line, channel: Channel): Promise<readonly Template[]> }
  /** What the host sends by itself before our text while the window is closed (R-WIN-2); `null` where the line has none. */
  readonly defaultTemplate?: (line: Line, channel: Channel) => Promise<string | null>
  /** The directory's, and the operator's own where the host has such. */
  readonly cannedReplies?: {
    list(cursor: string | null, operatorId: string | null): Promise<Page<CannedReply>>
  }
  /** What the host asks for when a session is started there (R-MAIL-2, R-MAIL-3, R-AFTER-4). */
  readonly startFields?: (
    line: Line,
    channel: Channel,
    operatorId: string | null,
  ) => Promise<readonly StartField[]>
  readonly tags?: Tags
  /** The host's own page of a session, to send people to what we cannot do. */
  readonly links?: { session(id: string): string | null; newSession(): string | null }
}

/** Each `undefined` where the host cannot tell. */
export interface AccountFacts {
  /** When this account wrote last on this line's channel; `null`: never. */
  readonly lastInboundAt: string | null | undefined
  readonly blocked: boolean | undefined
  /** Does the messenger's side allow operators to start? */
  readonly enabled: boolean | undefined
  /** The host is told to send this contact no letters. Absent: it is not, or does not say. */
  readonly lettersOff?: boolean
}

/** A field of a record with its value as people read it; `null` when it is empty. `id` as in `order.number`. */
export interface RecordField {
  readonly id: string
  readonly label: string
  readonly value: string | null
}

/** An operator's ready answer (R-MSG-2); `own`: the operator's, not the directory's. */
export interface CannedReply {
  readonly id: string
  readonly title: string
  readonly text: string
  readonly own: boolean
}

export interface Page<T> {
  readonly items: readonly T[]
  /** Give it back to get the next page; `null` at the end. */
  readonly next: string | null
}

export interface Contacts {
  get(id: string): Promise<Contact | null>
  /** The contact's addresses, from account, phone and email fields alike (R-ADDR-5). Empty for an unknown contact. */
  accounts(contactId: string): Promise<readonly Account[]>
  /** By name, phone, email or messenger name, at least three characters (R-FIND-1). */
  readonly search?: (query: string, cursor: string | null) => Promise<Page<Contact>>
  /**
   * Somebody who is no contact yet need not be created: the host makes a client of whoever is written to (R-CONTACT-2). Then `get`,
   * `accounts` and all other questions take `idAtAddress` too, and mean by it the contact once there is one.
   */
  readonly atAddress?: true
  /** Creates; throws `contact-exists` (R-FIND-2) when the host refuses a duplicate. */
  readonly create?: (contact: NewContact) => Promise<Contact>
}

export interface NewContact {
  readonly name: string
  readonly channel: Channel
  readonly address: string
}

/** What the host says of a message; marks and the sender's own words come from our journal. */
export type HostMessage = Omit<Message, 'mark' | 'author'> & { readonly author: Author }

export interface Sessions {
  /**
   * Newest activity first. `openedUntil`: sessions opened later are of no use and may be left out, so that one who looks far back does
   * not pass all that came since; a cursor goes with the time it was given for.
   */
  ofContact(contactId: string, cursor: string | null, openedUntil?: string | null): Promise<Page<Session>>
  get(id: string): Promise<Session | null>
  /**
   * Those that are not closed, however many closed ones are newer, where the host can be asked for them alone. Absent: they are picked
   * out of the pages. Empty for an unknown contact.
   */
  readonly open?: (contactId: string) => Promise<readonly Session[]>
  /** Newest page first; inside a page oldest first. Throws `unknown-id` for an unknown session. */
  messages(sessionId: string, cursor: string | null): Promise<Page<HostMessage>>
  /** Has this account ever written on its channel? `undefined` where the host cannot tell. */
  wroteBefore(account: Pick<Account, 'contactId' | 'channel' | 'address'>): Promise<boolean | undefined>
}

/**
 * How a person proves to us who they are: by a deed that only they can do in the host, an internal note with words of ours. No
 * password and no token of theirs ever leaves the host.
 */
export interface Identity {
  /** The browser's script of the host's folder that hears which session its page shows; `null`: that page says it in our words. */
  readonly placeScript: string | null
  /** Our id of a session, from what the host's page calls it; `null`: no session can be called so. */
  sessionShown(name: string): string | null
  /**
   * Who of the staff wrote exactly these words as an internal note in this session, among its newest notes; the earliest of
   * several. `null`: nobody has, or there is no such session.
   */
  authorOfNote(sessionId: string, words: string): Promise<string | null>
}
