import type { Ask, Database } from './database.ts'
import { CODE, LATE, LINE, RETRYABLE, SINGLE } from './trouble-classes.ts'
import type { Troubles } from './trouble.ts'

/** How many are committed at once; others who change operations are not kept waiting for longer. */
const AT_ONCE = 500

/** `run-7!2` repeats `run-7`, and `run-7!3` repeats that one. */
const NEXT_ID = `case when o.repeats is not null and o.id ~ '^.+!\\d{1,8}$'
  then regexp_replace(o.id, '!\\d+$', '') || '!' || (substring(o.id from '!(\\d+)$')::integer + 1) else o.id || '!2' end`

/** What a repeated message is asked for: alone, and in no quiet hours where its call had to heed them (R-TIME-2). */
const NEXT_INTENT = `chosen.intent - 'initiative' || case when exists (select 1 from initiatives i
  where i.workspace = $1 and i.id = chosen.intent->>'initiative' and i.body->>'quietHours' is distinct from 'ignore')
  then '{"heedsHours": true}' else '{}'::jsonb end`

/** Those of class $2, $3. Of one that was not delivered another goes as a new message: the old one stays where it is at the host. */
const NOT_LEFT = `operations o where o.workspace = $1 and ${SINGLE} and o.state = $2 and ${CODE} = $3`
const NOT_DELIVERED = `${LATE} and $2 = 'undelivered' and late.code = $3`

/** @see Troubles.retry */
export async function retryFailed(
  { transaction }: Database,
  workspace: string,
  { state, code }: Parameters<Troubles['retry']>[0],
  since: Date,
  by: Parameters<Troubles['retry']>[2],
  now: Date,
  exceptLines: readonly string[],
): Promise<number> {
  for (let retried = 0; ;) {
    const count = await transaction(async (ask) => {
      // Due now in nobody's hands. What is left of the old one's step that waited has ended with it, so the new one goes alone.
      const rows = await ask(
        `with chosen as (
           select o.*, ${NEXT_ID} as next_id from ${state === 'undelivered' ? NOT_DELIVERED : NOT_LEFT}
             and ${RETRYABLE} and o.created_at >= $4 and ${LINE} <> all ($9::text[])
             and not exists (select 1 from operations taken where taken.workspace = $1 and taken.id = ${NEXT_ID})
             and not exists (select 1 from initiatives taken where taken.workspace = $1 and taken.id = ${NEXT_ID})
           order by o.created_at, o.id limit ${AT_ONCE} for update of o skip locked),
         next as (
           insert into operations
             (workspace, id, intent, fingerprint, state, contact_id, created_at, changed_at, owner, due_at, repeats, steps)
           select $1, next_id, ${NEXT_INTENT}, fingerprint, 'planned', contact_id, $5::timestamptz, $5, 'nobody', $5, id,
             steps_after('[]', $8, null, 'check')
           from chosen on conflict do nothing returning id, repeats)
         update operations o set changed_at = $5, steps = o.steps || jsonb_build_array(jsonb_build_object(
           'name', 'judge', 'beganAt', $8::text, 'endedAt', $8::text, 'outcome', 'send-again', 'by', $6::text)), judged = jsonb_build_object('verdict', 'send-again', 'by', $6::text,
           'operatorId', $7::text, 'at', $8::text, 'next', next.id)
         from next where o.workspace = $1 and o.id = next.repeats returning 1`,
        [workspace, state, code, since, now, by.name, by.operatorId, now.toISOString(), exceptLines],
      )
      return rows.length
    })
    retried += count
    if (count < AT_ONCE) return retried
  }
}

/** @see Troubles.retryableOn */
export async function retryableOn(
  ask: Ask,
  workspace: string,
  { state, code }: Parameters<Troubles['retry']>[0],
  since: Date,
  lines: readonly string[],
): Promise<number> {
  const [row] = await ask<{ readonly count: string }>(
    `select count(*) as count from ${state === 'undelivered' ? NOT_DELIVERED : NOT_LEFT}
       and ${RETRYABLE} and o.created_at >= $4 and ${LINE} = any ($5::text[])`,
    [workspace, state, code, since, lines],
  )
  return Number(row?.count)
}
