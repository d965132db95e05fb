import type { StatusTime } from '../domain/status.ts'
import type { Channel, Mark, Message, RecordRef, Session } from '../domain/words.ts'
import type { HostMessage, Receipt } from '../hosts/port.ts'
import type { WireDraft } from '../wire/draft.ts'
import type { Callbacks } from './callback.ts'
import type { Consents } from './consent.ts'
import type { Batches } from './batch.ts'
import type { Attachments } from './files.ts'
import type { Deeds, Troubles } from './trouble.ts'
import type { Initiatives, Whose } from './initiative.ts'
import type { FirstChange } from './operation-plan.ts'
import type { Change, Lease, Operation, OperationStep, PlannedOperation, StepName } from './operation.ts'

/**
 * Durable memory of one workspace. All methods may throw `JournalUnavailable`; nothing else of the database crosses this line, so
 * that the use cases run over any store with these promises.
 */
export interface Journal {
  readonly operations: Operations
  readonly events: Events
  readonly seen: Seen
  readonly drafts: Drafts
  readonly written: Written
  readonly consents: Consents
  readonly attachments: Attachments
  readonly callbacks: Callbacks
  readonly batches: Batches
  readonly initiatives: Initiatives
  /** What needs an administrator. */
  readonly troubles: Troubles
  readonly deeds: Deeds
  readonly hooks: { firstTime(eventId: string, now: Date): Promise<boolean> }
  /**
   * Runs the work while no other replica and no other caller has the same name locked. `held` turns false when the lock was lost
   * (the database went away): whoever sees that must not begin anything.
   */
  locked<T>(name: string, work: (lock: { held(): boolean }) => Promise<T>): Promise<T>
  /** Calls the listener after new events of this workspace were committed. Returns the way to stop. */
  onEvent(listener: (about: { contactId: string | null }) => void): () => void
}

/** One giving of an operation to the host: the `n`-th, by whoever had the lease when `sending` was committed. */
export interface Attempt {
  readonly sender: string
  readonly n: number
}

/**
 * `never-left`: the host was not asked; `not-taken`: it proved that it did nothing; else it took it, and this is what it answered.
 */
export type Testimony = 'never-left' | 'not-taken' | { readonly receipt: Receipt }

export interface Operations {
  /**
   * Commits the intention, or gives back the one that has this id already. `ours`: the caller has the lease. `null`: an initiative
   * with another fingerprint has the id.
   * @param first what has become of it since `now`, where it is committed only as it is given to the host.
   * @throws BatchStands.
   */
  plan(
    operation: PlannedOperation,
    lease: Lease,
    now: Date,
    first?: FirstChange,
  ): Promise<{ ours: boolean; operation: Operation } | null>
  get(id: string): Promise<Operation | null>
  /** Those of these ids that there are. */
  several(ids: readonly string[]): Promise<ReadonlyMap<string, Operation>>
  steps(id: string): Promise<readonly OperationStep[]>
  /**
   * @param known as the owner of the lease knows it: spares reading it back.
   * @throws LeaseLost when another owner has it or the change is not a step forward.
   */
  change(id: string, lease: Lease, change: Change, now: Date, known?: Operation): Promise<Operation>
  /**
   * Writes down what only the sender of an attempt can know, though the operation may be in other hands by now: whoever has it
   * loses it, and the next one goes on from what is known. False when that attempt is not in question any more.
   */
  testify(id: string, attempt: Attempt, testimony: Testimony, now: Date): Promise<boolean>
  /** Extends the lease; false when it was lost. */
  renew(id: string, lease: Lease): Promise<boolean>
  /** Takes one operation whose time has come; `null` when somebody has it or it is finished. */
  take(id: string, lease: Lease, now: Date): Promise<Operation | null>
  /**
   * Takes a sent operation whose after-step failed, to make that step again (R-AFTER-5); `null` when there is nothing to repeat, or
   * somebody else was first.
   */
  retake(id: string, lease: Lease, step: StepName, now: Date): Promise<Operation | null>
  /** Takes one whose outcome nobody knows out of whosever hands, for a person who does; `null` when it is known by now. */
  takeUnknown(id: string, lease: Lease, by: string, now: Date): Promise<Operation | null>
  /**
   * Ends one as skipped that nobody has given to the host, whoever has it in hand: their next change is refused. `null` when it has
   * gone further.
   */
  callOff(id: string, owner: string, now: Date): Promise<Operation | null>
  /** Messages of processes that were not given to the host yet, and for which no step waits: their ids. */
  plannedFor(whose: Whose): Promise<readonly string[]>
  /** Takes those whose time has come. */
  takeDue(lease: Lease, now: Date, limit: number): Promise<readonly Operation[]>
  /** Operations of the contact that did not come to a good end, or to none yet, newest first. */
  troubled(contactId: string, since: Date): Promise<readonly Operation[]>
  /** Sends to this account that are under way or whose outcome nobody knows, begun after `since`. */
  underWay(account: string, since: Date): Promise<readonly Operation[]>
  /** Did another one send the same words to the same person, and nobody knows yet which message that became? */
  hasTwin(id: string): Promise<boolean>
  /** Which of these host messages are ours. */
  ofMessages(messageIds: readonly string[]): Promise<ReadonlyMap<string, OwnMessage>>
}

/** What we know of a message that the host does not: which intention sent it, and for whom. */
export interface OwnMessage {
  readonly operationId: string
  /** The template it was sent from. */
  readonly template: { readonly name: string | null } | null
  readonly mark: Mark | null
  readonly operatorId: string | null
}

/** An event for open cards. Operations are only named: their sentences depend on the reader's language. */
export type JournalEvent =
  | { readonly kind: 'session'; readonly session: Session }
  | { readonly kind: 'message'; readonly message: HostMessage }
  | { readonly kind: 'operation'; readonly operationId: string }
  /** More was said in a session than was looked through: what lies between is told by no event. */
  | { readonly kind: 'gap'; readonly sessionId: string }

export interface StoredEvent {
  /** Grows in commit order inside a workspace: a reader that goes on from the last id it saw misses nothing. */
  readonly id: string
  readonly contactId: string | null
  readonly operatorId: string | null
  readonly event: JournalEvent
}

interface EventScope {
  /** News of this contact; `null`: only operations of the operator. */
  readonly contactId: string | null
  readonly operatorId: string
}

export interface Events {
  /** Where a stream that begins now goes on from. */
  cursor(): Promise<string>
  /** `null` when the cursor is none of ours or too old: the reader must load everything again. */
  after(scope: EventScope, cursor: string, limit: number): Promise<readonly StoredEvent[] | null>
  append(contactId: string | null, operatorId: string | null, event: JournalEvent): Promise<void>
}

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
  /** When the customer wrote last, by the host's clock; `null`: not among what was seen. */
  readonly inboundAt: string | null
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

export type DraftOutcome =
  | { readonly kind: 'kept'; readonly version: number }
  | { readonly kind: 'conflict'; readonly newer: WireDraft }

export interface Drafts {
  read(operatorId: string, record: RecordRef | null): Promise<WireDraft | null>
  /** Keeps the draft under its version plus one, at once or not at all: `conflict` when another tab has saved since that version. */
  save(operatorId: string, record: RecordRef | null, draft: WireDraft, now: Date): Promise<DraftOutcome>
  drop(operatorId: string, record: RecordRef | null): Promise<void>
  /** The draft whose form ran this operation, wherever it stands. */
  dropOf(operationId: string): Promise<void>
}

/** What was sent before, for those who are about to write. */
export interface Written {
  /** When processes wrote to this account since then, whether or not that is certain; the newest first, at most so many. */
  automaticTo(
    account: { readonly channel: Channel; readonly address: string },
    since: Date,
    limit: number,
  ): Promise<readonly string[]>
  /** The newest operation that reached this contact's host, whoever began it; `null`: none of ours. */
  lastTo(contactId: string): Promise<Operation | null>
  /** Ids of the templates that this operator sent last on that line and channel, each once, the newest first. */
  templatesOf(operatorId: string, lineId: string, channel: Channel, limit: number): Promise<readonly string[]>
}

/** The database cannot be reached at the moment; the same call may be tried again. */
export class JournalUnavailable extends Error {
  override readonly name = 'JournalUnavailable'
  readonly code = 'journal-unavailable'
  constructor(cause: unknown) {
    super('The database cannot be reached at the moment.', { cause })
  }
}

/** Somebody else works on this operation now, or it has gone further already. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost'
  constructor(operationId: string) {
    super(`The operation ${operationId} is in other hands.`)
  }
}

/** The batch was paused or cancelled: nobody of it is begun with. */
export class BatchStands extends Error {
  override readonly name = 'BatchStands'
  constructor(batchId: string) {
    super(`The batch ${batchId} does not run.`)
  }
}
