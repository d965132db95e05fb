import type { Ask } from './database.ts'
import type { PlanWakeUps } from './jobs.ts'

/** Whoever waits for the answer of this operation is posted it now. */
export async function oweAnswer(
  within: Ask,
  plan: PlanWakeUps,
  workspace: string,
  id: string,
  now: Date,
): Promise<void> {
  const owed = await within<{ version: number }>(
    `update callbacks set due_at = $3, changed_at = $3, version = version + 1
     where workspace = $1 and operation_id = $2 and state = 'waiting' returning version`,
    [workspace, id, now],
  )
  await plan(
    'callback',
    owed.map(({ version }) => ({ workspace, id, version, inMs: 0 })),
    within,
  )
}
