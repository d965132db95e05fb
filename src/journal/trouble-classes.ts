import type { TroubleState, UnsentState } from '../domain/operation.ts'
import type { Ask } from './database.ts'
import type { FailureClass } from './trouble.ts'

/** The reason of an operation `o` that did not leave. */
export const CODE = `coalesce(case o.state when 'failed' then o.failure->>'code' else o.reasons->0->>'code' end, '')`

/** Is `o` no message of a row of a batch? One that a person has sent again (`…!2`) goes its own way. As in `UNSENT`, for its indexes. */
const OF_NO_BATCH = `(not o.intent ? 'batchId' or o.repeats is not null)`

/** What was sent again for a row that nobody knew of counts as that row, in its batch; for one that had been sent, by itself. */
const NOT_FOR_ROW = `(not o.intent ? 'batchId' or exists (select 1 from operations first
  where first.workspace = o.workspace and first.id = regexp_replace(o.id, '!\\d+$', '') and first.state = 'sent'))`

/**
 * Is `o` a message that did not leave and was not sent again? Rows of a batch are counted with their batch. Of a step with several messages only the last one counts, once the step has ended in vain.
 */
export const SINGLE = `o.state in ('failed', 'refused') and o.judged is null and o.due_at is null and o.intent->>'kind' <> 'deed'
  and ${OF_NO_BATCH} and ${NOT_FOR_ROW}
  and (not o.intent ? 'initiative' or exists (select 1 from initiatives i
    where i.workspace = o.workspace and i.id = o.intent->>'initiative' and i.state = 'ended' and i.exit in ('failed', 'refused')
      and i.cancelled is null
      and regexp_replace(i.hops[cardinality(i.hops)], '!\\d+$', '') = regexp_replace(o.id, '!\\d+$', '')))`

/**
 * A message `o` of workspace $1 of which the host said later that it was not delivered (`late`), and that was not sent again; those of
 * batches too, each by itself, where their row counts as sent. Of a step with several messages only the last one counts, where the step has ended without success.
 */
export const LATE = `undelivered late join operations o on o.workspace = late.workspace and o.id = late.id
  where late.workspace = $1 and o.judged is null and o.due_at is null and o.intent->>'kind' <> 'deed'
  and (not o.intent ? 'initiative' or exists (select 1 from initiatives i
    where i.workspace = o.workspace and i.id = o.intent->>'initiative' and i.state = 'ended'
      and i.exit not in ('delivered', 'read', 'answered') and i.cancelled is null
      and (${OF_NO_BATCH} or i.exit in ('sent', 'silence'))
      and regexp_replace(i.hops[cardinality(i.hops)], '!\\d+$', '') = regexp_replace(o.id, '!\\d+$', '')))`

/** An operator sees a message of theirs that did not leave, and decides what to do; a process has gone on. */
export const RETRYABLE = `o.intent->>'kind' = 'step'`

/** The line on which `o` was to leave. */
export const LINE = `coalesce(o.request->'line'->>'id', o.intent->>'lineId', '')`

/** People of batches who got nothing, by reason: of workspace $1, since $2. */
const LISTED = `batches b join batch_counts c on c.batch = b.seq
  where b.workspace = $1 and b.created_at >= $2 and b.state not in ('receiving', 'rejected')
    and not (b.plan->>'dryRun')::boolean and c.state in ('failed', 'refused') and c.count > 0`

/** How many these are. */
export const LISTED_COUNT = `(select coalesce(sum(c.count), 0) from ${LISTED})`

interface ClassRow {
  readonly state: TroubleState
  readonly code: string
  readonly count: string
  readonly retryable: string
  readonly newest_at: Date | null
}

/** Classes of what did not leave since then, the largest first: single messages, and people of batches. */
export async function failureClasses(
  ask: Ask,
  workspace: string,
  since: Date,
): Promise<readonly FailureClass[]> {
  const single = await ask<ClassRow>(
    `select o.state, ${CODE} as code, count(*) as count, count(*) filter (where ${RETRYABLE}) as retryable,
       max(o.created_at) as newest_at
     from operations o where o.workspace = $1 and ${SINGLE} and o.created_at >= $2 group by 1, 2`,
    [workspace, since],
  )
  const late = await ask<ClassRow>(
    `select 'undelivered' as state, late.code, count(*) as count, count(*) filter (where ${RETRYABLE}) as retryable,
       max(o.created_at) as newest_at
     from ${LATE} and o.created_at >= $2 group by 1, 2`,
    [workspace, since],
  )
  const listed = await ask<{
    state: UnsentState
    code: string
    batch_id: string
    name: string | null
    count: string
  }>(
    `select c.state, c.code, b.id as batch_id, b.plan->>'name' as name, c.count from ${LISTED} order by b.seq desc`,
    [workspace, since],
  )
  const classes = new Map<string, FailureClass>()
  for (const { state, code, count, retryable, newest_at: newestAt } of [...single, ...late])
    classes.set(`${state} ${code}`, {
      state,
      code,
      count: Number(count),
      retryable: Number(retryable),
      newestAt: newestAt?.toISOString() ?? null,
      batches: [],
    })
  for (const { state, code, batch_id: batchId, name, count } of listed) {
    const key = `${state} ${code}`
    const known = classes.get(key) ?? { state, code, count: 0, retryable: 0, newestAt: null, batches: [] }
    classes.set(key, { ...known, batches: [...known.batches, { batchId, name, count: Number(count) }] })
  }
  return [...classes.values()].toSorted((a, b) => sizeOf(b) - sizeOf(a))
}

function sizeOf({ count, batches }: FailureClass): number {
  return batches.reduce((sum, batch) => sum + batch.count, count)
}
