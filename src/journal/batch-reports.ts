import type { BatchProgress, Batches } from './batch.ts'
import { finished, lockBatch, recount, tickOf, tickUp, type Moved } from './batch-counts.ts'
import {
  progressOf,
  reportedOf,
  type BatchRow,
  type ProgressRow,
  type ReportedRowRow,
} from './batch-table.ts'
import { countUndelivered } from './batch-undelivered.ts'
import { newestTry, operationOfRow } from './batch-tries.ts'
import type { Database } from './database.ts'

// A minute, and the ten seconds that are not over yet.
const RECENT_TICKS = 6

const WITH_NUMBERS = `select b.*,
  (select jsonb_agg(jsonb_build_object('state', state, 'code', code, 'count', count) order by state, count desc, code)
     from batch_counts where batch = b.seq and count > 0) as classes,
  (select jsonb_agg(jsonb_build_object('tick', tick, 'done', done) order by tick)
     from batch_ticks where batch = b.seq and tick >= $2) as recent
  from batches b where b.workspace = $1`

// What a person let be sent again has become what its newest try became.
const CLEARED = `update batch_rows r set state = o.state, code = coalesce(o.failure->>'code', o.reasons->0->>'code', ''),
    reason = case when o.state <> 'sent' then jsonb_build_object('code', coalesce(o.failure->>'code', o.reasons->0->>'code', '')) end,
    changed_at = o.changed_at
  from batch_rows was
  join operations o on o.workspace = $2 and o.id = ${newestTry('$2', operationOfRow('was', '$3'))}
  where r.batch = $1 and r.state = 'unknown' and was.batch = $1 and was.state = 'unknown' and was.n = r.n
    and o.state in ('sent', 'failed', 'refused', 'skipped')
  returning was.state as was_state, was.code as was_code, r.state, r.code`

// Exits that say more than "sent" are its codes, as for rows that were settled at once.
const ENDED_WATCH = `update batch_rows r set changed_at = i.changed_at,
    state = case when i.exit in ('delivered', 'read', 'answered', 'silence') then 'sent' else i.exit end,
    code = coalesce(i.answer #>> '{reason,code}', case when i.exit = 'sent' then '' else i.exit end),
    reason = case when i.answer #>> '{reason,code}' is not null then i.answer->'reason'
      when i.exit = 'sent' then null else jsonb_build_object('code', i.exit) end
  from initiatives i, batch_rows was
  where r.batch = $1 and r.state = 'watching' and was.batch = r.batch and was.n = r.n and i.workspace = $2
    and i.id = ${operationOfRow('r', '$3')} and i.state = 'ended'
  returning was.state as was_state, was.code as was_code, r.state, r.code`

/** What people and programs read of batches. */
export function batchReports(
  { ask, transaction }: Database,
  workspace: string,
): Pick<Batches, 'progress' | 'list' | 'rows'> {
  const undeliveredOf = countUndelivered(ask, workspace)

  /** What was open may have been cleared up since: by the host, by recovery, by a person, or by the outcome that was waited for. */
  async function clearUp(id: string, now: Date): Promise<void> {
    await transaction(async (within) => {
      const batch = await lockBatch<BatchRow>(within, workspace, id)
      if (!batch) return
      const moved = [
        ...(await within<Moved>(ENDED_WATCH, [batch.seq, workspace, id])),
        ...(await within<Moved>(CLEARED, [batch.seq, workspace, id])),
      ]
      if (moved.length === 0) return
      await recount(within, batch.seq, moved)
      await tickUp(within, batch.seq, moved.filter((row) => row.was_state === 'watching').length, now)
      await finished(within, batch, now)
    })
  }

  /** With what the host has said since of messages that had left. */
  async function numbered(rows: readonly ProgressRow[]): Promise<readonly BatchProgress[]> {
    const sent = rows.filter(({ classes }) => classes?.some(({ state }) => state === 'sent'))
    const undelivered = await undeliveredOf(sent)
    return rows.map((row) => progressOf(row, undelivered.get(row.seq) ?? 0))
  }

  /** Batches with people whose outcome is open; one of them, or all. */
  async function doubtful(id: string | null): Promise<readonly string[]> {
    const rows = await ask<{ id: string }>(
      `select distinct b.id from batch_counts c join batches b on b.seq = c.batch
       where b.workspace = $1 and ($2::text is null or b.id = $2) and c.state in ('unknown', 'watching') and c.count > 0`,
      [workspace, id],
    )
    return rows.map((row) => row.id)
  }

  return {
    async progress(id, now) {
      for (const open of await doubtful(id)) await clearUp(open, now)
      const [row] = await ask<ProgressRow>(`${WITH_NUMBERS} and b.id = $3`, [
        workspace,
        tickOf(now) - RECENT_TICKS,
        id,
      ])
      return row ? ((await numbered([row]))[0] ?? null) : null
    },

    async list(before, limit, now) {
      for (const open of await doubtful(null)) await clearUp(open, now)
      const rows = await ask<ProgressRow>(
        `${WITH_NUMBERS} and ($3::bigint is null or b.seq < $3) order by b.seq desc limit $4`,
        [workspace, tickOf(now) - RECENT_TICKS, before, limit + 1],
      )
      const shown = rows.slice(0, limit)
      return {
        items: await numbered(shown),
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
