import type { Batches } from './batch.ts'
import { lockBatch, recount, tickOf, type Moved } from './batch-counts.ts'
import {
  progressOf,
  reportedOf,
  type BatchRow,
  type ProgressRow,
  type ReportedRowRow,
} from './batch-table.ts'
import type { Database } from './database.ts'

// A minute, and the ten seconds that are not over yet.
const RECENT_TICKS = 6

const WITH_NUMBERS = `select b.*,
  (select jsonb_agg(jsonb_build_object('state', state, 'code', code, 'count', count) order by state, count desc, code)
     from batch_counts where batch = b.seq and count > 0) as classes,
  (select jsonb_agg(jsonb_build_object('tick', tick, 'done', done) order by tick)
     from batch_ticks where batch = b.seq and tick >= $2) as recent
  from batches b where b.workspace = $1`

/** What people and programs read of batches. */
export function batchReports(
  { ask, transaction }: Database,
  workspace: string,
): Pick<Batches, 'progress' | 'list' | 'rows'> {
  /** An operation whose outcome nobody knew may have been cleared up since, by recovery or by a person. */
  async function clearUp(id: string): Promise<void> {
    const [doubtful] = await ask(
      `select 1 from batch_counts c join batches b on b.seq = c.batch
       where b.workspace = $1 and b.id = $2 and c.state = 'unknown' and c.count > 0 limit 1`,
      [workspace, id],
    )
    if (!doubtful) return
    await transaction(async (within) => {
      const batch = await lockBatch<BatchRow>(within, workspace, id)
      if (!batch) return
      const moved = await within<Moved>(
        `update batch_rows r set state = o.state, code = coalesce(o.failure->>'code', ''),
           reason = case when o.failure is null then null else jsonb_build_object('code', o.failure->>'code') end,
           changed_at = o.changed_at
         from operations o, batch_rows was
         where r.batch = $1 and r.state = 'unknown' and was.batch = r.batch and was.n = r.n and o.workspace = $2
           and o.id = $3 || ':' || r.n || case when r.attempt > 1 then '.' || r.attempt else '' end
           and o.state in ('sent', 'failed')
         returning was.state as was_state, was.code as was_code, r.state, r.code`,
        [batch.seq, workspace, id],
      )
      await recount(within, batch.seq, moved)
    })
  }

  return {
    async progress(id, now) {
      await clearUp(id)
      const [row] = await ask<ProgressRow>(`${WITH_NUMBERS} and b.id = $3`, [
        workspace,
        tickOf(now) - RECENT_TICKS,
        id,
      ])
      return row ? progressOf(row) : null
    },

    async list(before, limit, now) {
      const rows = await ask<ProgressRow>(
        `${WITH_NUMBERS} and ($3::bigint is null or b.seq < $3) order by b.seq desc limit $4`,
        [workspace, tickOf(now) - RECENT_TICKS, before, limit + 1],
      )
      const shown = rows.slice(0, limit)
      return {
        items: shown.map(progressOf),
        next: rows.length > limit ? (shown.at(-1)?.seq ?? null) : null,
      }
    },

    async rows(id, states, code, after, limit) {
      const rows = await ask<ReportedRowRow>(
        `select r.n, r.line, r.attempt, r.recipient, r.state, r.reason, r.changed_at
         from batch_rows r join batches b on b.seq = r.batch
         where b.workspace = $1 and b.id = $2 and r.n > $3 and ($4::text[] is null or r.state = any($4))
           and ($5::text is null or r.code = $5) order by r.n limit $6`,
        [workspace, id, after, states, code, limit],
      )
      return rows.map(reportedOf)
    },
  }
}
