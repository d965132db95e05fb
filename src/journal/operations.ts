import { json, storableText, type Database } from './database.ts'
import type { PlanWakeUps } from './jobs.ts'
import { BatchStands, LeaseLost, type Operations } from './journal.ts'
import { apply, applyWith, EACH_BY_KEY, rowsOf, type Changing } from './operation-change.ts'
import { insert, type Planning } from './operation-plan.ts'
import {
  changedFrom,
  operationOf,
  ownMessage,
  plannedAs,
  stepOf,
  type OperationRow,
  type StepRow,
} from './operation-rows.ts'
import type { Change, Operation } from './operation.ts'
import { takeMessage } from './take-message.ts'
import { testify } from './testimony.ts'
import { together } from './together.ts'
import { troubledOperations } from './troubled.ts'

// Longer than any host's clock differs from ours, or keeps a message back.
const TWIN_WITHIN = '1 hour'

/**
 * Operations of one workspace. Every statement may be run twice with the same outcome, since an answer can be lost here too. What many
 * steps at once ask and change is asked and committed together.
 */
export function operations(database: Database, plan: PlanWakeUps, workspace: string): Operations {
  const { ask, transaction } = database
  const one = async (sql: string, parameters: readonly unknown[]) => {
    const [row] = await ask<OperationRow>(sql, [workspace, ...parameters])
    return row ? operationOf(row) : null
  }
  const several = async (ids: readonly string[]) => {
    const rows = await rowsOf(ask, workspace, ids)
    return new Map([...rows].map(([id, row]) => [id, operationOf(row)]))
  }
  const get = together(async (ids: readonly string[]) => {
    const found = await several(ids)
    return ids.map((id) => found.get(storableText(id)) ?? null)
  })
  const underWay = together(async (asked: readonly { account: string; since: Date }[]) => {
    const since = new Date(Math.min(...asked.map((one) => one.since.getTime())))
    const rows = await ask<OperationRow>(
      `select o.* from unnest($2::text[]) as asked(account)
       cross join lateral (select * from operations where workspace = $1 and account = asked.account
         and state in ('sending', 'unknown') and sent_at >= $3 ${EACH_BY_KEY}) o`,
      [workspace, [...new Set(asked.map(({ account }) => account))], since],
    )
    return asked.map((one) =>
      rows
        .filter(
          ({ account, sent_at: at }) =>
            account === storableText(one.account) && at !== null && at >= one.since,
        )
        .map(operationOf),
    )
  })
  const insertAll = together((plannings: readonly Planning[]) => insert(ask, workspace, plannings), {
    keyOf: ({ planned }) => storableText(planned.id),
  })
  const applyAll = (changes: readonly Changing[]) => apply(ask, workspace, changes)
  const applyQuietly = together(applyAll, { keyOf })
  // Apart, since these may wait for whoever else adds events.
  const applyAloud = together(applyAll, { keyOf })
  const applyAllWith = together(
    (changes: readonly Changing[]) => transaction((within) => applyWith(within, plan, workspace, changes)),
    { keyOf },
  )

  return {
    get,
    several,
    underWay: (account, since) => underWay({ account, since }),

    async plan(planned, lease, now, first) {
      const planning = { planned, repeats: null, lease, now, first }
      const outcome = await insertAll(planning)
      if (outcome === 'planned') return { ours: true, operation: plannedAs(planning) }
      // Known, or ours by a first try whose answer was lost.
      const operation = await get(planned.id)
      if (!operation && outcome === 'stands') throw new BatchStands(planned.rowOf ?? '')
      return operation && { ours: operation.owner === lease.owner, operation }
    },

    async steps(id) {
      const sql = 'select steps from operations where workspace = $1 and id = $2'
      const [row] = await ask<{ steps: readonly StepRow[] }>(sql, [workspace, id])
      return row?.steps.map(stepOf) ?? []
    },

    async change(id, { owner }, change, now, known) {
      const changing = { id, owner, change, now }
      if (known && !bringsMore(known, change)) {
        if (!(await (change.announce ? applyAloud : applyQuietly)(changing))) throw new LeaseLost(id)
        return changedFrom(known, change, now)
      }
      const row = await applyAllWith(changing)
      if (!row) throw new LeaseLost(id)
      return operationOf(row)
    },

    testify: (id, attempt, testimony, now) => testify(transaction, workspace, id, attempt, testimony, now),

    async renew(id, lease) {
      const sql = `update operations set due_at = $4 where workspace = $1 and id = $2 and owner = $3 and due_at is not null returning 1`
      return (await ask(sql, [workspace, id, lease.owner, lease.until])).length > 0
    },

    take: (id, lease, now) =>
      one(
        `update operations set owner = $3, due_at = $4 where workspace = $1 and id = $2 and due_at <= $5 returning *`,
        [id, lease.owner, lease.until, now],
      ),

    retake: (id, lease, step, now) =>
      one(
        `update operations set owner = $3, due_at = $4, routing = 'pending', failure = null, changed_at = $5,
           steps = steps_after(steps, $7, null, $6)
         where workspace = $1 and id = $2 and state = 'sent' and routing = 'failed' and due_at is null returning *`,
        [id, lease.owner, lease.until, now, step, now.toISOString()],
      ),

    takeUnknown: (id, lease, by, now) =>
      one(
        `update operations set owner = $3, due_at = $4, changed_at = $5,
           steps = jsonb_set(steps_after(steps, $6, 'taken-over', 'judge'), '{-1,by}', to_jsonb($7::text))
         where workspace = $1 and id = $2 and state = 'unknown' and judged is null returning *`,
        [id, lease.owner, lease.until, now, now.toISOString(), by],
      ),

    callOff: (id, owner, now) =>
      one(
        `update operations set state = 'skipped', failure = $5, owner = $3, due_at = null, changed_at = $4,
           steps = steps_after(steps, $6, 'cancelled', null)
         where workspace = $1 and id = $2 and (state = 'planned' or (state = 'skipped' and owner = $3)) returning *`,
        [id, owner, now, json({ code: 'cancelled', hostText: null }), now.toISOString()],
      ),

    async plannedFor(whose) {
      const [where, ...values] =
        'contactId' in whose
          ? ['contact_id = $2', whose.contactId]
          : [
              `intent->'aim'->'record' = jsonb_build_object('type', $2::text, 'id', $3::text)`,
              whose.record.type,
              whose.record.id,
            ]
      const rows = await ask<{ id: string }>(
        `select id from operations where workspace = $1 and due_at is not null and state = 'planned'
           and intent->>'kind' = 'step' and intent->>'initiative' is null and ${where} order by created_at`,
        [workspace, ...values],
      )
      return rows.map(({ id }) => id)
    },

    async takeDue(lease, now, limit) {
      const rows = await ask<OperationRow>(
        `update operations set owner = $2, due_at = $3 where (workspace, id) in (
           select workspace, id from operations where workspace = $1 and due_at <= $4
           order by due_at limit $5 for update skip locked) returning *`,
        [workspace, lease.owner, lease.until, now, limit],
      )
      return rows.map(operationOf)
    },

    ...troubledOperations(database, workspace),

    async hasTwin(id) {
      const twins = await ask(
        `select 1 from operations own join operations twin on twin.workspace = own.workspace and twin.id <> own.id
         where own.workspace = $1 and own.id = $2 and twin.contact_id = own.contact_id and twin.message_id is null
           and twin.created_at between own.created_at - $3::interval and own.created_at + $3::interval
           and twin.state in ('sending', 'sent', 'unknown', 'failed') and twin.request->>'text' = own.request->>'text'
         limit 1`,
        [workspace, id, TWIN_WITHIN],
      )
      return twins.length > 0
    },

    takeMessage: (id, messageIds) => takeMessage(ask, workspace, id, messageIds),

    async ofMessages(messageIds) {
      if (messageIds.length === 0) return new Map()
      const rows = await ask<OperationRow>(
        'select * from operations where workspace = $1 and message_id = any($2)',
        [workspace, messageIds],
      )
      return new Map(rows.map((row) => [row.message_id ?? '', ownMessage(row)]))
    },
  }
}

/** Does more than the operation change with it: another one, whoever waits for it, or why it failed? */
function bringsMore({ intent }: Operation, { announce, repeatAs, state }: Change): boolean {
  return (
    repeatAs !== undefined || state === 'failed' || (announce === true && intent.initiative !== undefined)
  )
}

/** No operation is changed twice in one statement. */
const keyOf = ({ id }: Changing): string => storableText(id)
