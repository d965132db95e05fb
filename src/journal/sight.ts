import type { StatusTime } from '../domain/status.ts'
import type { Message, Session } from '../domain/words.ts'
import type { HostMessage } from '../hosts/port.ts'

/** What the journal already knew of a message when somebody looked. */
export interface SeenStatus {
  readonly status: Message['status']
  readonly failure: Message['failure']
}

/** What a host tells of the message of one operation beside the conversation. Absent: nothing of that. */
export interface Told {
  readonly status?: Message['status']
  /** Since when, where the host says so. */
  readonly statusAt?: string
  readonly failure?: Message['failure']
  readonly answeredAt?: string
}

/** All that is known of the message that one operation sent, whoever told it: the conversation, or a push by our mark. */
export interface Fate extends SeenStatus {
  /** When the customer first wrote after it in its session or another one on its channel, or answered it elsewhere; `null`: not yet, as far as anybody looked. */
  readonly answeredAt: string | null
}

/** The end of a session's conversation. */
export interface LastSaid {
  /** First words of the newest message, of whoever. */
  readonly preview: string
  /** Ids of the newest messages: several where the host's clock shows one moment for them. */
  readonly ids: string
}

/** Remembers what was seen at the host, so that only news becomes an event and no status goes backwards. */
export interface Seen {
  /**
   * Stores the sessions and makes an event of each that is new or has changed; returns those. The first look at a contact is
   * quiet about whatever is older than `quietBefore`: whoever looks has it on the screen.
   * @param contactId whose newest sessions these are; absent when they are only some.
   */
  noteSessions(
    sessions: readonly Session[],
    quietBefore: Date,
    contactId?: string | null,
  ): Promise<readonly Session[]>
  /**
   * The same for messages of one session. Returns the status of each, which never goes backwards. When a status was first seen is
   * kept; not of what is older than `quietBefore` and nobody's here, since it may have had its status for years. Where the host's clock
   * is too coarse to show that something new was said, the session is told once more with it.
   */
  noteMessages(
    contactId: string | null,
    messages: readonly HostMessage[],
    quietBefore: Date,
    now: Date,
  ): Promise<ReadonlyMap<string, SeenStatus>>
  /**
   * The same for the newest messages of a session that has older ones, but only where they follow what was seen of it before, or nothing
   * was. `null`: something may lie between; nothing is noted, or what lies there would be told to nobody.
   */
  noteNewest(
    contactId: string | null,
    messages: readonly HostMessage[],
    quietBefore: Date,
    now: Date,
  ): Promise<ReadonlyMap<string, SeenStatus> | null>
  /**
   * Notes what the host tells of an operation's message. No status goes backwards, the first answer counts, and news becomes an
   * `operation` event. The time of a status is kept however late it comes. @returns was it news? False for operations that are none of
   * ours.
   */
  noteTold(operationId: string, told: Told, now: Date): Promise<boolean>
  /** What is known of the operation's message, without asking the host: one query. `null`: there is no such operation. */
  fateOf(operationId: string): Promise<Fate | null>
  /** The furthest status of each of these operations' messages, and why it was not delivered; those of which nobody has told are not among them. */
  statusesOf(operationIds: readonly string[]): Promise<ReadonlyMap<string, SeenStatus>>
  /** Since when one message has each of its statuses, weakest first; those whose time nobody knows are not among them (R-AUDIT-1). */
  statusTimes(sessionId: string, messageId: string): Promise<readonly StatusTime[]>
  /** Did the contact write after that, on any channel? */
  wroteSince(contactId: string, since: Date): Promise<boolean>
  /** What was said last in each session, as far as it was seen. Sessions of which no message was seen are left out. */
  lastSaid(sessionIds: readonly string[]): Promise<ReadonlyMap<string, LastSaid>>
  /**
   * May anybody wait for news of this session? Yes, unless it is one of a contact at whose conversation nobody has looked and to whom
   * we have sent nothing.
   */
  minds(sessionId: string): Promise<boolean>
  /** Did anybody look at this contact's conversation? */
  knows(contactId: string): Promise<boolean>
}
