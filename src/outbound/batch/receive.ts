import type { Batch, BatchPlan, BatchSource, NewRow, Recipient, RowReason } from '../../journal/batch.ts'
import { BatchConflict, BatchInProgress } from '../errors.ts'
import type { Outbound } from '../types.ts'
import { checkStep, rowJudge, type ReadStep } from './judge.ts'

/** One row as it was read; a fault that its reader found already. */
export interface ListRow {
  readonly line: number | null
  readonly recipient: Recipient
  readonly fault: RowReason | null
}

/** A list that is still coming. */
export interface List {
  /** What every row brings itself, as far as the list says before its first row. */
  readonly own: { readonly line: boolean; readonly text: boolean; readonly template: boolean }
  /** The rows, once; nothing is read faster than it is taken. @throws InvalidInput when the list as a whole is wrong. */
  rows(): AsyncIterable<ListRow>
  /** Reads what is left, and gives the print of the whole request: equal requests have equal prints. */
  fingerprint(): Promise<string>
  /** What it turned out to be. */
  source(): BatchSource
}

// One statement's worth of rows.
const SLAB = 1000

/**
 * Takes a list in, row by row, and starts its batch once all of it is there. The same request again gives the same batch.
 * @throws BatchConflict for another request under this id, BatchInProgress while it is still received by somebody, InvalidInput.
 */
export async function receiveBatch(
  o: Outbound,
  read: ReadStep,
  { id, plan }: { readonly id: string; readonly plan: BatchPlan },
  list: List,
): Promise<{ readonly batch: Batch; readonly replayed: boolean }> {
  const { batches } = o.journal
  const known = await batches.get(id)
  if (!known || known.state === 'receiving') await checkStep(o, read, plan.step, list.own)
  const receipt = o.newId()
  const { ours, batch } = await batches.open(id, plan, receipt, o.now())
  if (!ours) {
    if (batch.state === 'receiving') throw new BatchInProgress()
    if ((await list.fingerprint()) !== batch.fingerprint) throw new BatchConflict()
    return { batch, replayed: true }
  }
  try {
    await takeIn(o, read, { id, plan, receipt }, list)
    await batches.close(
      id,
      receipt,
      { fingerprint: await list.fingerprint(), source: list.source() },
      o.now(),
    )
  } catch (error) {
    // Half a list is nothing: whoever sends it again begins anew.
    await batches.drop(id, receipt).catch(() => undefined)
    throw error
  }
  return { batch: (await batches.get(id)) ?? batch, replayed: false }
}

async function takeIn(
  o: Outbound,
  read: ReadStep,
  { id, plan, receipt }: { readonly id: string; readonly plan: BatchPlan; readonly receipt: string },
  list: List,
): Promise<void> {
  const judge = rowJudge(o, read, plan)
  let slab: NewRow[] = []
  let n = 0
  const put = async (): Promise<void> => {
    if (slab.length > 0) await o.journal.batches.add(id, receipt, slab, o.now())
    slab = []
  }
  for await (const { line, recipient, fault } of list.rows()) {
    n += 1
    const verdict = fault ? { fault, person: null } : await judge(recipient)
    slab.push({ n, line, recipient, ...verdict })
    if (slab.length >= SLAB) await put()
  }
  await put()
}
