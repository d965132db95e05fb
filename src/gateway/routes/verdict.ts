import { InvalidInput, judge, operationReport, type Judge } from '../../outbound/index.ts'
import { Problem } from '../problems.ts'
import { defineRoute, json } from '../route.ts'
import { ReportSchema, VerdictBodySchema } from '../step-schemas.ts'
import type { Callers } from '../identity.ts'

/** A person decides what nobody can find out (R-ONCE-2). */
export const judgeOperation = defineRoute({
  method: 'POST',
  path: '/v1/operations/:id/verdict',
  who: 'either',
  summary:
    'A person’s word on an operation whose outcome nobody knows: it arrived, or it is to be sent again. Recorded with who and when.',
  body: VerdictBodySchema,
  answers: {
    200: {
      description:
        'The operation with the word on it; `judged.next` names the operation that sends it again. The same word again: the same answer.',
      schema: ReportSchema,
    },
  },
  problems: ['unknown-operation', 'nothing-to-judge'],
  examples: {
    'a supervisor saw it in the host': { verdict: 'arrived', by: 'Anna Orlova' },
    'it is not there': { verdict: 'send-again', by: 'Anna Orlova' },
  },
  async respond({ caller, gateway, body, param }) {
    const { outbound } = caller.workspace
    const { rest } = await judge(outbound, param('id'), body.verdict, judgeOf(caller, body.by))
    gateway.background.keep('what follows a word on an unknown outcome', rest)
    const report = await operationReport(outbound, param('id'))
    if (!report) throw new Problem('unknown-operation')
    return json(report)
  },
})

function judgeOf({ asker }: Callers['either'], name: string | undefined): Judge {
  if (!asker && name === undefined) throw invalid('is needed: the secret does not say who decides')
  if (asker && name !== undefined) throw invalid('is not taken: the context says who decides')
  return asker ? { operatorId: asker.operatorId } : { name: name ?? '' }
}

function invalid(message: string): InvalidInput {
  return new InvalidInput([{ path: 'by', message }])
}
