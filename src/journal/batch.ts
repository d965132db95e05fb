import type { BatchState, RowState } from '../domain/batch.ts'

/** Whom a row means, as it was given. */
export type RowAim =
  | { readonly contactId: string }
  | { readonly address: string }
  | { readonly record: { readonly type: string; readonly id: string } }

/** One row of the list as it was given: whom it means, and what of the message is its own. */
export interface Recipient {
  /** `null`: the row does not say. */
  readonly to: RowAim | null
  readonly line?: string
  readonly channel?: string
  readonly text?: string
  readonly subject?: string
  readonly template?: string
  /** Values for variables of the template and for `{{name}}` in a text. */
  readonly values?: Readonly<Record<string, string>>
}

/** Why a row ended as it did: a word to branch on, and what its sentence needs. */
export interface RowReason {
  readonly code: string
  /** The field of the row that is wrong. */
  readonly field?: string
  readonly facts?: Readonly<Record<string, string | number | null>>
  /** In English, where the reason came with its sentence. */
  readonly text?: string
}

/** A row on its way in. */
export interface NewRow {
  /** From 1, the header not counted. */
  readonly n: number
  /** In the file, for people who look there; `null` for JSON. */
  readonly line: number | null
  readonly recipient: Recipient
  /** Equal for rows that mean the same person; `null` where the row is wrong or duplicates are wanted. */
  readonly person: string | null
  /** `null`: the row is right. */
  readonly fault: RowReason | null
}

/** A row that has yet to be sent. */
export interface WaitingRow {
  readonly n: number
  readonly attempt: number
  readonly recipient: Recipient
}

/** What became of a row. */
export interface RowOutcome {
  readonly n: number
  readonly attempt: number
  /** `waiting`: nothing left, and it is to be tried again under another operation id. */
  readonly state: RowState
  readonly reason: RowReason | null
}

/** What the list looked like; for people who wonder whether it was read as they meant it. */
export interface BatchSource {
  readonly format: 'csv' | 'json'
  readonly encoding?: string
  readonly separator?: string
  /** What each column was taken for, in their order. */
  readonly columns?: readonly { readonly name: string; readonly meaning: string }[]
}

/** How the list is to be carried out. */
export interface BatchPlan {
  /** The body of the step without `to` and `operationId`, as it was given. */
  readonly step: Readonly<Record<string, unknown>>
  /** For people; absent: it has none but its id. */
  readonly name?: string
  /** Only judge, send nothing. */
  readonly dryRun: boolean
  /** More than one row for one person: `skip` all but the first. */
  readonly onDuplicate: 'skip' | 'send'
  /** Wrong rows: leave them out, or send nothing at all. */
  readonly onInvalid: 'skip' | 'reject'
  /** Waits for "resume" before it begins. */
  readonly paused: boolean
}

export interface Batch extends BatchPlan {
  readonly id: string
  /** Of the whole request; `null` while it is still coming. */
  readonly fingerprint: string | null
  readonly state: BatchState
  readonly source: BatchSource | null
  /** Rests because the host is in trouble. */
  readonly resting: { readonly untilAt: string; readonly code: string } | null
  readonly createdAt: string
  /** When the list was complete. */
  readonly receivedAt: string | null
  readonly finishedAt: string | null
}

/** So many rows ended alike; `code` is empty where there is no reason. */
export interface RowClass {
  readonly state: RowState
  readonly code: string
  readonly count: number
}

/** A batch with its numbers. */
export interface BatchProgress extends Batch {
  readonly classes: readonly RowClass[]
  /** Of the rows that are `sent`: their message did not reach anybody, as is known by now. */
  readonly undelivered: number
  /** Rows that came to rest in the last minute of its work, by time; for its rate. */
  readonly recent: readonly { readonly tick: number; readonly done: number }[]
}

/** A row with what the journal knows of its operation, for reports. */
export interface ReportedRow {
  readonly n: number
  readonly line: number | null
  readonly attempt: number
  readonly recipient: Recipient
  readonly state: RowState
  readonly reason: RowReason | null
  readonly changedAt: string | null
}

/** How many rows a replica takes at once. */
export const STRETCH = 200

/** The stretch of this number, from 0. */
export function stretchOf(number: number): Stretch {
  return { from: number * STRETCH + 1, to: (number + 1) * STRETCH }
}

/** A stretch of rows, both ends included; the unit of work that the engine hands to a replica. */
export interface Stretch {
  readonly from: number
  readonly to: number
}

/** Batches of one workspace. Every call may be made twice with the same outcome. */
export interface Batches {
  /**
   * Begins to receive a list, or gives back the one that has this id. One that was begun and left (its sender is gone) is begun anew.
   * @returns `ours`: rows may be added under `receipt`.
   */
  open(
    id: string,
    plan: BatchPlan,
    receipt: string,
    now: Date,
  ): Promise<{ readonly ours: boolean; readonly batch: Batch }>
  /** Adds the next rows, and finds which of them mean a person of an earlier row. @throws ReceiptLost. */
  add(id: string, receipt: string, rows: readonly NewRow[], now: Date): Promise<void>
  /** The list is complete: the batch gets its state, and its work is handed to the engine at once. @throws ReceiptLost. */
  close(
    id: string,
    receipt: string,
    whole: { fingerprint: string; source: BatchSource },
    now: Date,
  ): Promise<void>
  /** Forgets a list that did not come whole. */
  drop(id: string, receipt: string): Promise<void>
  get(id: string): Promise<Batch | null>
  /** May any message of it leave on one of these lines? */
  leavesOn(id: string, lines: readonly string[]): Promise<boolean>
  progress(id: string, now: Date): Promise<BatchProgress | null>
  /** Newest first. */
  list(
    before: string | null,
    limit: number,
    now: Date,
  ): Promise<{ items: readonly BatchProgress[]; next: string | null }>
  /** Rows of the stretch that have yet to be sent. */
  waiting(id: string, stretch: Stretch): Promise<readonly WaitingRow[]>
  /** Writes down what became of rows, each once; the batch is `done` when none is left. @returns its state after that. */
  settle(id: string, outcomes: readonly RowOutcome[], now: Date): Promise<BatchState>
  /** Changes the state, if it still is `from`; going on hands the open work to the engine. */
  move(id: string, from: BatchState, to: BatchState, now: Date): Promise<boolean>
  /** Leaves the host alone for a while, longer with every trouble in a row. @returns until when. */
  rest(id: string, code: string, now: Date): Promise<Date>
  /** Hands a stretch to the engine again, for later. */
  later(id: string, stretch: Stretch, inMs: number, now: Date): Promise<void>
  /** Are there others, of any workspace, with people who have yet to be sent to? */
  othersWait(id: string, now: Date): Promise<boolean>
  /** Rows of the class wait again, under new operation ids. @returns how many. */
  retry(
    id: string,
    of: { readonly states: readonly RowState[]; readonly code: string | null },
    now: Date,
  ): Promise<number>
  /** Rows in their order. `states`: only those. */
  rows(
    id: string,
    states: readonly RowState[] | null,
    code: string | null,
    after: number,
    limit: number,
  ): Promise<readonly ReportedRow[]>
  /** The row that speaks for this person in this batch: the one given, unless another was first. */
  claim(id: string, person: string, n: number): Promise<number>
}

/** Somebody else receives this list now. */
export class ReceiptLost extends Error {
  override readonly name = 'ReceiptLost'
  constructor(batchId: string) {
    super(`The batch ${batchId} is received by somebody else.`)
  }
}
