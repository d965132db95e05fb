import { restMs } from '../domain/batch.ts'
import { STRETCH, type Batches, type Stretch } from './batch.ts'
import { batchIntake, stretchesOf } from './batch-intake.ts'
import { batchReports } from './batch-reports.ts'
import { finished, lockBatch, recount, tickOf, type Moved } from './batch-counts.ts'
import { batchSettling } from './batch-settling.ts'
import { newestTry, operationOfRow } from './batch-tries.ts'
import { batchOf, type BatchRow } from './batch-table.ts'
import { BATCH_LOCK } from './schema-begun.ts'
import { othersWait, takeTurn } from './batch-turns.ts'
import type { Ask, Database } from './database.ts'
import type { PlanWakeUps } from './jobs.ts'

/** Gives stretches of a batch to the engine, in the transaction of the rows they belong to. `inMs`: not before. */
export type HandOver = (
  within: Ask,
  batchId: string,
  stretches: readonly Stretch[],
  inMs?: number,
) => Promise<void>

/**
 * A wake-up names a stretch by its number. A long list does not keep a short one waiting: stretches come in the order of their numbers,
 * counted from where the batch began among the others.
 */
export function handOver(plan: PlanWakeUps, workspace: string): HandOver {
  return async (within, id, stretches, inMs = 0) => {
    const sql = 'select turn from batches where workspace = $1 and id = $2'
    const turn = (await within<{ turn: number }>(sql, [workspace, id]))[0]?.turn ?? 0
    const wakeUps = stretches.map(({ from }) => {
      const number = (from - 1) / STRETCH
      return { workspace, id, version: number, inMs, priority: -(turn + number) }
    })
    return plan('batch', wakeUps, within)
  }
}

/** Batches of one workspace. */
export function batches(database: Database, plan: PlanWakeUps, workspace: string): Batches {
  const { ask, transaction } = database
  const hand = handOver(plan, workspace)
  return {
    ...batchIntake(database, workspace, hand),
    ...batchReports(database, workspace),
    ...batchSettling(database, workspace),

    async get(id) {
      const [row] = await ask<BatchRow>('select * from batches where workspace = $1 and id = $2', [
        workspace,
        id,
      ])
      return row ? batchOf(row) : null
    },

    async leavesOn(id, lines) {
      const [row] = await ask<{ readonly leaves: boolean }>(
        `select b.plan->'step'->>'line' = any ($3::text[])
           or exists (select 1 from jsonb_array_elements(coalesce(b.plan->'step'->'hops', '[]')) hop where hop->>'line' = any ($3::text[]))
           or exists (select 1 from batch_rows r where r.batch = b.seq and r.recipient->>'line' = any ($3::text[])) as leaves
         from batches b where b.workspace = $1 and b.id = $2`,
        [workspace, id, lines],
      )
      return row?.leaves ?? false
    },

    async waiting(id, { from, to }) {
      return ask(
        `select r.n, r.attempt, r.recipient from batch_rows r join batches b on b.seq = r.batch
         where b.workspace = $1 and b.id = $2 and r.n between $3 and $4 and r.state = 'waiting' order by r.n`,
        [workspace, id, from, to],
      )
    },

    move: (id, from, to, now) =>
      transaction(async (within) => {
        // Whoever begins with rows of it is waited for, and nobody begins with one once this is committed.
        if (to !== 'running') await holdRows(within, workspace, id)
        const batch = await lockBatch<BatchRow>(within, workspace, id)
        if (batch?.state !== from) return batch?.state === to
        await within(
          `update batches set state = $2, rest_until = null, rest_code = null, troubles = 0,
             finished_at = case when $2 = 'cancelled' then $3::timestamptz end where seq = $1`,
          [batch.seq, to, now],
        )
        // Of a cancelled batch, what is still waited for has to be called off.
        const open = to === 'running' ? 'waiting' : to === 'cancelled' ? 'watching' : null
        if (to === 'running') await takeTurn(within, batch.seq, now)
        if (open) await hand(within, id, await stretchesOf(within, batch.seq, open))
        if (to === 'running') await finished(within, { ...batch, state: to }, now)
        return true
      }),

    rest: (id, code, now) =>
      transaction(async (within) => {
        const batch = await lockBatch<BatchRow>(within, workspace, id)
        // Many messages are under way when the trouble begins; it is one trouble.
        if (!batch || (batch.rest_until && batch.rest_until > now)) return batch?.rest_until ?? now
        const until = new Date(now.getTime() + restMs(batch.troubles + 1))
        await within(
          'update batches set rest_until = $2, rest_code = $3, troubles = troubles + 1 where seq = $1',
          [batch.seq, until, code],
        )
        return until
      }),

    later: (id, stretch, inMs, now) =>
      transaction(async (within) => {
        // Others have gone on meanwhile.
        const rested = inMs > 0 ? await lockBatch<BatchRow>(within, workspace, id) : null
        if (rested) await takeTurn(within, rested.seq, now)
        await hand(within, id, [stretch], inMs)
      }),

    othersWait: (id, now) => othersWait(ask, workspace, id, now),

    retry: (id, { states, code }, now) =>
      transaction(async (within) => {
        const batch = await lockBatch<BatchRow>(within, workspace, id)
        if (!batch || batch.state === 'receiving' || batch.state === 'rejected') return 0
        const operation = operationOfRow('r', '$6')
        const moved = await within<Moved>(
          `update batch_rows r set state = 'waiting', code = '', reason = null, attempt = r.attempt + 1, changed_at = $4
           from batch_rows was where was.batch = r.batch and was.n = r.n and r.batch = $1 and r.state = any($2)
             and ($3::text is null or r.code = $3)
             -- What a person has sent again goes its own way, until that has provably not left either.
             and (not exists (select 1 from operations o where o.workspace = $5 and o.id = ${operation} || '!2')
               or exists (select 1 from operations o where o.workspace = $5 and o.id = ${newestTry('$5', operation)}
                 and o.state in ('failed', 'refused') and o.due_at is null))
           returning was.state as was_state, was.code as was_code, r.state, r.code`,
          [batch.seq, states, code, now, workspace, id],
        )
        if (moved.length === 0) return 0
        await recount(within, batch.seq, moved)
        const to = batch.state === 'paused' ? 'paused' : 'running'
        await within('update batches set state = $2, finished_at = null where seq = $1', [batch.seq, to])
        if (to === 'running') {
          if (batch.state !== 'running') await takeTurn(within, batch.seq, now)
          await hand(within, id, await stretchesOf(within, batch.seq))
        }
        return moved.length
      }),
  }
}

async function holdRows(within: Ask, workspace: string, id: string): Promise<void> {
  await within(`select pg_advisory_xact_lock(${BATCH_LOCK}, hashtext($1 || ' ' || $2))`, [workspace, id])
}

/** Wakes batches on which nobody has worked since `before` though they run: their wake-ups were dropped or lost. */
export async function wakeIdleBatches(
  { ask, transaction }: Database,
  plan: PlanWakeUps,
  before: Date,
): Promise<void> {
  const idle = await ask<{ workspace: string; id: string; seq: string }>(
    `select workspace, id, seq from batches b where state = 'running' and received_at < $1
       and coalesce(rest_until, received_at) < $1
       and exists (select 1 from batch_counts where batch = b.seq and state = 'waiting' and count > 0)
       and not exists (select 1 from batch_ticks where batch = b.seq and tick >= $2)`,
    [before, tickOf(before)],
  )
  for (const { workspace, id, seq } of idle)
    await transaction(async (within) => handOver(plan, workspace)(within, id, await stretchesOf(within, seq)))
}
