import { stringify } from 'csv-stringify/sync'
import type { RowState } from '../../domain/batch.ts'
import type { TroubleState } from '../../domain/operation.ts'
import type { Batch, RowReason } from '../../journal/batch.ts'
import type { BatchPerson } from '../../outbound/batch/index.ts'
import { failureSentence, reasonSentence, type Locale } from '../../words/index.ts'
import { REASON_CODES } from '../../domain/reasons.ts'
import { LIST_WORDS, rowSentence } from './words.ts'

/** A table that is written while it is read: a header, then a piece for each page of people. */
export async function* csvOf(
  header: readonly string[],
  pages: AsyncIterable<readonly BatchPerson[]>,
  cells: (person: BatchPerson) => readonly (string | number | null)[],
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  // The mark tells spreadsheets that it is UTF-8.
  yield new TextEncoder().encode(`\uFEFF${lines([header])}`)
  for await (const people of pages) yield new TextEncoder().encode(lines(people.map(cells)))
}

/** Whoever opens the file in a spreadsheet must not run what a customer is called. */
const lines = (rows: readonly (readonly (string | number | null)[])[]): string =>
  stringify(rows as (string | number | null)[][], { escape_formulas: true, record_delimiter: 'windows' })

export const ERROR_COLUMNS = ['row', 'line', 'recipient', 'field', 'reason', 'text'] as const

/** A row that is wrong by itself. */
export function errorCells({ row }: BatchPerson, locale: Locale): (string | number | null)[] {
  const { n, line, reason } = row
  return [
    n,
    line,
    shownRecipient(row),
    reason?.field ?? null,
    reason?.code ?? null,
    reason && sentenceOf(reason, locale),
  ]
}

export const RESULT_COLUMNS = [
  'row',
  'recipient',
  'exit',
  'status',
  'reason',
  'text',
  'channel',
  'address',
  'sessionId',
  'messageId',
  'operationId',
  'at',
  'batch',
] as const

/** What became of one person. */
export function resultCells(person: BatchPerson, batch: Batch, locale: Locale): (string | number | null)[] {
  const { row, answer, operationId } = person
  const { code, text } = whyOf(person, locale)
  return [
    row.n,
    shownRecipient(row),
    exitOf(person, batch),
    answer?.status ?? null,
    code,
    text,
    answer?.channel ?? null,
    answer?.address ?? null,
    answer?.sessionId ?? null,
    answer?.messageId ?? null,
    answer ? operationId : null,
    answer?.at ?? row.changedAt,
    batch.name ?? batch.id,
  ]
}

/** The exit of a person as the step would name it; a row that is wrong was refused. Empty while it is not known. */
export function exitOf({ row }: BatchPerson, batch: Pick<Batch, 'state'>): string | null {
  switch (row.state) {
    case 'waiting':
      return batch.state === 'cancelled' || batch.state === 'rejected' ? 'cancelled' : null
    case 'watching':
      return null
    case 'invalid':
      return 'refused'
    case 'duplicate':
      return 'skipped'
    case 'sent':
      return row.reason?.code ?? 'sent'
    default:
      return row.state
  }
}

/** Why, as a word and a sentence. */
export function whyOf(
  { row, reason, answer }: BatchPerson,
  locale: Locale,
): { readonly code: string | null; readonly text: string | null } {
  // It left, and the host said later that it was not delivered.
  if (row.state === 'sent' && answer?.status === 'failed' && reason) return reason
  if (
    row.state === 'sent' ||
    row.state === 'waiting' ||
    row.state === 'watching' ||
    row.state === 'would-send'
  )
    return { code: row.state === 'would-send' ? (row.reason?.code ?? null) : null, text: null }
  const own = row.reason && rowSentence(row.reason, locale)
  return {
    code: row.reason?.code ?? reason?.code ?? null,
    text: own ?? reason?.text ?? sentenceOf(row.reason, locale),
  }
}

/** A reason in words: a list's own, else the one it came with, else what is said of such a code without its facts. */
export function sentenceOf(reason: RowReason | null, locale: Locale): string | null {
  if (!reason) return null
  return (
    rowSentence(reason, locale) ??
    (locale === 'en' && reason.text ? reason.text : codeSentence(reason.code, locale))
  )
}

/** What is said of many who have one reason: nothing that is particular to one of them. */
export function classSentence(
  { state, code }: { readonly state: RowState | TroubleState; readonly code: string },
  locale: Locale,
): string {
  const hop = /^hop-(\d+)$/.exec(code)?.[1]
  if (hop !== undefined) return LIST_WORDS[locale].hop(Number(hop))
  // Words of a rule are for those whom it refused: a row that is wrong has never come to a rule.
  const isReason = state !== 'invalid' && REASON_CODES.some((each) => each === code)
  return (isReason ? null : rowSentence({ code }, locale)) ?? codeSentence(code, locale)
}

/** What is said of a code where nothing more is known. */
export function codeSentence(code: string, locale: Locale): string {
  const known = REASON_CODES.find((each) => each === code)
  return known
    ? reasonSentence({ code: known, facts: {}, remedy: null }, locale)
    : failureSentence(code, locale)
}

function shownRecipient({ recipient: { to } }: BatchPerson['row']): string | null {
  if (to === null) return null
  if ('contactId' in to) return to.contactId
  return 'address' in to ? to.address : `${to.record.type}/${to.record.id}`
}
