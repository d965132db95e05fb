import type { Leave, RateLimit } from '../hosts/budget.ts'
import type { Database } from './database.ts'

/** A tenant's requests at its host, counted for all replicas in one row. */
export interface RequestBudget {
  /**
   * Takes leave for one request. The row's lock and the database's clock decide, so that replicas cannot overdraw together.
   * @param now only for tests; absent: the database's clock.
   */
  take(limit: RateLimit, lane: Lane, now?: Date | null): Promise<Leave>
  /** Nobody gets leave under this limit for so long; a longer rest stays. */
  rest(limit: RateLimit, ms: number, now?: Date | null): Promise<void>
  /** Of the window at least so many requests are used, whoever made them. */
  used(limit: RateLimit, requests: number): Promise<void>
}

/**
 * People come first: they may use all of the rate. Machines leave them a fifth of it. Batches take what neither needs, evenly, and
 * leave as much free as the others asked for at once lately, so that these find room when they come again.
 */
export type Lane = 'people' | 'machines' | 'batches'

const SLICES = 240
// The host's own count may begin with a request of ours that we do not know of, such as one that was cut off.
const SPARE = 2
/** More than can be asked for: what is counted where no limit is known. */
const UNKNOWN = 2 ** 31 - 1

/**
 * A sliding window in slices. A steady flow (generic cell rate algorithm) would use the limit as well, but its burst is a few
 * requests, and a card that asks twenty questions when it opens would wait seconds for nothing.
 */
export function requestBudget({ ask }: Database, workspace: string): RequestBudget {
  // Names of workspaces have no slash, so no two limits share a row.
  const rowOf = ({ name }: RateLimit): string => (name === undefined ? workspace : `${workspace}/${name}`)
  return {
    async take(limit, lane, now = null) {
      const most = Math.max(1, (limit.requests ?? UNKNOWN) - SPARE)
      const sql = 'select take_leave($1, $2, $3, $4, $5) as wait'
      const slot = limit.perMs / SLICES
      const [row] = await ask<{ wait: number }>(sql, [rowOf(limit), slot, most, lane, now])
      return { waitMs: Math.ceil(row?.wait ?? 0) }
    },
    async rest(limit, ms, now = null) {
      await ask(
        `insert into host_budgets (workspace, blocked_until)
           values ($1, coalesce($3::timestamptz, clock_timestamp()) + $2 * interval '1 millisecond')
         on conflict (workspace) do update
           set blocked_until = greatest(host_budgets.blocked_until, excluded.blocked_until)`,
        [rowOf(limit), ms, now],
      )
    },
    async used(limit, requests) {
      // What others used is put where our own request stands that has told of it: a window later both are forgotten.
      await ask(
        `update host_budgets
           set counts[241] = counts[241] + greatest(0, $2 - (select sum(n)::integer from unnest(counts) as n))
         where workspace = $1`,
        [rowOf(limit), requests],
      )
    },
  }
}
