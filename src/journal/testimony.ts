import { json, type Database } from './database.ts'
import type { Attempt, Testimony } from './journal.ts'

/**
 * What only the sender of an attempt knows. It names the attempt, not the lease: nobody else can have sent that one, so its word
 * holds in whosever hands the operation is. Run twice, it changes nothing more.
 */
export async function testify(
  transaction: Database['transaction'],
  workspace: string,
  id: string,
  { sender, n }: Attempt,
  testimony: Testimony,
  now: Date,
): Promise<boolean> {
  const taken = typeof testimony === 'object'
  const [sets, outcome, begins] = taken
    ? [`receipt = $6`, 'accepted', 'find']
    : [
        `state = 'planned', failure = null, attempts = attempts - ($6::jsonb = '"never-left"')::integer`,
        testimony,
        'check',
      ]
  return transaction(async (ask) => {
    // Due at once, under a name that nobody works under any more: who has it now loses it with the next change.
    const [row] = await ask<{ contact_id: string | null; operator: string | null }>(
      `with told as (
         update operations set ${sets}, owner = $3, due_at = $5, changed_at = $5, steps = steps_after(steps, $9, $7, $8)
         where workspace = $1 and id = $2 and sent_by = $3 and attempts = $4 and receipt is null
           and state in ('sending', 'unknown') returning *)
       select contact_id, intent->>'operatorId' as operator from told`,
      [
        workspace,
        id,
        sender,
        n,
        now,
        json(taken ? testimony.receipt : testimony),
        outcome,
        begins,
        now.toISOString(),
      ],
    )
    if (!row) return false
    const event = json({ kind: 'operation', operationId: id })
    await ask('select append_event($1, $2, $3, $4)', [workspace, row.contact_id, row.operator, event])
    return true
  })
}
