import { json, type Ask, type Database } from './database.ts'
import type { Initiative, InitiativeChange, Initiatives, Whose } from './initiative.ts'
import type { PlanWakeUps } from './jobs.ts'
import { BatchStands } from './journal.ts'
import { oweAnswer } from './owed-answer.ts'
import { versioned, type Table } from './versioned.ts'

export const INITIATIVE_TABLE: Table = { name: 'initiatives', id: 'id', queue: 'initiative' }

export interface InitiativeRow {
  readonly id: string
  readonly fingerprint: string
  readonly body: unknown
  readonly state: Initiative['state']
  readonly waits_for: string | null
  readonly operation_ids: readonly string[]
  readonly hops: readonly string[]
  readonly contact_id: string | null
  readonly record_type: string | null
  readonly record_id: string | null
  readonly cancelled: Initiative['cancelled']
  readonly exit: Initiative['exit']
  readonly answer: unknown
  readonly looks: number
  readonly look_at: Date | null
  readonly due_at: Date | null
  readonly deadline_at: Date
  readonly created_at: Date
  readonly changed_at: Date
  readonly version: number
}

/** Initiatives of one workspace. */
export function initiatives(database: Database, plan: PlanWakeUps, workspace: string): Initiatives {
  const { ask, transaction } = database
  const rows = versioned<InitiativeRow>(database, plan, workspace, INITIATIVE_TABLE)
  const get = async (id: string): Promise<Initiative | null> => {
    const sql = 'select * from initiatives where workspace = $1 and id = $2'
    const [row] = await ask<InitiativeRow>(sql, [workspace, id])
    return row ? initiativeOf(row) : null
  }

  return {
    get,

    async several(ids) {
      const sql = 'select * from initiatives where workspace = $1 and id = any($2)'
      const found = await ask<InitiativeRow>(sql, [workspace, ids])
      return new Map(found.map((row) => [row.id, initiativeOf(row)]))
    },

    async plan({ id, fingerprint, body, contactId, record, deadlineAt, rowOf }, now) {
      await transaction(async (within) => {
        if (rowOf !== undefined) await mustRun(within, workspace, rowOf)
        const [row] = await within<InitiativeRow>(
          `insert into initiatives (workspace, id, fingerprint, body, state, contact_id, record_type, record_id, deadline_at,
             due_at, created_at, changed_at)
           select $1, $2, $3, $4, 'waiting', $5, $6, $7, $8, $9, $9, $9
           where not exists (select 1 from operations where workspace = $1 and id = $2 and fingerprint <> $3)
           on conflict do nothing returning *`,
          [
            workspace,
            id,
            fingerprint,
            json(body),
            contactId,
            record?.type ?? null,
            record?.id ?? null,
            deadlineAt,
            now,
          ],
        )
        if (row) await rows.wake(within, id, row, now)
      })
      return get(id)
    },

    async take(id, version, now, until) {
      const row = await rows.take(id, version, now, until)
      return row && initiativeOf(row)
    },

    async change({ id, version }, change, now) {
      const row = await rows.change(id, version, columnsOf(change), now, async (within) => {
        if (change.state === 'ended') await oweAnswer(within, plan, workspace, id, now)
      })
      return row && initiativeOf(row)
    },

    async openOf(whose) {
      const [where, ...values] = conditionOf(whose)
      const found = await ask<InitiativeRow>(
        `select * from initiatives where workspace = $1 and state <> 'ended' and ${where} order by created_at`,
        [workspace, ...values],
      )
      return found.map(initiativeOf)
    },
  }
}

/** The batch runs until this transaction ends. @throws BatchStands. */
async function mustRun(within: Ask, workspace: string, batchId: string): Promise<void> {
  const sql = 'select running_batches($1, array[$2]) as running'
  const [row] = await within<{ running: readonly string[] }>(sql, [workspace, batchId])
  if (!row?.running.includes(batchId)) throw new BatchStands(batchId)
}

/**
 * There is news of a contact: whatever waits for it, or watches it, looks now. What is being given to the host at the moment is
 * left alone, it looks by itself.
 */
export async function wakeInitiatives(
  within: Ask,
  plan: PlanWakeUps,
  workspace: string,
  about: { readonly contactIds: readonly string[] } | { readonly initiativeIds: readonly string[] },
): Promise<void> {
  const byContact = 'contactIds' in about
  // Due since always, whatever the clock of the one who looks says.
  const woken = await within<{ id: string; version: number }>(
    `update initiatives set due_at = 'epoch', version = version + 1
     where workspace = $1 and ${byContact ? `contact_id = any($2) and state in ('waiting', 'watching')` : `id = any($2) and state in ('sending', 'watching')`}
     returning id, version`,
    [workspace, byContact ? about.contactIds : about.initiativeIds],
  )
  await plan(
    'initiative',
    woken.map((row) => ({ ...row, workspace, inMs: 0 })),
    within,
  )
}

function conditionOf(whose: Whose): [string, ...string[]] {
  if ('contactId' in whose) return ['contact_id = $2', whose.contactId]
  return ['record_type = $2 and record_id = $3', whose.record.type, whose.record.id]
}

const COLUMNS = {
  state: 'state',
  waitsFor: 'waits_for',
  operationIds: 'operation_ids',
  hops: 'hops',
  contactId: 'contact_id',
  cancelled: 'cancelled',
  exit: 'exit',
  answer: 'answer',
  looks: 'looks',
  lookAt: 'look_at',
  deadlineAt: 'deadline_at',
  dueAt: 'due_at',
} as const
const JSON_COLUMNS: ReadonlySet<string> = new Set(['cancelled', 'answer'])

function columnsOf(change: InitiativeChange): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(change).map(([name, value]) => {
      const column = COLUMNS[name as keyof typeof COLUMNS]
      return [column, JSON_COLUMNS.has(column) ? json(value) : value]
    }),
  )
}

/** The row as the use cases know it. */
export function initiativeOf(row: InitiativeRow): Initiative {
  return {
    id: row.id,
    fingerprint: row.fingerprint,
    body: row.body,
    state: row.state,
    waitsFor: row.waits_for,
    operationIds: row.operation_ids,
    hops: row.hops,
    contactId: row.contact_id,
    recordType: row.record_type,
    recordId: row.record_id,
    cancelled: row.cancelled,
    exit: row.exit,
    answer: row.answer,
    looks: row.looks,
    lookAt: row.look_at?.toISOString() ?? null,
    dueAt: row.due_at?.toISOString() ?? null,
    deadlineAt: row.deadline_at.toISOString(),
    createdAt: row.created_at.toISOString(),
    changedAt: row.changed_at.toISOString(),
    version: row.version,
  }
}
