import type { RecordRef } from '../domain/words.ts'
import type { WireDraft } from '../wire/draft.ts'
import { json, type Database } from './database.ts'
import type { Drafts } from './journal.ts'

/** One draft per operator and record; a card without a record has one of its own. */
export function drafts({ ask }: Database, workspace: string): Drafts {
  const place = (operatorId: string, record: RecordRef | null) => [
    workspace,
    operatorId,
    record?.type ?? '',
    record?.id ?? '',
  ]
  const WHERE = 'workspace = $1 and operator_id = $2 and record_type = $3 and record_id = $4'

  return {
    async read(operatorId, record) {
      const [row] = await ask<{ body: WireDraft }>(
        `select body from drafts where ${WHERE}`,
        place(operatorId, record),
      )
      return row?.body ?? null
    },
    async save(operatorId, record, draft, now) {
      await ask(
        `insert into drafts (workspace, operator_id, record_type, record_id, operation_id, body, changed_at)
         values ($1, $2, $3, $4, $5, $6, $7) on conflict (workspace, operator_id, record_type, record_id) do update
         set operation_id = excluded.operation_id, body = excluded.body, changed_at = excluded.changed_at`,
        [...place(operatorId, record), draft.operationId, json(draft), now],
      )
    },
    async drop(operatorId, record) {
      await ask(`delete from drafts where ${WHERE}`, place(operatorId, record))
    },
    async dropOf(operationId) {
      await ask('delete from drafts where workspace = $1 and operation_id = $2', [workspace, operationId])
    },
  }
}
