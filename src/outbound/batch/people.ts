import { operationIdOf, type RowState } from '../../domain/batch.ts'
import type { Batch, ReportedRow } from '../../journal/batch.ts'
import type { Operation } from '../../journal/operation.ts'
import { answerOf, reasonIn } from '../step-answer.ts'
import { undelivered } from '../trouble-views.ts'
import type { Locale, Outbound } from '../types.ts'
import type { StepAnswer, WordedReason } from '../step-types.ts'

/** One person of a batch with what is known of the message. */
export interface BatchPerson {
  readonly row: ReportedRow
  readonly operationId: string
  /** `null`: nothing was begun for this row. */
  readonly answer: StepAnswer | null
  /** Of the operation, in the language of the asker. */
  readonly reason: WordedReason | null
}

const PAGE = 1000

export interface PeopleQuery {
  readonly states: readonly RowState[] | null
  readonly code: string | null
  readonly locale: Locale
}

/** The people of a batch in the order of the list, page by page: a list of any length needs the memory of one page. */
export async function* peopleOf(
  o: Outbound,
  batch: Batch,
  query: PeopleQuery,
): AsyncGenerator<readonly BatchPerson[]> {
  for (let after = 0; ;) {
    const people = await pageOfPeople(o, batch, query, after, PAGE)
    if (people.length > 0) yield people
    const last = people.at(-1)
    if (!last || people.length < PAGE) return
    after = last.row.n
  }
}

/** The next people behind a row. */
export async function pageOfPeople(
  o: Outbound,
  { id, dryRun }: Batch,
  { states, code, locale }: PeopleQuery,
  after: number,
  limit: number,
): Promise<readonly BatchPerson[]> {
  const rows = await o.journal.batches.rows(id, states, code, after, limit)
  const ids = rows.map(({ n, attempt }) => operationIdOf(id, n, attempt))
  const operations: ReadonlyMap<string, Operation> = dryRun
    ? new Map()
    : await o.journal.operations.several(ids)
  const late = await lateFailures(o, [...operations.values()], locale)
  return rows.map((row, index) => {
    const operationId = ids[index] ?? ''
    const operation = operations.get(operationId)
    const failed = late.get(operationId)
    const answer = operation ? answerOf(operation) : null
    return {
      row,
      operationId,
      answer: answer && failed ? { ...answer, status: 'failed' } : answer,
      reason: failed ?? (operation ? reasonIn(operation, locale) : null),
    }
  })
}

/** Why messages that had left were not delivered, as the host said later (R-ERR-2). */
async function lateFailures(
  o: Outbound,
  operations: readonly Operation[],
  locale: Locale,
): Promise<ReadonlyMap<string, WordedReason>> {
  const ids = await o.journal.troubles.undelivered(operations.map(({ id }) => id))
  const reasons = new Map<string, WordedReason>()
  for (const operation of operations) {
    const fate = ids.has(operation.id) ? await o.journal.seen.fateOf(operation.id) : null
    if (fate?.failure) reasons.set(operation.id, undelivered(fate.failure, operation, locale))
  }
  return reasons
}
