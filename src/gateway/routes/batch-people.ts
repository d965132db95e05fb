import * as z from 'zod'
import { ROW_STATES } from '../../domain/batch.ts'
import { pageOfPeople } from '../../outbound/batch/index.ts'
import { BatchPeopleSchema } from '../batches/schemas.ts'
import { exitOf, whyOf } from '../batches/table.ts'
import { Problem } from '../problems.ts'
import { defineRoute, json } from '../route.ts'

const PAGE = 100

/** The people of one, by how they ended. */
export const readBatchPeople = defineRoute({
  method: 'GET',
  path: '/v1/batches/:id/people',
  who: 'operations',
  summary: 'People of a batch in the order of its list; by state and reason where these are given.',
  query: z.object({
    state: z.enum(ROW_STATES).optional(),
    code: z.string().max(100).optional(),
    cursor: z
      .string()
      .regex(/^\d{1,9}$/, 'is none of ours')
      .optional(),
  }),
  answers: { 200: { description: 'A page of them.', schema: BatchPeopleSchema } },
  problems: ['unknown-batch'],
  async respond({ caller, param, query: { state, code, cursor }, locale }) {
    const { outbound } = caller.workspace
    const batch = await outbound.journal.batches.get(param('id'))
    if (!batch) throw new Problem('unknown-batch')
    const query = { states: state ? [state] : null, code: code ?? null, locale }
    const people = await pageOfPeople(outbound, batch, query, Number(cursor ?? 0), PAGE)
    const items = people.map((person) => {
      const { row, answer, operationId } = person
      const { code, text } = whyOf(person, locale)
      return {
        row: row.n,
        line: row.line,
        recipient: row.recipient.to,
        state: row.state,
        exit: exitOf(person, batch),
        reason: code === null ? null : { code, text },
        operationId: answer ? operationId : null,
        at: answer?.at ?? row.changedAt,
      }
    })
    const last = people.length === PAGE ? people.at(-1) : undefined
    return json({ items, next: last ? String(last.row.n) : null })
  },
})
