import { mayBecome, OPERATION_STATES } from '../domain/operation.ts'
import { json, type Ask } from './database.ts'
import { wakeInitiatives } from './initiatives.ts'
import type { PlanWakeUps } from './jobs.ts'
import type { Change, Lease, PlannedOperation } from './operation.ts'
import type { OperationRow } from './operation-rows.ts'
import { nameReason } from './told.ts'

/** The intention with its first step; `null` when the id is known. */
export async function insert(
  ask: Ask,
  workspace: string,
  { id, fingerprint, intent, contactId }: PlannedOperation,
  repeats: string | null,
  lease: Lease,
  now: Date,
): Promise<OperationRow | null> {
  const [row] = await ask<OperationRow>(
    `with planned as (
       insert into operations
         (workspace, id, intent, fingerprint, state, contact_id, created_at, changed_at, owner, due_at, repeats)
       select $1, $2, $3, $4, 'planned', $5, $6::timestamptz, $6, $7, $8::timestamptz, $9
       -- One space of ids: an initiative that has this one has it for the same body.
       where not exists (select 1 from initiatives where workspace = $1 and id = $2 and fingerprint <> $4)
       on conflict do nothing returning *),
     begun as (
       insert into operation_steps (workspace, operation_id, name, began_at) select $1, $2, 'check', $6 from planned)
     select * from planned`,
    [workspace, id, json(intent), fingerprint, contactId, now, lease.owner, lease.until, repeats],
  )
  return row ?? null
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
  judged: 'judged',
  dueAt: 'due_at',
} as const
const JSON_COLUMNS: ReadonlySet<string> = new Set(['request', 'receipt', 'reasons', 'failure', 'judged'])

/** The change with its steps and its event; `null` when another owner has it or it is no step forward. */
export async function apply(
  ask: Ask,
  plan: PlanWakeUps,
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
  if (row && change.repeatAs) {
    const { planned, lease } = change.repeatAs
    await insert(ask, workspace, planned, id, lease, now)
  }
  if (row && change.announce)
    await ask(`select append_event($1, $2, $3, $4)`, [
      workspace,
      row.contact_id,
      row.intent.operatorId,
      json({ kind: 'operation', operationId: id }),
    ])
  // Whoever called the step waits for this.
  if (row?.intent.initiative !== undefined && change.announce)
    await wakeInitiatives(ask, plan, workspace, { initiativeId: row.intent.initiative })
  const named = row?.state === 'failed' ? await nameReason(ask, workspace, id) : null
  return named ?? row ?? null
}

/** States from which the change is a step forward, or the same change made once more. */
function from({ state }: Change): readonly string[] {
  if (state === undefined) return OPERATION_STATES
  return OPERATION_STATES.filter((known) => known === state || mayBecome(known, state))
}
