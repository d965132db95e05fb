import { UNSENT_STATES } from '../domain/operation.ts'
import { json, type Database } from './database.ts'
import type { Operations } from './journal.ts'
import { operationOf, type OperationRow } from './operation-rows.ts'

/** What cards show of operations that did not come to a good end. */
export function troubledOperations(
  { ask, transaction }: Database,
  workspace: string,
): Pick<Operations, 'troubled' | 'putAway'> {
  return {
    async troubled(contactId, since, operatorId) {
      const rows = await ask<OperationRow>(
        `select * from (
           select * from operations o where workspace = $1 and contact_id = $2 and created_at >= $3 and put_away_at is null
             and (state in ('planned', 'sending', 'unknown', 'failed')
               or (state = 'sent' and routing = 'failed' and intent->>'kind' = 'start'))
             and not (state = 'failed' and exists (select 1 from operations later where later.workspace = $1
               and later.contact_id = $2 and later.state = 'sent' and later.created_at > o.created_at
               and later.account is not distinct from o.account))
           union all
           -- A first message that was refused stands in its form, and a draft where it was begun.
           select * from operations o where workspace = $1 and contact_id = $2 and state = 'refused' and put_away_at is null
             and intent->>'kind' in ('reply', 'deed') and intent->>'operatorId' = $4
             and not exists (select 1 from drafts d where d.workspace = $1 and d.operator_id = $4 and d.operation_id = o.id)
         ) shown
         -- Of what else was done in a session only the words of a note are worth keeping in sight.
         where intent->>'kind' <> 'deed' or intent #>> '{deed,kind}' = 'note'
         order by created_at desc limit 20`,
        [workspace, contactId, since, operatorId],
      )
      return rows.map(operationOf)
    },

    putAway: (id, operatorId, now) =>
      transaction(async (within) => {
        const [own] = await within<Pick<OperationRow, 'contact_id' | 'put_away_at'>>(
          `select contact_id, put_away_at from operations
           where workspace = $1 and id = $2 and intent->>'operatorId' = $3 and state = any($4) for update`,
          [workspace, id, operatorId, UNSENT_STATES],
        )
        if (!own) return false
        if (own.put_away_at) return true
        const sql = 'update operations set put_away_at = $3 where workspace = $1 and id = $2'
        await within(sql, [workspace, id, now])
        const event = json({ kind: 'operation', operationId: id })
        await within('select append_event($1, $2, $3, $4)', [workspace, own.contact_id, operatorId, event])
        return true
      }),
  }
}
