import type { BatchState } from '../domain/batch.ts'
import type { Batches, RowOutcome } from './batch.ts'
import { claimMany, type Claim } from './batch-claims.ts'
import { json, type Database } from './database.ts'
import { together } from './together.ts'

interface Settling {
  readonly id: string
  readonly outcomes: readonly RowOutcome[]
  readonly now: Date
}

/** Only a stretch waits for it, at its end; each go costs as much as twenty rows. */
const EVERY_MS = 50

/** What happens for each message of a batch. All stretches of a program go together. */
export function batchSettling({ ask }: Database, workspace: string): Pick<Batches, 'settle' | 'claim'> {
  const claim = together((claims: readonly Claim[]) => claimMany(ask, workspace, claims), {
    keyOf: ({ id, person }) => `${id} ${person}`,
  })
  const settleAll = async (settlings: readonly Settling[]): Promise<BatchState[]> => {
    const states = new Map<string, BatchState>()
    for (const [id, of] of Map.groupBy(settlings, (each) => each.id)) {
      const [row] = await ask<{ state: BatchState | null }>('select settle_rows($1, $2, $3, $4) as state', [
        workspace,
        id,
        json(of.flatMap(({ outcomes }) => outcomes)),
        of.at(-1)?.now,
      ])
      if (!row?.state) throw new Error('A batch that is worked on is gone.')
      states.set(id, row.state)
    }
    return settlings.map(({ id }) => states.get(id) as BatchState)
  }
  const settle = together(settleAll, { everyMs: EVERY_MS })
  return {
    settle: (id, outcomes, now) => settle({ id, outcomes, now }),
    claim: (id, person, n) => claim({ id, person, n }),
  }
}
