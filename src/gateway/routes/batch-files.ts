import { peopleOf } from '../../outbound/batch/index.ts'
import type { Ask } from '../route.ts'
import { csvOf, ERROR_COLUMNS, errorCells, RESULT_COLUMNS, resultCells } from '../batches/table.ts'
import { Problem } from '../problems.ts'
import { defineRoute } from '../route.ts'
import { streamOf } from '../stream-of.ts'

/** Rows that are wrong by themselves, before anybody was asked. */
export const readBatchErrors = defineRoute({
  method: 'GET',
  path: '/v1/batches/:id/errors.csv',
  who: 'operations',
  summary: 'The rows of a list that are wrong by themselves, each with its line, field and reason.',
  answers: { 200: { description: 'A table.', type: 'text/csv' } },
  problems: ['unknown-batch'],
  async respond(ask) {
    const { outbound, batch } = await found(ask)
    const { locale } = ask
    const pages = peopleOf(outbound, batch, { states: ['invalid'], code: null, locale })
    return table(
      'errors',
      csvOf(ERROR_COLUMNS, pages, (person) => errorCells(person, locale)),
    )
  },
})

/** What became of every person. */
export const readBatchResults = defineRoute({
  method: 'GET',
  path: '/v1/batches/:id/results.csv',
  who: 'operations',
  summary: 'What became of every person of a batch, in the order of its list.',
  answers: { 200: { description: 'A table.', type: 'text/csv' } },
  problems: ['unknown-batch'],
  async respond(ask) {
    const { outbound, batch } = await found(ask)
    const { locale } = ask
    const pages = peopleOf(outbound, batch, { states: null, code: null, locale })
    return table(
      'results',
      csvOf(RESULT_COLUMNS, pages, (person) => resultCells(person, batch, locale)),
    )
  },
})

async function found({ caller, param }: Pick<Ask<'operations', unknown, unknown>, 'caller' | 'param'>) {
  const { outbound } = caller.workspace
  const batch = await outbound.journal.batches.get(param('id'))
  if (!batch) throw new Problem('unknown-batch')
  return { outbound, batch }
}

function table(name: string, pieces: AsyncIterable<Uint8Array<ArrayBuffer>>): Response {
  return new Response(streamOf(pieces), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${name}.csv"`,
      'Cache-Control': 'no-store',
    },
  })
}
