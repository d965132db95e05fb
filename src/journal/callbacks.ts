import type { Database } from './database.ts'
import type { PlanWakeUps } from './jobs.ts'
import type { Callback, Callbacks, CallbackState } from './callback.ts'
import { versioned, type Table } from './versioned.ts'

export const CALLBACK_TABLE: Table = { name: 'callbacks', id: 'operation_id', queue: 'callback' }

interface CallbackRow {
  readonly operation_id: string
  readonly url: string
  readonly state: CallbackState
  readonly looks: number
  readonly tries: number
  readonly last_status: number | null
  readonly last_error: string | null
  readonly last_try_at: Date | null
  readonly due_at: Date | null
  readonly pending_at: Date | null
  readonly created_at: Date
  readonly version: number
}

/** Callbacks of one workspace. */
export function callbacks(database: Database, plan: PlanWakeUps, workspace: string): Callbacks {
  const rows = versioned<CallbackRow>(database, plan, workspace, CALLBACK_TABLE)
  const get = async (operationId: string): Promise<Callback | null> => {
    const [row] = await database.ask<CallbackRow>(
      'select * from callbacks where workspace = $1 and operation_id = $2',
      [workspace, operationId],
    )
    return row ? callbackOf(row) : null
  }

  return {
    get,

    arm: (operationId, url, now) =>
      database.transaction(async (within) => {
        const [row] = await within<CallbackRow>(
          // Whatever waits longer tells by itself when it has ended; the lock keeps it from ending unseen beside this.
          `with going as (
             select 1 from initiatives where workspace = $1 and id = $2 and state <> 'ended' for share)
           insert into callbacks (workspace, operation_id, url, state, due_at, created_at, changed_at)
           select $1, $2, $3, 'waiting', case when exists (select 1 from going) then null else $4::timestamptz end, $4::timestamptz, $4
           on conflict do nothing returning *`,
          [workspace, operationId, url, now],
        )
        if (row) await rows.wake(within, operationId, row, now)
      }),

    async take(operationId, version, now, until) {
      const row = await rows.take(operationId, version, now, until)
      return row && callbackOf(row)
    },

    async change({ operationId, version }, change, now) {
      const columns = Object.fromEntries(
        Object.entries(change).map(([name, value]) => [COLUMNS[name as keyof typeof COLUMNS], value]),
      )
      const row = await rows.change(operationId, version, columns, now)
      return row && callbackOf(row)
    },

    async list(state, cursor, limit) {
      const [at = null, id = null] = cursor === null ? [] : cursor.split(/ (.*)/s)
      const found = await database.ask<CallbackRow>(
        `select * from callbacks where workspace = $1 and ($2::text is null or state = $2)
           and ($3::timestamptz is null or (created_at, operation_id) < ($3, $4))
         order by created_at desc, operation_id desc limit $5`,
        [workspace, state, at, id, limit + 1],
      )
      const last = found.length > limit ? found[limit - 1] : undefined
      return {
        items: found.slice(0, limit).map(callbackOf),
        next: last ? `${last.created_at.toISOString()} ${last.operation_id}` : null,
      }
    },
  }
}

const COLUMNS = {
  state: 'state',
  looks: 'looks',
  tries: 'tries',
  lastStatus: 'last_status',
  lastError: 'last_error',
  lastTryAt: 'last_try_at',
  dueAt: 'due_at',
  pendingAt: 'pending_at',
} as const

function callbackOf(row: CallbackRow): Callback {
  return {
    operationId: row.operation_id,
    url: row.url,
    state: row.state,
    looks: row.looks,
    tries: row.tries,
    lastStatus: row.last_status,
    lastError: row.last_error,
    lastTryAt: row.last_try_at?.toISOString() ?? null,
    dueAt: row.due_at?.toISOString() ?? null,
    pendingAt: row.pending_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
    version: row.version,
  }
}
