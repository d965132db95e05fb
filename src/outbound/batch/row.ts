import { operationIdOf, passesByItself } from '../../domain/batch.ts'
import type { Batch, RowOutcome, RowReason, WaitingRow } from '../../journal/batch.ts'
import { InvalidInput, OperationConflict } from '../errors.ts'
import { initiativeMessage } from '../step.ts'
import type { Exit } from '../../domain/outcome.ts'
import type { Outbound } from '../types.ts'
import type { StepAnswer, StepInput } from '../step-types.ts'
import { bodyOf } from './body.ts'
import type { ReadStep } from './judge.ts'

/**
 * Sends to one person, or judges on a dry run.
 * @throws BatchStands: nothing was begun; HostError when not even the line could be asked for; JournalUnavailable.
 */
export async function carryRow(
  o: Outbound,
  read: ReadStep,
  batch: Batch,
  row: WaitingRow,
): Promise<RowOutcome> {
  const { n, attempt } = row
  const outcome = (state: RowOutcome['state'], reason: RowReason | null): RowOutcome => ({
    n,
    attempt,
    state,
    reason,
  })
  try {
    const operationId = operationIdOf(batch.id, n, attempt)
    const input = read({ ...bodyOf(batch.step, row.recipient).body, operationId, dryRun: batch.dryRun })
    const answer = await initiativeMessage(o, ofBatch(input, batch, n))
    if (batch.dryRun) return { ...outcome('would-send', null), ...rehearsed(answer) }
    // Whoever is told "not yet" is owed the answer.
    if (answer.exit === null && input.callbackUrl)
      await o.journal.callbacks.arm(operationId, input.callbackUrl, o.now())
    const code = answer.reason?.code ?? null
    // Nothing left, and nobody has to mend anything: the row waits on.
    const again = answer.exit === 'failed' && code !== null && passesByItself(code, attempt)
    if (again) return outcome('waiting', { code })
    return outcome(code === 'duplicate' ? 'duplicate' : stateOf(answer.exit), reasonOf(answer))
  } catch (error) {
    if (error instanceof OperationConflict) return outcome('failed', { code: 'operation-conflict' })
    if (!(error instanceof InvalidInput)) throw error
    // What was right when the list came is not any more: a line is gone, a time has passed.
    const [first] = error.fields
    const field = first?.path ?? 'body'
    const code = field === 'line' ? 'unknown-line' : 'invalid-field'
    return outcome('refused', { code, field, text: first?.message ?? '' })
  }
}

function ofBatch(input: StepInput, { id, onDuplicate }: Batch, n: number): StepInput {
  const row = { ...input, batchId: id }
  // Only where the list cannot tell by itself that two rows mean one person.
  if (onDuplicate === 'send' || 'contactId' in input.to || input.dryRun) return row
  return { ...row, oneOf: { batchId: id, row: n } }
}

function rehearsed(answer: StepAnswer): Pick<RowOutcome, 'state' | 'reason'> {
  if (answer.exit !== null) return { state: stateOf(answer.exit), reason: reasonOf(answer) }
  const { verdict, waitsFor, hops = [] } = answer.dryRun ?? {}
  const hop = hops.findIndex(({ exit }) => exit === null)
  // Whom only a later message of the cascade reaches is counted by that.
  if (hop > 0) return { state: 'would-send', reason: { code: `hop-${hop + 1}` } }
  const code = waitsFor === 'open-session' ? waitsFor : (verdict?.kind ?? 'free-form')
  return { state: 'would-send', reason: { code } }
}

function reasonOf({ exit, reason }: StepAnswer): RowReason | null {
  if (reason) return { code: reason.code, text: reason.text }
  return exit === 'sent' || exit === null ? null : { code: exit }
}

/** Exits that say more than "sent" are its codes. */
const STATE: Record<Exit, RowOutcome['state']> = {
  sent: 'sent',
  delivered: 'sent',
  read: 'sent',
  answered: 'sent',
  silence: 'sent',
  skipped: 'skipped',
  refused: 'refused',
  failed: 'failed',
  unknown: 'unknown',
}

const stateOf = (exit: Exit | null): RowOutcome['state'] => (exit === null ? 'watching' : STATE[exit])
