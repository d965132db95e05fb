import type { Channel, Mark, RecordRef } from '../domain/words.ts'
import type { OutgoingFile, Receipt } from '../hosts/port.ts'
import type { WireDraft } from '../wire/draft.ts'
import type { Callbacks } from './callback.ts'
import type { Consents } from './consent.ts'
import type { Batches } from './batch.ts'
import type { Events } from './event.ts'
import type { Attachments } from './files.ts'
import type { Seen } from './sight.ts'
import type { Deeds, Troubles } from './trouble.ts'
import type { Initiatives, Whose } from './initiative.ts'
import type {
  Change,
  FirstChange,
  Lease,
  Operation,
  OperationStep,
  PlannedOperation,
  StepName,
} from './operation.ts'

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
  /** Calls the listener after new events of this workspace were committed, once for all of a commit. Returns the way to stop. */
  onEvent(listener: () => void): () => void
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
  /**
   * Operations of the contact since then that did not come to a good end, or to none yet, newest first; and whenever it was, answers
   * and notes of this operator that were refused. Without those that were put away.
   */
  troubled(contactId: string, since: Date, operatorId: string): Promise<readonly Operation[]>
  /** No card shows this one from now on, which did not leave, and open ones hear of it; `false`: it is not this operator's own, or left. */
  putAway(id: string, operatorId: string, now: Date): Promise<boolean>
  /** Sends to this account that are under way or whose outcome nobody knows, begun after `since`. */
  underWay(account: string, since: Date): Promise<readonly Operation[]>
  /** Did another one send the same words to the same person, and nobody knows yet which message that became? */
  hasTwin(id: string): Promise<boolean>
  /**
   * Takes for the operation, and for no other, the first of these host messages that nobody has; the one that it took before stays its
   * own. `null`: others have them all.
   */
  takeMessage(id: string, messageIds: readonly string[]): Promise<string | null>
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
  /** What went with it. */
  readonly files: readonly Pick<OutgoingFile, 'name' | 'type' | 'size'>[]
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
