import { mayBecome, OPERATION_STATES } from '../domain/operation.ts'
import { json, storableText, type Ask } from './database.ts'
import { appendEvents } from './events.ts'
import { wakeInitiatives } from './initiatives.ts'
import type { PlanWakeUps } from './jobs.ts'
import type { Change, Lease, PlannedOperation } from './operation.ts'
import type { OperationRow } from './operation-rows.ts'
import { nameReason } from './told.ts'

/** An intention that somebody wants to carry out. */
export interface Planning {
  readonly planned: PlannedOperation
  /** The operation that a person let be sent again as this one. */
  readonly repeats: string | null
  readonly lease: Lease
  readonly now: Date
}

/** The intentions with their first steps; `null` for each whose id is known. */
export async function insert(
  ask: Ask,
  workspace: string,
  plannings: readonly Planning[],
): Promise<(OperationRow | null)[]> {
  const given = plannings.map(({ planned: { contactId, ...planned }, repeats, lease, now }) => ({
    ...planned,
    contact_id: contactId,
    owner: lease.owner,
    until: lease.until,
    at: now,
    repeats,
  }))
  const rows = await ask<OperationRow>(
    `with planned as (
       insert into operations
         (workspace, id, intent, fingerprint, state, contact_id, created_at, changed_at, owner, due_at, repeats)
       select $1, id, intent, fingerprint, 'planned', contact_id, at, at, owner, until, repeats
       from jsonb_to_recordset($2::jsonb) as asked(id text, intent jsonb, fingerprint text, contact_id text, owner text,
         until timestamptz, at timestamptz, repeats text)
       -- One space of ids: an initiative that has this one has it for the same body.
       where not exists (select 1 from initiatives known
         where known.workspace = $1 and known.id = asked.id and known.fingerprint <> asked.fingerprint)
       -- So that two who plan the same never wait for each other in a circle.
       order by id
       on conflict do nothing returning *),
     begun as (
       insert into operation_steps (workspace, operation_id, name, began_at) select $1, id, 'check', created_at from planned)
     select * from planned`,
    [workspace, json(given)],
  )
  const byId = new Map(rows.map((row) => [row.id, row]))
  return plannings.map(({ planned: { id }, lease }) => {
    const row = byId.get(storableText(id))
    return row?.owner === lease.owner ? row : null
  })
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

/** A change of one operation, by whoever has it. */
export interface Changing {
  readonly id: string
  readonly owner: string
  readonly change: Change
  readonly now: Date
}

/**
 * The changes with their steps, and the events of those that are announced; `null` for each whose operation another owner has, or that
 * is no step forward. Each operation may be named once.
 */
export async function apply(
  ask: Ask,
  plan: PlanWakeUps,
  workspace: string,
  changes: readonly Changing[],
): Promise<(OperationRow | null)[]> {
  const sql = 'select * from change_operations($1, $2)'
  const rows = await ask<OperationRow>(sql, [workspace, json(changes.map(changingOf))])
  const byId = new Map(rows.map((row) => [row.id, row]))
  const announced: OperationRow[] = []
  for (const { id, change, now } of changes) {
    const row = byId.get(storableText(id))
    if (!row) continue
    if (change.repeatAs) await insert(ask, workspace, [{ ...change.repeatAs, repeats: id, now }])
    if (row.state === 'failed') byId.set(row.id, (await nameReason(ask, workspace, id)) ?? row)
    if (change.announce) announced.push(row)
  }
  // Whoever called these steps waits for this.
  const initiativeIds = announced.flatMap(({ intent }) => intent.initiative ?? [])
  if (initiativeIds.length > 0) await wakeInitiatives(ask, plan, workspace, { initiativeIds })
  await appendEvents(
    ask,
    workspace,
    announced.map(({ id, contact_id: contactId, intent: { operatorId } }) => ({
      contactId,
      operatorId,
      event: { kind: 'operation', operationId: id },
    })),
  )
  return changes.map(({ id }) => byId.get(storableText(id)) ?? null)
}

function changingOf({ id, owner, change, now }: Changing) {
  const patch: Record<string, unknown> = {}
  for (const [name, column] of Object.entries(COLUMNS)) {
    const value = change[name as keyof typeof COLUMNS]
    if (value !== undefined) patch[column] = value
  }
  // Whoever commits `sending` is the one to give it to the host: see `testify`.
  if (change.state === 'sending') patch['sent_by'] = owner
  return {
    id,
    owner,
    at: now,
    states: from(change),
    patch,
    outcome: change.ended?.outcome ?? null,
    begins: change.begins ?? null,
  }
}

/** States from which the change is a step forward, or the same change made once more. */
function from({ state }: Change): readonly string[] {
  if (state === undefined) return OPERATION_STATES
  return OPERATION_STATES.filter((known) => known === state || mayBecome(known, state))
}
