import type { Ask } from './database.ts'
import type { Operations } from './journal.ts'
import { operationOf, type OperationRow } from './operation-rows.ts'
import { UNSENT_STATES } from '../domain/operation.ts'

/** What cards show of operations that did not come to a good end. */
export function troubledOperations(ask: Ask, workspace: string): Pick<Operations, 'troubled' | 'putAway'> {
  return {
    async troubled(contactId, since, operatorId) {
      const rows = await ask<OperationRow>(
        `select * from operations o where workspace = $1 and contact_id = $2 and put_away_at is null
           -- Of what else was done in a session only the words of a note are worth keeping in sight.
           and (intent->>'kind' <> 'deed' or intent #>> '{deed,kind}' = 'note')
           and (created_at >= $3 and (state in ('planned', 'sending', 'unknown', 'failed')
               or (state = 'sent' and routing = 'failed' and intent->>'kind' = 'start'))
             -- A first message that was refused stands in its form, and a draft where it was begun.
             or state = 'refused' and intent->>'kind' in ('reply', 'deed') and intent->>'operatorId' = $4
               and not exists (select 1 from drafts d where d.workspace = $1 and d.operation_id = o.id))
           and not (state = 'failed' and exists (select 1 from operations later where later.workspace = $1
             and later.contact_id = $2 and later.state = 'sent' and later.created_at > o.created_at
             and later.account is not distinct from o.account))
         order by created_at desc limit 20`,
        [workspace, contactId, since, operatorId],
      )
      return rows.map(operationOf)
    },

    async putAway(id, operatorId, now) {
      const rows = await ask(
        `update operations set put_away_at = coalesce(put_away_at, $4) where workspace = $1 and id = $2
           and intent->>'operatorId' = $3 and state = any($5) returning id`,
        [workspace, id, operatorId, now, UNSENT_STATES],
      )
      return rows.length > 0
    },
  }
}
