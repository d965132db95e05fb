import { DeedPageSchema, FailureClassSchema, TroubledSchema, WaitingSchema } from '../../src/wire/troubles.ts'
import { minutesAgo } from '../../widget/stories/people.ts'
import { hostile } from './hostile-answers.ts'
import { ANSWERS, batch, message as troubled, page } from './operations-kit.ts'
import type { WireSchema } from './wire-strings.ts'

const row = (n: number) => ({
  ...troubled,
  operationId: `o-${n}`,
  batchId: `b-${n}`,
  batchName: 'x',
  by: 'x',
  reason: { code: 'x', text: 'x' },
})

/** The answers to Operations, with each attempt in a row of each section. */
export function hostileOperations(attempts: readonly string[]): Record<string, unknown> {
  const rows = (schema: WireSchema, make: (n: number) => object) =>
    page(...attempts.map((attempt, n) => hostile(schema, make(n), attempt)))
  const waiting = (ANSWERS['GET /v1/waiting'] as ReturnType<typeof page>).items[0]
  const deed = (ANSWERS['GET /v1/deeds'] as ReturnType<typeof page>).items[0]
  const failure = (n: number) => ({
    state: 'failed',
    code: `code-${n}`,
    text: 'x',
    count: 1,
    retryable: 1,
    newestAt: null,
    batches: [{ batchId: `b-${n}`, name: 'x', count: 1 }],
    examples: [row(n)],
  })
  return {
    ...ANSWERS,
    'GET /v1/unknowns': rows(TroubledSchema, row),
    'GET /v1/failures': { sinceAt: minutesAgo(9), ...rows(FailureClassSchema, failure) },
    'GET /v1/waiting': rows(WaitingSchema, (n) => ({ ...waiting, ...row(n) })),
    'GET /v1/batches': page(...attempts.map((name, n) => ({ ...batch, batchId: `b-${n}`, name }))),
    'GET /v1/deeds': page(
      ...attempts.map(
        (attempt, n) =>
          hostile(DeedPageSchema, { items: [{ ...deed, n: `${n}` }], next: null } as never, attempt)[
            'items'
          ][0],
      ),
    ),
  }
}
