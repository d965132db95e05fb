import type { Ask } from './database.ts'

/** A day for a host whose clock is not ours. */
const CLOCK_ALLOWANCE = `interval '1 day'`

/** The newest message of a row `o`; of one by which nobody was reached it is known by now. */
const FOUND = `o.id, o.repeats, o.intent->>'batchId' as batch_id, o.intent->>'initiative' as step`
const AT_REST = `o.judged is null and o.due_at is null`
const NOT_GOT = (status: string): string => `coalesce(${status}, '') not in ('delivered', 'read')`

/**
 * Rows of the batches $2 (ids $3, the oldest begun at $4) that count as sent and whose newest message did not reach anybody: the host
 * said so later, or it was sent again and did not leave. What was told by our mark is found by the ids, which begin with that of the batch.
 */
const UNREACHED = `
  with listed as (select * from unnest($2::bigint[], $3::text[]) as given(seq, id)),
  found as (
    select ${FOUND} from listed
      cross join lateral (select operation_id from told where workspace = $1 and status = 'failed'
        and operation_id ~>=~ (listed.id || ':') and operation_id ~<~ (listed.id || ';') offset 0) told
      join operations o on o.workspace = $1 and o.id = told.operation_id
      left join seen_messages seen on seen.workspace = $1 and seen.session_id = o.session_id and seen.id = o.message_id
      where o.state = 'sent' and ${AT_REST} and ${NOT_GOT('seen.status')}
    union
    select ${FOUND} from seen_messages seen
      join operations o on o.workspace = $1 and o.message_id = seen.id and o.session_id = seen.session_id
      left join told on told.workspace = $1 and told.operation_id = o.id
      where seen.workspace = $1 and seen.status = 'failed' and seen.at >= $4::timestamptz - ${CLOCK_ALLOWANCE}
        and o.state = 'sent' and ${AT_REST} and ${NOT_GOT('told.status')}
    union
    select ${FOUND} from operations o
      where o.workspace = $1 and o.repeats is not null and o.intent->>'batchId' = any($3)
        and o.state in ('failed', 'refused') and ${AT_REST})
  select listed.seq, count(*) as count from found
  join listed on listed.id = found.batch_id
  left join operations first on first.workspace = $1
    and first.id = case when found.repeats is not null then regexp_replace(found.id, '!\\d+$', '') end
  left join initiatives i on i.workspace = $1 and i.id = coalesce(found.step, first.intent->>'initiative')
  -- One that nobody knew of was sent again in its row's name: the row has not been sent.
  where (first.id is null or first.state = 'sent')
    -- Of a cascade the last message counts, where none before it was enough.
    and (i.id is null or (i.state = 'ended' and i.exit in ('sent', 'silence')
      and regexp_replace(i.hops[cardinality(i.hops)], '!\\d+$', '') = coalesce(first.id, found.id)))
  group by listed.seq`

/** What took long to count is not counted again before that many times as long: whoever looks on must not slow down the work. */
const SPARED = 20

/** What is counted of one batch. */
interface Listed {
  readonly seq: string
  readonly id: string
  readonly created_at: Date
}

/** Counts how many people of each of these batches count as sent and were not reached after all, by the batch's number. */
export function countUndelivered(
  ask: Ask,
  workspace: string,
): (batches: readonly Listed[]) => Promise<ReadonlyMap<string, number>> {
  const kept = new Map<string, { readonly count: number; readonly untilMs: number }>()
  return async (batches) => {
    const began = performance.now()
    const due = batches.filter(({ seq }) => (kept.get(seq)?.untilMs ?? 0) <= began)
    if (due.length > 0) {
      const oldest = new Date(Math.min(...due.map((batch) => batch.created_at.getTime())))
      const named = [due.map(({ seq }) => seq), due.map(({ id }) => id)]
      const rows = await ask<{ seq: string; count: string }>(UNREACHED, [workspace, ...named, oldest])
      const counts = new Map(rows.map(({ seq, count }) => [seq, Number(count)]))
      const tookMs = performance.now() - began
      for (const { seq } of due)
        kept.set(seq, { count: counts.get(seq) ?? 0, untilMs: performance.now() + tookMs * SPARED })
    }
    return new Map(batches.map(({ seq }) => [seq, kept.get(seq)?.count ?? 0]))
  }
}
