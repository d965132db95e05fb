import type { Database } from './database.ts'
import { initiativeOf, type InitiativeRow } from './initiatives.ts'
import { operationOf, type OperationRow } from './operation-rows.ts'
import { retryableOn, retryFailed } from './trouble-retry.ts'
import { CODE, failureClasses, LATE, LISTED_COUNT, SINGLE } from './trouble-classes.ts'
import type { TroubleCounts, Troubles } from './trouble.ts'

const MOST_COUNTED = 1000

/** What needs an administrator of one workspace. */
export function troubles(database: Database, workspace: string): Troubles {
  const { ask } = database
  /** A page of rows of a table, the newest first. `$2` and `$3`: after which one; `$4`: how many, with one more that tells of a next page. */
  async function page<Row extends { readonly id: string; readonly created_at: Date }>(
    rows: string,
    cursor: string | null,
    limit: number,
    ...more: readonly unknown[]
  ): Promise<{ rows: Row[]; next: string | null }> {
    const [at = null, id = null] = cursor === null ? [] : cursor.split(/ (.*)/s)
    const found = await ask<Row>(
      `select o.* from ${rows} and ($2::timestamptz is null or (o.created_at, o.id) < ($2, $3::text))
       order by o.created_at desc, o.id desc limit $4`,
      [workspace, at, id, limit + 1, ...more],
    )
    const last = found.length > limit ? found[limit - 1] : undefined
    return {
      rows: found.slice(0, limit),
      next: last ? `${last.created_at.toISOString()} ${last.id}` : null,
    }
  }

  return {
    async counts(since, sentBefore) {
      const [row] = await ask<Record<Exclude<keyof TroubleCounts, 'lookedFor'> | 'looked_for', string>>(
        `select ${upTo(`operations o where workspace = $1 and ${UNKNOWN}`)} as unknown,
           ${upTo(`operations o where o.workspace = $1 and ${lookedForSince('$3')}`)} as looked_for,
           least(${MOST_COUNTED}, ${LISTED_COUNT} + ${upTo(`operations o where workspace = $1 and ${SINGLE} and created_at >= $2`)} + ${upTo(`${LATE} and o.created_at >= $2`)}) as failed,
           ${upTo(`initiatives where workspace = $1 and state <> 'ended'`)} as waiting,
           ${upTo(`batches where workspace = $1 and state in ('running', 'paused')`)} as batches,
           ${upTo(`callbacks where workspace = $1 and (state = 'given-up' or (state = 'pending' and tries > 0)) and created_at >= $2`)} as callbacks`,
        [workspace, since, sentBefore],
      )
      return {
        unknown: Number(row?.unknown),
        lookedFor: Number(row?.looked_for),
        failed: Number(row?.failed),
        waiting: Number(row?.waiting),
        batches: Number(row?.batches),
        callbacks: Number(row?.callbacks),
      }
    },

    async unknown(cursor, limit) {
      const { rows, next } = await page<OperationRow>(
        `operations o where o.workspace = $1 and ${UNKNOWN}`,
        cursor,
        limit,
      )
      return { items: rows.map(operationOf), next }
    },

    async lookedFor(sentBefore, limit) {
      const rows = await ask<OperationRow>(
        `select o.* from operations o where o.workspace = $1 and ${lookedForSince('$2')} order by o.created_at desc, o.id desc limit $3`,
        [workspace, sentBefore, limit],
      )
      return rows.map(operationOf)
    },

    async waiting(cursor, limit) {
      const { rows, next } = await page<InitiativeRow>(
        `initiatives o where o.workspace = $1 and o.state <> 'ended'`,
        cursor,
        limit,
      )
      return { items: rows.map(initiativeOf), next }
    },

    failures: (since) => failureClasses(ask, workspace, since),

    async failed({ state, code }, since, cursor, limit) {
      const rows =
        state === 'undelivered'
          ? `${LATE} and late.code = $5 and o.created_at >= $6`
          : `operations o where o.workspace = $1 and ${SINGLE} and ${CODE} = $5 and o.created_at >= $6 and o.state = $7`
      const values = state === 'undelivered' ? [code, since] : [code, since, state]
      const { rows: found, next } = await page<OperationRow>(rows, cursor, limit, ...values)
      return { items: found.map(operationOf), next }
    },

    retry: (of, since, by, now, exceptLines) =>
      retryFailed(database, workspace, of, since, by, now, exceptLines),
    retryableOn: (of, since, lines) => retryableOn(ask, workspace, of, since, lines),
  }
}

const upTo = (rows: string): string =>
  `(select count(*) from (select 1 from ${rows} limit ${MOST_COUNTED}) counted)`

const UNKNOWN = `o.state = 'unknown' and o.judged is null`

const lookedForSince = (sentBefore: string): string =>
  `o.state = 'sending' and o.receipt is null and (o.sent_at < ${sentBefore} or o.attempts > 1)`
