import * as z from 'zod'
import { operationFor, operationReport } from '../../outbound/index.ts'
import { OperationSchema } from '../../wire/schemas.ts'
import { Problem } from '../problems.ts'
import { defineRoute, json } from '../route.ts'
import { ReportSchema } from '../step-schemas.ts'

/** Where an operation stands: a widget sees its own, the process engine any of the workspace, with its steps. */
export const readOperation = defineRoute({
  method: 'GET',
  path: '/v1/operations/:id',
  who: 'either',
  summary:
    'Where an operation stands: the widget’s view for a context, the step’s answer with its steps for the secret.',
  answers: { 200: { description: 'The operation.', schema: z.union([ReportSchema, OperationSchema]) } },
  problems: ['unknown-operation'],
  async respond({ caller: { workspace, asker }, param }) {
    const { outbound } = workspace
    const found = asker
      ? await operationFor(outbound, asker, param('id'))
      : await operationReport(outbound, param('id'))
    if (!found) throw new Problem('unknown-operation')
    return json(found)
  },
})
