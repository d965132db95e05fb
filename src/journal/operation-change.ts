import { mayBecome, OPERATION_STATES } from '../domain/operation.ts'
import { json, storableText, type Ask } from './database.ts'
import { appendEvents } from './events.ts'
import { wakeInitiatives } from './initiatives.ts'
import type { PlanWakeUps } from './jobs.ts'
import type { Change } from './operation.ts'
import { insert } from './operation-plan.ts'
import type { OperationRow } from './operation-rows.ts'
import { nameReason } from './told.ts'

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
 * Commits the changes with their steps, and the events of those that are announced; false for each whose operation another owner has,
 * or that is no step forward. Each operation may be named once.
 */
export async function apply(ask: Ask, workspace: string, changes: readonly Changing[]): Promise<boolean[]> {
  const changed = await idsOf(ask, workspace, changes.map(changingOf))
  return changes.map(({ id }) => changed.has(storableText(id)))
}

/** The same with all that may follow from a change, within one transaction: the rows after it, `null` where nothing was changed. */
export async function applyWith(
  ask: Ask,
  plan: PlanWakeUps,
  workspace: string,
  changes: readonly Changing[],
): Promise<(OperationRow | null)[]> {
  const given = changes.map((one) => ({ ...changingOf(one), announce: false }))
  const changed = await idsOf(ask, workspace, given)
  for (const { id, change, now } of changes) {
    if (!changed.has(storableText(id))) continue
    if (change.repeatAs) await insert(ask, workspace, [{ ...change.repeatAs, repeats: id, now }])
    if (change.state === 'failed') await nameReason(ask, workspace, id)
  }
  const rows = await rowsOf(ask, workspace, [...changed])
  const announced = changes.flatMap(({ id, change }) =>
    change.announce ? (rows.get(storableText(id)) ?? []) : [],
  )
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
  return changes.map(({ id }) => rows.get(storableText(id)) ?? null)
}

// Keeps the planner from reading all of a workspace, which it believes to be small until it has counted it.
export const EACH_BY_KEY = 'offset 0'

/** Those of these ids that there are. */
export async function rowsOf(
  ask: Ask,
  workspace: string,
  ids: readonly string[],
): Promise<Map<string, OperationRow>> {
  const rows = await ask<OperationRow>(
    `select o.* from unnest($2::text[]) as asked(id)
     cross join lateral (select * from operations where workspace = $1 and id = asked.id ${EACH_BY_KEY}) o`,
    [workspace, ids],
  )
  return new Map(rows.map((row) => [row.id, row]))
}

async function idsOf(ask: Ask, workspace: string, changes: readonly object[]): Promise<ReadonlySet<string>> {
  const sql = 'select change_operations($1, $2) as ids'
  const [row] = await ask<{ ids: readonly string[] | null }>(sql, [workspace, json(changes)])
  return new Set(row?.ids ?? [])
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
    announce: change.announce ?? false,
  }
}

/** States from which the change is a step forward, or the same change made once more. */
function from({ state }: Change): readonly string[] {
  if (state === undefined) return OPERATION_STATES
  return OPERATION_STATES.filter((known) => known === state || mayBecome(known, state))
}
