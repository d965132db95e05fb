import type { Database } from './database.ts'
import type { Written } from './journal.ts'
import { operationOf, type OperationRow } from './operation-rows.ts'

/** What was sent before, for the forms of one workspace. */
export function written({ ask }: Database, workspace: string): Written {
  return {
    async automaticTo({ channel, address }, since, limit) {
      const rows = await ask<{ sent_at: Date }>(
        `select sent_at from operations where workspace = $1 and request->>'channel' = $2
           and lower(ltrim(btrim(request->>'address'), '@')) = lower(ltrim(btrim($3), '@'))
           and intent->>'kind' = 'step' and state in ('sending', 'sent', 'unknown') and sent_at > $4
         order by sent_at desc limit $5`,
        [workspace, channel, address, since, limit],
      )
      return rows.map((row) => row.sent_at.toISOString())
    },

    async lastTo(contactId) {
      const [row] = await ask<OperationRow>(
        `select * from operations where workspace = $1 and contact_id = $2 and state = 'sent' and intent->>'kind' <> 'deed'
         order by created_at desc limit 1`,
        [workspace, contactId],
      )
      return row ? operationOf(row) : null
    },

    async templatesOf(operatorId, lineId, channel, limit) {
      const rows = await ask<{ id: string }>(
        `select intent #>> '{template,id}' as id from operations
         where workspace = $1 and intent->>'operatorId' = $2 and state = 'sent' and intent->'template' is not null
           and coalesce(intent->>'lineId', request #>> '{line,id}') = $3
           and coalesce(intent->>'channel', request->>'channel') = $4
         group by 1 order by max(created_at) desc limit $5`,
        [workspace, operatorId, lineId, channel, limit],
      )
      return rows.map(({ id }) => id)
    },
  }
}
