import { json, storableText, type Ask } from './database.ts'
import type { FirstChange, Lease, PlannedOperation } from './operation.ts'

/** An intention that somebody wants to carry out. */
export interface Planning {
  readonly planned: PlannedOperation
  /** The operation that a person let be sent again as this one. */
  readonly repeats: string | null
  readonly lease: Lease
  readonly now: Date
  readonly first?: FirstChange | undefined
}

/** `known`: the id is; `stands`: its batch does not run. */
export type PlanOutcome = 'planned' | 'known' | 'stands'

/** Commits the intentions with their steps so far. Each id may be named once. */
export async function insert(
  ask: Ask,
  workspace: string,
  plannings: readonly Planning[],
): Promise<PlanOutcome[]> {
  const [row] = await ask<{ planned: readonly string[]; standing: readonly string[] }>(
    'select * from plan_operations($1, $2)',
    [workspace, json(plannings.map(rowOf))],
  )
  const planned = new Set(row?.planned)
  const standing = new Set(row?.standing)
  return plannings.map(({ planned: { id, rowOf: batch } }) => {
    if (planned.has(storableText(id))) return 'planned'
    return batch !== undefined && standing.has(storableText(batch)) ? 'stands' : 'known'
  })
}

function rowOf({ planned, repeats, lease, now, first }: Planning) {
  const { id, intent, fingerprint, contactId, rowOf: row_of } = planned
  const { change, at } = first ?? { change: null, at: now }
  const check = { name: 'check', beganAt: now }
  return {
    id,
    intent,
    fingerprint,
    row_of,
    repeats,
    owner: lease.owner,
    until: lease.until,
    at: now,
    changed: at,
    state: change?.state ?? 'planned',
    contact_id: change?.contactId ?? contactId,
    account: change?.account,
    request: change?.request,
    attempts: change?.attempts ?? 0,
    sent_at: change?.sentAt,
    // Whoever commits "sending" is the one to give it to the host: see "testify".
    sent_by: change ? lease.owner : undefined,
    steps: change
      ? [
          { ...check, endedAt: at, outcome: change.ended?.outcome },
          { name: change.begins, beganAt: at },
        ]
      : [check],
  }
}
