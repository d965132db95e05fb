import type { RecordRef } from '../domain/words.ts'
import type { WireDraft } from '../wire/draft.ts'
import { json, type Database } from './database.ts'
import type { Drafts } from './journal.ts'

const WHERE = 'workspace = $1 and operator_id = $2 and record_type = $3 and record_id = $4'
const VERSION = `coalesce((drafts.body->>'version')::bigint, 0)`
const SAME = `drafts.body - 'version' = excluded.body - 'version'`

/**
 * One draft per operator and record; a card without a record has one of its own. A save that builds on an older version changes
 * nothing, unless what it says stands there already: then it is the same save once more, whose answer was lost.
 */
const SAVE = `
  insert into drafts (workspace, operator_id, record_type, record_id, operation_id, body, changed_at)
  values ($1, $2, $3, $4, $5, jsonb_set($6::jsonb, '{version}', to_jsonb($7::bigint + 1)), $8)
  on conflict (workspace, operator_id, record_type, record_id) do update set
    operation_id = excluded.operation_id, changed_at = excluded.changed_at,
    body = case when ${VERSION} <= $7 then excluded.body else drafts.body end
  where ${VERSION} <= $7 or ${SAME}
  returning (body->>'version')::float8 as version`

/** The drafts of one workspace, in PostgreSQL (R-ERR-1). */
export function drafts({ ask }: Database, workspace: string): Drafts {
  const place = (operatorId: string, record: RecordRef | null) => [
    workspace,
    operatorId,
    record?.type ?? '',
    record?.id ?? '',
  ]
  async function read(operatorId: string, record: RecordRef | null): Promise<WireDraft | null> {
    const [row] = await ask<{ body: WireDraft }>(
      `select body from drafts where ${WHERE}`,
      place(operatorId, record),
    )
    return row?.body ?? null
  }

  return {
    read,
    async save(operatorId, record, draft, now) {
      const values = [...place(operatorId, record), draft.operationId, json(draft), draft.version, now]
      for (;;) {
        const [kept] = await ask<{ version: number }>(SAVE, values)
        if (kept) return { kind: 'kept', version: kept.version }
        const newer = await read(operatorId, record)
        // Dropped between the two: then there is nothing to lose any more.
        if (newer) return { kind: 'conflict', newer }
      }
    },
    async drop(operatorId, record) {
      await ask(`delete from drafts where ${WHERE}`, place(operatorId, record))
    },
    async dropOf(operationId) {
      await ask('delete from drafts where workspace = $1 and operation_id = $2', [workspace, operationId])
    },
  }
}
