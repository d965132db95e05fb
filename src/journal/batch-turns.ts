import { STRETCH } from './batch.ts'
import type { Ask } from './database.ts'

/** Rows of a batch that have cost anybody work, in stretches. */
const SERVED = (batch: string): string =>
  `(select coalesce(sum(count), 0)::integer / ${STRETCH} from batch_counts
    where batch = ${batch} and state not in ('waiting', 'invalid', 'duplicate'))`

/**
 * Puts a batch that begins to run, or comes back, beside the one that has been served least of those at work: from then on they take
 * turns. One that began at nought would go before all that has been running for hours until it is as far; one behind the others'
 * stretches would wait for the end of a million. Call it before its stretches are handed over, in their transaction.
 */
export async function takeTurn(within: Ask, seq: string, now: Date): Promise<void> {
  await within(
    `update batches set turn = coalesce((select min(other.turn + ${SERVED('other.seq')}) from batches other
         where other.state = 'running' and other.seq <> $1 and coalesce(other.rest_until, $2) <= $2), 0) - ${SERVED('$1')}
     where seq = $1`,
    [seq, now],
  )
}

/** Does any other batch, of any workspace, have people who wait for their turn? */
export async function othersWait(ask: Ask, workspace: string, id: string, now: Date): Promise<boolean> {
  const waiting = await ask(
    `select 1 from batches b where state = 'running' and not (workspace = $1 and id = $2)
       and coalesce(rest_until, $3) <= $3
       and exists (select 1 from batch_counts where batch = b.seq and state = 'waiting' and count > 0) limit 1`,
    [workspace, id, now],
  )
  return waiting.length > 0
}
