import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import {
  csvOf,
  ERROR_COLUMNS,
  errorCells,
  RESULT_COLUMNS,
  resultCells,
} from '../../../src/gateway/batches/table.ts'
import type { Batch } from '../../../src/journal/batch.ts'
import type { BatchPerson } from '../../../src/outbound/batch/index.ts'
import { hostileCorpus } from '../../widget/hostile-corpus.ts'

const FORMULAS = [
  '=1+1',
  '+cmd|calc',
  '-2+3',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '＝1',
  '=HYPERLINK("http://a.example","b")',
]
const CORPUS = [
  ...hostileCorpus().map((words) => words.toWellFormed()),
  ...FORMULAS,
  'two\nlines',
  'a "quoted", and; parted one',
]

/** Everything that somebody outside can fill in a row, filled with these words. */
const people = CORPUS.map((words, n) => ({
  row: {
    n: n + 1,
    line: n + 2,
    state: 'refused',
    recipient: { to: { address: words } },
    reason: { code: 'unknown-to-us', field: words, text: words },
    changedAt: '2026-11-20T12:00:00.000Z',
  },
  operationId: `b-1:${n}`,
  answer: { status: null, channel: 'email', address: words, sessionId: words, messageId: words, at: null },
  reason: { code: 'unknown-to-us', text: words },
})) as unknown as BatchPerson[]

async function table(header: readonly string[], cells: Parameters<typeof csvOf>[2]): Promise<string[][]> {
  const pieces = await Array.fromAsync(csvOf(header, pagesOf(people), cells))
  const [first, ...rows] = parse(Buffer.concat(pieces), { bom: true, relax_column_count: false })
  expect(first).toEqual(header)
  return rows
}
async function* pagesOf(all: readonly BatchPerson[]): AsyncGenerator<readonly BatchPerson[]> {
  yield all.slice(0, 300)
  yield all.slice(300)
}

test.each([
  ['errors', ERROR_COLUMNS, ['recipient', 'field', 'text'], (one: BatchPerson) => errorCells(one, 'en')],
  [
    'results',
    RESULT_COLUMNS,
    ['recipient', 'text', 'address', 'sessionId', 'messageId'],
    (one: BatchPerson) => resultCells(one, { id: 'b-1', name: '=1+1', state: 'done' } as Batch, 'en'),
  ],
] as const)(
  'what anybody is called stands in the table of %s as it was written, and no cell of it is a formula',
  async (_name, columns, filled, cells) => {
    const rows = await table(columns, cells)
    expect(rows).toHaveLength(CORPUS.length)
    // A quote before them keeps a spreadsheet from reckoning; the rest is what was written.
    expect(rows.flat().filter((cell) => /^[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/.test(cell))).toEqual([])
    const changed = rows.flatMap((row, n) =>
      filled.flatMap((column) => {
        const cell = row[(columns as readonly string[]).indexOf(column)]
        return cell === CORPUS[n] || cell === `'${CORPUS[n]}` ? [] : [[column, cell, CORPUS[n]]]
      }),
    )
    expect(changed).toEqual([])
  },
)
