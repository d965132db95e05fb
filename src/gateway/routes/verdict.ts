import { InvalidInput, judge, operationReport, type Judge } from '../../outbound/index.ts'
import { recorded } from '../deeds.ts'
import { Problem } from '../problems.ts'
import { defineRoute, json } from '../route.ts'
import { ReportSchema, VerdictBodySchema } from '../step-schemas.ts'
import type { Callers } from '../identity.ts'

/** A person decides what nobody can find out (R-ONCE-2). */
export const judgeOperation = defineRoute({
  method: 'POST',
  path: '/v1/operations/:id/verdict',
  who: 'any',
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
    const who = judgeOf(caller, body.by)
    const { rest } = await recorded(caller, body.verdict, param('id'), () =>
      judge(outbound, param('id'), body.verdict, who),
    )
    gateway.background.keep('what follows a word on an unknown outcome', rest)
    const report = await operationReport(outbound, param('id'))
    if (!report) throw new Problem('unknown-operation')
    return json(report)
  },
})

function judgeOf({ asker, operatorId }: Callers['any'], name: string | undefined): Judge {
  if (operatorId === null) {
    if (name === undefined) throw invalid('is needed: the secret does not say who decides')
    return { name }
  }
  if (name !== undefined) throw invalid('is not taken: the context says who decides')
  return { operatorId, ofAll: asker === null }
}

function invalid(message: string): InvalidInput {
  return new InvalidInput([{ path: 'by', message }])
}
