import { operationIdOf, type RowState } from '../../domain/batch.ts'
import type { Batch, ReportedRow } from '../../journal/batch.ts'
import type { Locale, Outbound } from '../types.ts'
import type { StepAnswer, WordedReason } from '../step-types.ts'
import { messagesOf, type RowMessage } from './row-messages.ts'

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
  const messages: ReadonlyMap<string, RowMessage> = dryRun ? new Map() : await messagesOf(o, ids, locale)
  return rows.map((row, index) => {
    const id = ids[index] ?? ''
    const { operationId = id, answer = null, reason = null } = messages.get(id) ?? {}
    return { row, operationId, answer, reason }
  })
}
