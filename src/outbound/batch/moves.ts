import { afterMove, type BatchMove, type RowState } from '../../domain/batch.ts'
import { BatchMoveRefused, NotFound } from '../errors.ts'
import type { Outbound } from '../types.ts'

/**
 * Pauses, goes on or cancels; once it is so, the same again changes nothing. What is under way at that moment is finished.
 * @throws NotFound, BatchMoveRefused.
 */
export async function moveBatch(o: Outbound, id: string, move: BatchMove): Promise<void> {
  for (;;) {
    const batch = await o.journal.batches.get(id)
    if (!batch) throw new NotFound('batch')
    const to = afterMove(batch.state, move)
    if (to === null) throw new BatchMoveRefused(batch.state)
    // Somebody else may have moved it meanwhile: then it is looked at anew.
    if (to === batch.state || (await o.journal.batches.move(id, batch.state, to, o.now()))) return
  }
}

/**
 * Tries rows again after a fix: those of some states, or of one reason among them. Only rows that provably did not leave have these states.
 * @returns how many wait again. @throws NotFound, BatchMoveRefused.
 */
export async function retryRows(
  o: Outbound,
  id: string,
  of: { readonly states: readonly Extract<RowState, 'refused' | 'failed'>[]; readonly code: string | null },
): Promise<number> {
  const batch = await o.journal.batches.get(id)
  if (!batch) throw new NotFound('batch')
  if (batch.state === 'receiving' || batch.state === 'rejected') throw new BatchMoveRefused(batch.state)
  return o.journal.batches.retry(id, of, o.now())
}
