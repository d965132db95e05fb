import type { Database } from './database.ts'
import type { Deed, Deeds } from './trouble.ts'

interface DeedRow {
  readonly n: string
  readonly at: Date
  readonly operator_id: string | null
  readonly deed: string
  readonly subject: string
  readonly outcome: string | null
}

/** What administrators of one workspace did. */
export function deeds({ ask }: Database, workspace: string): Deeds {
  return {
    async begin({ operatorId, deed, subject }, now) {
      const [row] = await ask<{ n: string }>(
        'insert into deeds (workspace, at, operator_id, deed, subject) values ($1, $2, $3, $4, $5) returning n',
        [workspace, now, operatorId, deed, subject],
      )
      return row?.n ?? ''
    },

    async end(n, outcome) {
      await ask('update deeds set outcome = $3 where workspace = $1 and n = $2', [workspace, n, outcome])
    },

    async list(cursor, limit) {
      const rows = await ask<DeedRow>(
        'select * from deeds where workspace = $1 and ($2::bigint is null or n < $2) order by n desc limit $3',
        [workspace, cursor, limit + 1],
      )
      const items = rows.slice(0, limit)
      return { items: items.map(deedOf), next: rows.length > limit ? (items.at(-1)?.n ?? null) : null }
    },
  }
}

/** Forgets what was done before that, in all workspaces. */
export async function pruneDeeds({ ask }: Database, before: Date): Promise<void> {
  await ask('delete from deeds where at < $1', [before])
}

function deedOf({ n, at, operator_id: operatorId, deed, subject, outcome }: DeedRow): Deed {
  return { n, at: at.toISOString(), operatorId, deed, subject, outcome }
}
