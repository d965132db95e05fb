import type { BatchState, RowState } from '../domain/batch.ts'
import type {
  Batch,
  BatchPlan,
  BatchProgress,
  BatchSource,
  Recipient,
  ReportedRow,
  RowReason,
} from './batch.ts'

/** A row of `batches`. */
export interface BatchRow {
  readonly seq: string
  readonly id: string
  readonly plan: BatchPlan
  readonly state: BatchState
  readonly fingerprint: string | null
  readonly source: BatchSource | null
  readonly receipt: string | null
  readonly heard_at: Date | null
  readonly rest_until: Date | null
  readonly rest_code: string | null
  readonly troubles: number
  readonly created_at: Date
  readonly received_at: Date | null
  readonly finished_at: Date | null
}

/** The batch as the use cases know it. */
export function batchOf(row: BatchRow): Batch {
  const { rest_until: until, rest_code: code } = row
  return {
    ...row.plan,
    id: row.id,
    fingerprint: row.fingerprint,
    state: row.state,
    source: row.source,
    resting:
      row.state === 'running' && until && code !== null ? { untilAt: until.toISOString(), code } : null,
    createdAt: row.created_at.toISOString(),
    receivedAt: row.received_at?.toISOString() ?? null,
    finishedAt: row.finished_at?.toISOString() ?? null,
  }
}

export interface ProgressRow extends BatchRow {
  readonly classes:
    | readonly { readonly state: RowState; readonly code: string; readonly count: number }[]
    | null
  readonly recent: BatchProgress['recent'] | null
}

/** The batch with its numbers. */
export function progressOf(row: ProgressRow, undelivered: number): BatchProgress {
  return { ...batchOf(row), classes: row.classes ?? [], undelivered, recent: row.recent ?? [] }
}

export interface ReportedRowRow {
  readonly n: number
  readonly line: number | null
  readonly attempt: number
  readonly recipient: Recipient
  readonly state: RowState
  readonly reason: RowReason | null
  readonly changed_at: Date | null
}

/** A person of the list as reports show it. */
export function reportedOf({ changed_at: changedAt, ...row }: ReportedRowRow): ReportedRow {
  return { ...row, changedAt: changedAt?.toISOString() ?? null }
}
