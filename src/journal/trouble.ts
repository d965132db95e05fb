import type { TroubleState } from '../domain/operation.ts'
import type { Initiative } from './initiative.ts'
import type { Operation } from './operation.ts'

/** Messages that did not leave, or were not delivered, for one reason. */
export interface FailureClass {
  readonly state: TroubleState
  /** The reason as a word. */
  readonly code: string
  /** Of single messages, written by operators too. */
  readonly count: number
  /** Of those: sent by processes, so that nobody sits in front of them, and not sent again yet. */
  readonly retryable: number
  /** When the newest of them was asked for; `null`: they are all of batches. */
  readonly newestAt: string | null
  /** People of batches who may be tried again, by batch. */
  readonly batches: readonly {
    readonly batchId: string
    readonly name: string | null
    readonly count: number
  }[]
}

/** How much of each kind there is; counted up to a thousand. */
export interface TroubleCounts {
  readonly unknown: number
  /** @see Troubles.lookedFor */
  readonly lookedFor: number
  readonly failed: number
  readonly waiting: number
  readonly batches: number
  readonly callbacks: number
}

interface PageOf<T> {
  readonly items: readonly T[]
  /** The cursor of the next page; `null` at the end. */
  readonly next: string | null
}

/** What needs an administrator, of one workspace. Cursors are those of the page before, or `null`. */
export interface Troubles {
  counts(since: Date, sentBefore: Date): Promise<TroubleCounts>
  /** Operations whose outcome nobody knows, and of which nobody has said anything; the newest first. */
  unknown(cursor: string | null, limit: number): Promise<PageOf<Operation>>
  /**
   * Those that were given to the host before then, or more than once, and of which it has said nothing yet: it is being asked what
   * became of them. The newest first.
   */
  lookedFor(sentBefore: Date, limit: number): Promise<readonly Operation[]>
  /** Those that have not ended, the newest first. */
  waiting(cursor: string | null, limit: number): Promise<PageOf<Initiative>>
  /** Classes of messages that were asked for since then, the largest first. */
  failures(since: Date): Promise<readonly FailureClass[]>
  /** Messages of one class, the newest first. */
  failed(
    of: { readonly state: TroubleState; readonly code: string },
    since: Date,
    cursor: string | null,
    limit: number,
  ): Promise<PageOf<Operation>>
  /**
   * Commits for each retryable message of the class another operation that repeats it, due at once; recovery carries it out. The old
   * one stays as it ended, with whose word it was. Run twice, the second time finds none.
   * @param exceptLines ids of lines whose messages stay as they are.
   * @returns how many.
   */
  retry(
    of: { readonly state: TroubleState; readonly code: string },
    since: Date,
    by: { readonly name: string; readonly operatorId: string | null },
    now: Date,
    exceptLines: readonly string[],
  ): Promise<number>
  /** How many retryable messages of the class stand on these lines. */
  retryableOn(
    of: { readonly state: TroubleState; readonly code: string },
    since: Date,
    lines: readonly string[],
  ): Promise<number>
}

/** Something that an administrator did. */
export interface Deed {
  readonly n: string
  readonly at: string
  /** Of the host; `null`: it came with the workspace's secret. */
  readonly operatorId: string | null
  readonly deed: string
  /** The id of what it was done to. */
  readonly subject: string
  /** `done`, or the code of what was said to it; `null` while it is done, and for ever if a crash cut it off. */
  readonly outcome: string | null
}

export interface Deeds {
  /** Committed before it is done, so that none goes unrecorded. @returns its number. */
  begin(deed: Omit<Deed, 'n' | 'at' | 'outcome'>, now: Date): Promise<string>
  end(n: string, outcome: string): Promise<void>
  list(cursor: string | null, limit: number): Promise<PageOf<Deed>>
}
