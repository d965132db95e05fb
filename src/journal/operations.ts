import { mayBecome, OPERATION_STATES } from '../domain/operation.ts'
import { json, type Ask, type Database } from './database.ts'
import { LeaseLost, type Operations, type OwnMessage } from './journal.ts'
import type { Change } from './operation.ts'
import { operationOf, stepOf, type OperationRow, type StepRow } from './operation-rows.ts'
import { testify } from './testimony.ts'

/** Operations of one workspace. Every statement may be run twice with the same outcome, since an answer can be lost here too. */
export function operations({ ask, transaction }: Database, workspace: string): Operations {
  const one = async (sql: string, parameters: readonly unknown[]) => {
    const [row] = await ask<OperationRow>(sql, [workspace, ...parameters])
    return row ? operationOf(row) : null
  }
  const get = (id: string) => one('select * from operations where workspace = $1 and id = $2', [id])

  return {
    get,

    async plan({ id, fingerprint, intent, contactId }, lease, now) {
      await ask(
        `with planned as (
           insert into operations (workspace, id, intent, fingerprint, state, contact_id, created_at, changed_at, owner, due_at)
           values ($1, $2, $3, $4, 'planned', $5, $6, $6, $7, $8) on conflict do nothing returning 1)
         insert into operation_steps (workspace, operation_id, name, began_at) select $1, $2, 'check', $6 from planned`,
        [workspace, id, json(intent), fingerprint, contactId, now, lease.owner, lease.until],
      )
      const operation = await get(id)
      if (!operation) throw new Error('An operation that was just planned is not there.')
      return { ours: operation.owner === lease.owner, operation }
    },

    async steps(id) {
      const sql = 'select * from operation_steps where workspace = $1 and operation_id = $2 order by n'
      return (await ask<StepRow>(sql, [workspace, id])).map(stepOf)
    },

    async change(id, lease, change, now) {
      const row = change.announce
        ? await transaction((within) => apply(within, workspace, id, lease.owner, change, now))
        : await apply(ask, workspace, id, lease.owner, change, now)
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
        `with taken as (
           update operations set owner = $3, due_at = $4, routing = 'pending', failure = null, changed_at = $5
           where workspace = $1 and id = $2 and state = 'sent' and routing = 'failed' and due_at is null returning *),
         begun as (
           insert into operation_steps (workspace, operation_id, name, began_at)
           select $1, $2, $6, $5 from taken on conflict do nothing)
         select * from taken`,
        [id, lease.owner, lease.until, now, step],
      ),

    async takeDue(lease, now, limit) {
      const rows = await ask<OperationRow>(
        `update operations set owner = $2, due_at = $3 where (workspace, id) in (
           select workspace, id from operations where workspace = $1 and due_at <= $4
           order by due_at limit $5 for update skip locked) returning *`,
        [workspace, lease.owner, lease.until, now, limit],
      )
      return rows.map(operationOf)
    },

    async troubled(contactId, since) {
      const rows = await ask<OperationRow>(
        `select * from operations o where workspace = $1 and contact_id = $2 and created_at >= $3
           and (state in ('planned', 'sending', 'unknown', 'failed')
             or (state = 'sent' and routing = 'failed' and intent->>'kind' = 'start'))
           and not (state = 'failed' and exists (select 1 from operations later where later.workspace = $1
             and later.contact_id = $2 and later.state = 'sent' and later.created_at > o.created_at
             and later.account is not distinct from o.account))
         order by created_at desc limit 20`,
        [workspace, contactId, since],
      )
      return rows.map(operationOf)
    },

    async underWay(account, since) {
      const rows = await ask<OperationRow>(
        `select * from operations where workspace = $1 and account = $2 and state in ('sending', 'unknown') and sent_at >= $3`,
        [workspace, account, since],
      )
      return rows.map(operationOf)
    },

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

/** R-MARK-1: a reply has no mark. */
const MARK = { start: 'outgoing', reply: null, step: 'automatic' } as const

function ownMessage({ id, intent }: OperationRow): OwnMessage {
  return { operationId: id, mark: MARK[intent.kind], operatorId: intent.operatorId }
}

const COLUMNS = {
  state: 'state',
  contactId: 'contact_id',
  account: 'account',
  request: 'request',
  receipt: 'receipt',
  sessionId: 'session_id',
  messageId: 'message_id',
  reasons: 'reasons',
  failure: 'failure',
  routing: 'routing',
  attempts: 'attempts',
  looks: 'looks',
  sentAt: 'sent_at',
  dueAt: 'due_at',
} as const
const JSON_COLUMNS: ReadonlySet<string> = new Set(['request', 'receipt', 'reasons', 'failure'])

async function apply(
  ask: Ask,
  workspace: string,
  id: string,
  owner: string,
  change: Change,
  now: Date,
): Promise<OperationRow | null> {
  const parameters: unknown[] = [workspace, id, owner, now, from(change)]
  // Whoever commits `sending` is the one to give it to the host: see `testify`.
  const sets = ['changed_at = $4', ...(change.state === 'sending' ? ['sent_by = $3'] : [])]
  for (const [name, column] of Object.entries(COLUMNS)) {
    const value = change[name as keyof typeof COLUMNS]
    if (value === undefined) continue
    parameters.push(JSON_COLUMNS.has(column) ? json(value) : value)
    sets.push(`${column} = $${parameters.length}`)
  }
  parameters.push(change.ended?.outcome ?? null, change.begins ?? null)
  const outcome = `$${parameters.length - 1}::text`
  const begins = `$${parameters.length}::text`
  const [row] = await ask<OperationRow>(
    `with changed as (
       update operations set ${sets.join(', ')}
       where workspace = $1 and id = $2 and owner = $3 and state = any($5) returning *),
     ended as (
       update operation_steps set ended_at = $4, outcome = ${outcome}
       where workspace = $1 and operation_id = $2 and ended_at is null and ${outcome} is not null
         and not (began_at = $4 and name is not distinct from ${begins})
         and exists (select 1 from changed)),
     begun as (
       insert into operation_steps (workspace, operation_id, name, began_at)
       select $1, $2, ${begins}, $4 from changed where ${begins} is not null on conflict do nothing)
     select * from changed`,
    parameters,
  )
  if (row && change.announce)
    await ask(`select append_event($1, $2, $3, $4)`, [
      workspace,
      row.contact_id,
      row.intent.operatorId,
      json({ kind: 'operation', operationId: id }),
    ])
  return row ?? null
}

/** States from which the change is a step forward, or the same change made once more. */
function from({ state }: Change): readonly string[] {
  if (state === undefined) return OPERATION_STATES
  return OPERATION_STATES.filter((known) => known === state || mayBecome(known, state))
}
