import type { RowState } from '../domain/batch.ts'
import type { BatchRow } from './batch-table.ts'
import { json, type Ask } from './database.ts'

/** Rows that went from one class to another. */
export interface Moved {
  readonly was_state: string
  readonly was_code: string
  readonly state: string
  readonly code: string
}

const TICK_MS = 10_000

/** The ten seconds of a time, as a number. */
export function tickOf(at: Date): number {
  return Math.floor(at.getTime() / TICK_MS)
}

/** Whoever changes rows of a batch does it under this lock, so that rows and counts change together and nobody waits in a circle. */
export async function lockBatch<Row extends object>(
  ask: Ask,
  workspace: string,
  id: string,
): Promise<Row | null> {
  const sql = 'select * from batches where workspace = $1 and id = $2 for update'
  return (await ask<Row>(sql, [workspace, id]))[0] ?? null
}

/** Keeps the counts true. Call it in the transaction that has changed the rows. */
export async function recount(ask: Ask, batch: string, moved: readonly Moved[]): Promise<void> {
  const deltas = new Map<string, { state: string; code: string; delta: number }>()
  const add = (state: string, code: string, delta: number): void => {
    const key = `${state} ${code}`
    deltas.set(key, { state, code, delta: (deltas.get(key)?.delta ?? 0) + delta })
  }
  for (const { was_state, was_code, state, code } of moved) {
    add(was_state, was_code, -1)
    add(state, code, 1)
  }
  await addToCounts(
    ask,
    batch,
    [...deltas.values()].filter(({ delta }) => delta !== 0),
  )
}

/** Adds to the counts of classes, or takes from them. */
export async function addToCounts(
  ask: Ask,
  batch: string,
  deltas: readonly { readonly state: string; readonly code: string; readonly delta: number }[],
): Promise<void> {
  if (deltas.length === 0) return
  await ask(
    `insert into batch_counts as known (batch, state, code, count)
     select $1, state, code, delta from jsonb_to_recordset($2::jsonb) as given(state text, code text, delta bigint)
     on conflict (batch, state, code) do update set count = known.count + excluded.count`,
    [batch, json(deltas)],
  )
}

/** How many rows of the batch are in this state. */
export async function countOf(ask: Ask, batch: string, state: RowState): Promise<number> {
  const sql = 'select coalesce(sum(count), 0) as count from batch_counts where batch = $1 and state = $2'
  const [row] = await ask<{ count: string }>(sql, [batch, state])
  return Number(row?.count ?? 0)
}

/** Remembers for the rate that so many rows came to rest. */
export async function tickUp(ask: Ask, batch: string, done: number, now: Date): Promise<void> {
  if (done === 0) return
  await ask(
    `insert into batch_ticks as known (batch, tick, done) values ($1, $2, $3)
     on conflict (batch, tick) do update set done = known.done + excluded.done`,
    [batch, tickOf(now), done],
  )
}

/** Ends a running batch of which nothing is open any more. @returns its state after that. */
export async function finished(ask: Ask, batch: BatchRow, now: Date): Promise<BatchRow['state']> {
  if (batch.state !== 'running') return batch.state
  const [row] = await ask<{ state: BatchRow['state'] }>(
    `update batches set state = 'done', finished_at = $2 where seq = $1 and not exists (
       select 1 from batch_counts where batch = $1 and state in ('waiting', 'watching') and count > 0) returning state`,
    [batch.seq, now],
  )
  return row?.state ?? batch.state
}
