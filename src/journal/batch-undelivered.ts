import type { Ask } from './database.ts'

/** A day for a host whose clock is not ours. */
const CLOCK_ALLOWANCE = `interval '1 day'`

/**
 * Rows of the batches $2 (ids $3, the oldest begun at $4) that count as sent and whose newest message did not reach anybody: the host
 * said so later, or it was sent again and did not leave. What was told by our mark is found by the ids, which begin with that of the batch.
 */
const UNREACHED = `
  with listed as (select * from unnest($2::bigint[], $3::text[]) as given(seq, id)),
  doubtful as (
    select told.operation_id as id from listed cross join lateral (
      select operation_id from told where workspace = $1 and status = 'failed'
        and operation_id ~>=~ (listed.id || ':') and operation_id ~<~ (listed.id || ';') offset 0) told
    union
    select o.id from seen_messages seen
      join operations o on o.workspace = $1 and o.message_id = seen.id and o.session_id = seen.session_id
      where seen.workspace = $1 and seen.status = 'failed' and seen.at >= $4::timestamptz - ${CLOCK_ALLOWANCE}
    union
    select o.id from operations o where o.workspace = $1 and o.repeats is not null and o.intent->>'batchId' = any($3)
      and o.state in ('failed', 'refused'))
  select listed.seq, count(distinct r.n) as count from doubtful
  join operations o on o.workspace = $1 and o.id = doubtful.id
  join listed on listed.id = o.intent->>'batchId'
  join operations first on first.workspace = $1 and first.id = regexp_replace(o.id, '!\\d+$', '')
  left join initiatives i on i.workspace = $1 and i.id = first.intent->>'initiative'
  join batch_rows r on r.batch = listed.seq and r.state = 'sent'
    and r.n = substring(coalesce(i.id, first.id) from ':(\\d{1,9})(?:\\.\\d+)?$')::integer
  left join told on told.workspace = $1 and told.operation_id = o.id
  left join seen_messages seen on seen.workspace = $1 and seen.session_id = o.session_id and seen.id = o.message_id
  where o.judged is null and o.due_at is null
    and (o.state in ('failed', 'refused') or coalesce(told.status, '') not in ('delivered', 'read')
      and coalesce(seen.status, '') not in ('delivered', 'read'))
    -- Of a cascade the last message counts, where none before it was enough.
    and (i.id is null or (i.state = 'ended' and i.exit in ('sent', 'silence')
      and regexp_replace(i.hops[cardinality(i.hops)], '!\\d+$', '') = first.id))
  group by listed.seq`

/** How many people of each of these batches count as sent and were not reached after all, by the batch's number. */
export async function undeliveredOf(
  ask: Ask,
  workspace: string,
  batches: readonly { readonly seq: string; readonly id: string; readonly created_at: Date }[],
): Promise<ReadonlyMap<string, number>> {
  if (batches.length === 0) return new Map()
  const oldest = new Date(Math.min(...batches.map((batch) => batch.created_at.getTime())))
  const ids = [batches.map(({ seq }) => seq), batches.map(({ id }) => id)]
  const rows = await ask<{ seq: string; count: string }>(UNREACHED, [workspace, ...ids, oldest])
  return new Map(rows.map(({ seq, count }) => [seq, Number(count)]))
}
