import type { Leave } from '../hosts/budget.ts'
import type { Database } from './database.ts'

/** A tenant's requests at its host, counted for all replicas in one row. */
export interface RequestBudget {
  /**
   * Takes leave for one request. The row's lock and the database's clock decide, so that replicas cannot overdraw together.
   * @param now only for tests; absent: the database's clock.
   */
  take(
    rate: { readonly requests: number; readonly perMs: number },
    lane: Lane,
    now?: Date | null,
  ): Promise<Leave>
  /** Nobody gets leave for so long; a longer rest stays. */
  rest(ms: number, now?: Date | null): Promise<void>
}

/** People come first: machines may use only a part of the rate. */
export type Lane = 'people' | 'machines'

// Hosts count in windows of their own, and requests bunch on the way: a little is left unused.
const USED = 0.97
const MACHINES_SHARE = 0.8

/** Generic cell rate algorithm: burst + steady flow never exceed the limit in any window. */
export function requestBudget({ ask }: Database, workspace: string): RequestBudget {
  return {
    async take({ requests, perMs }, lane, now = null) {
      const everyMs = perMs / (requests * USED)
      const burst = Math.max(1, Math.floor(requests * (1 - USED)) - 1)
      const [row] = await ask<{ wait: number }>('select take_leave($1, $2, $3, $4, $5, $6) as wait', [
        workspace,
        everyMs,
        burst,
        lane === 'machines' ? everyMs / MACHINES_SHARE : null,
        Math.max(1, Math.floor(burst * MACHINES_SHARE)),
        now,
      ])
      return { waitMs: Math.ceil(row?.wait ?? 0) }
    },
    async rest(ms, now = null) {
      await ask(
        `insert into host_budgets (workspace, blocked_until)
           values ($1, coalesce($3::timestamptz, clock_timestamp()) + $2 * interval '1 millisecond')
         on conflict (workspace) do update
           set blocked_until = greatest(host_budgets.blocked_until, excluded.blocked_until)`,
        [workspace, ms, now],
      )
    },
  }
}
