import { isOver, mayRetry, type BatchState, type RowState } from '../../domain/batch.ts'
import type { BatchProgress, BatchSource, RowClass } from '../../journal/batch.ts'

/** Where a batch stands, as people and programs read it. `total` is the sum of `sent` to `cancelled` and `wouldSend`. */
export interface BatchSummary {
  readonly batchId: string
  /** What people call it. */
  readonly name: string | null
  readonly state: BatchState
  readonly dryRun: boolean
  readonly total: number
  readonly sent: number
  /** Of the sent: not delivered, as the host said later, and not sent again with more luck (R-ERR-2). */
  readonly undelivered: number
  /** By a rule, or because the row itself is wrong. */
  readonly refused: number
  readonly failed: number
  readonly unknown: number
  /** Not known yet. */
  readonly waiting: number
  /** By the step's choice, or because another row is for the same person. */
  readonly skipped: number
  /** Had not begun when the batch was cancelled. */
  readonly cancelled: number
  readonly wouldSend: number
  /** Of the refused: the row itself is wrong. */
  readonly invalid: number
  /** Of the skipped: another row is for the same person. */
  readonly duplicates: number
  /** Of the waiting: the message is on its way, its outcome is waited for. */
  readonly watching: number
  /** People a second: of the last minute while it runs, of all of it once it is over. */
  readonly rate: number
  /** How long the rest will take at that rate; `null`: nobody can tell. */
  readonly leftMs: number | null
  readonly classes: readonly (RowClass & { readonly mayRetry: boolean })[]
  readonly resting: BatchProgress['resting']
  readonly source: BatchSource | null
  readonly createdAt: string
  readonly receivedAt: string | null
  readonly finishedAt: string | null
}

const TICK_MS = 10_000
const SECOND_MS = 1000

/** Counts by what people ask for. */
export function summaryOf(batch: BatchProgress, now: Date): BatchSummary {
  const count = (...states: RowState[]): number =>
    batch.classes.reduce((sum, each) => sum + (states.includes(each.state) ? each.count : 0), 0)
  const cancelled = batch.state === 'cancelled' || batch.state === 'rejected'
  const left = count('waiting')
  const watching = count('watching')
  const waiting = (cancelled ? 0 : left) + watching
  const total = count(...batch.classes.map(({ state }) => state))
  const rate = rateOf(batch, total - left - watching - count('invalid', 'duplicate'), now)
  return {
    batchId: batch.id,
    name: batch.name ?? null,
    state: batch.state,
    dryRun: batch.dryRun,
    total,
    sent: count('sent'),
    undelivered: batch.undelivered,
    refused: count('refused', 'invalid'),
    failed: count('failed'),
    unknown: count('unknown'),
    waiting,
    skipped: count('skipped', 'duplicate'),
    cancelled: cancelled ? left : 0,
    wouldSend: count('would-send'),
    invalid: count('invalid'),
    duplicates: count('duplicate'),
    watching,
    rate,
    leftMs: batch.state === 'running' && rate > 0 ? Math.ceil((left / rate) * SECOND_MS) : null,
    classes: batch.classes
      .filter(({ state }) => state !== 'waiting')
      .map((each) => ({ ...each, mayRetry: mayRetry(each.state) })),
    resting: batch.resting,
    source: batch.source,
    createdAt: batch.createdAt,
    receivedAt: batch.receivedAt,
    finishedAt: batch.finishedAt,
  }
}

function rateOf(batch: BatchProgress, settled: number, now: Date): number {
  const began = Date.parse(batch.receivedAt ?? batch.createdAt)
  if (isOver(batch.state)) {
    const ms = Date.parse(batch.finishedAt ?? batch.createdAt) - began
    return settled === 0 ? 0 : rounded((settled / Math.max(ms, 1)) * SECOND_MS)
  }
  const [first] = batch.recent
  if (batch.state !== 'running' || !first) return 0
  const since = Math.max(first.tick * TICK_MS, began)
  const done = batch.recent.reduce((sum, tick) => sum + tick.done, 0)
  return rounded((done / Math.max(now.getTime() - since, SECOND_MS)) * SECOND_MS)
}

const rounded = (value: number): number => Math.round(value * 100) / 100
