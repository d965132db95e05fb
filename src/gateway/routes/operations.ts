import * as z from 'zod'
import { operationFor, operationReport, repeatAfter } from '../../outbound/index.ts'
import { OperationSchema } from '../../wire/schemas.ts'
import { operationAnswer } from '../operation-answer.ts'
import { Problem } from '../problems.ts'
import { defineRoute, json } from '../route.ts'
import { ReportSchema } from '../step-schemas.ts'

/** Where an operation stands: a widget sees its own, the process engine any of the workspace, with its steps. */
export const readOperation = defineRoute({
  method: 'GET',
  path: '/v1/operations/:id',
  who: 'any',
  summary:
    'Where an operation stands: the widget’s view for a context, the step’s answer with its steps for the secret and for Operations.',
  query: z.object({
    missing: z
      .enum(['null'])
      .optional()
      .describe('`null`: an operation that nobody ever asked for is answered with null and is no problem.'),
  }),
  answers: {
    200: {
      description: 'The operation; null only where the query asks for that.',
      schema: z.union([ReportSchema, OperationSchema, z.null()]),
    },
  },
  problems: ['unknown-operation'],
  async respond({ caller: { workspace, asker }, param, query }) {
    const { outbound } = workspace
    const found = asker
      ? await operationFor(outbound, asker, param('id'))
      : await operationReport(outbound, param('id'))
    if (!found && query.missing !== 'null') throw new Problem('unknown-operation')
    return json(found)
  },
})

/** What failed after sending is made again, and nothing else (R-AFTER-5). */
export const repeatAfterStep = defineRoute({
  method: 'POST',
  path: '/v1/operations/:id/after',
  who: 'context',
  summary:
    'Makes again what failed after sending: assigning, closing or handing over. Nothing is sent again.',
  answers: {
    200: { description: 'Done, or failed once more; `routing` says which.', schema: OperationSchema },
    202: {
      description: 'Under way; the stream and GET /v1/operations/{id} tell the rest.',
      schema: OperationSchema,
    },
  },
  problems: ['unknown-operation', 'nothing-to-repeat'],
  respond(ask) {
    const { workspace, asker } = ask.caller
    const id = ask.param('id')
    return operationAnswer(ask, id, repeatAfter(workspace.outbound, asker, id))
  },
})
