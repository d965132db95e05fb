import { z } from 'zod'
import type { GatewayAccess } from '../crm/deps.ts'
import { StepAnswerSchema, type RunState, type StepAnswer } from './runs.ts'

/** A step of the plugin as it stands in a diagram: its id and its inputs, with `{order.number}` and the like to be filled in. */
export const BoundStepSchema = z.object({
  id: z.string(),
  inputs: z.array(
    z.object({
      name: z.string(),
      value: z.string(),
      /** For customers who read Russian, where it differs. */
      ru: z.string().optional(),
    }),
  ),
})
export type BoundStep = z.infer<typeof BoundStepSchema>

const ProblemSchema = z.object({ code: z.string(), detail: z.string() })

type Variables = Pick<RunState, 'order' | 'customerReads'>
type Trouble = NonNullable<RunState['trouble']>['code']
/** What came of asking once: an answer, or why to ask again (`null`: the step is still at work). */
export type Asked = { readonly answer: StepAnswer } | { readonly again: Trouble | null }

/**
 * The body of a step's call: inputs by their dotted names, variables filled in. A variable that is empty leaves its input out:
 * the step's own check then says which one is missing.
 */
export function bodyOf(step: BoundStep, variables: Variables, operationId: string): Record<string, unknown> {
  const body: Record<string, unknown> = { operationId }
  for (const { name, value, ru } of step.inputs) {
    const filled = fillIn((variables.customerReads === 'ru' ? ru : undefined) ?? value, variables)
    if (filled !== null) setAt(body, name.split('.'), filled)
  }
  return body
}

/**
 * Asks the gateway once. A refused body is an answer too (exit `failed`); a gateway that is down, busy or not yet finished is
 * asked again with the same operation id, which cannot send twice.
 */
export async function askStep(
  gateway: GatewayAccess | null,
  step: BoundStep,
  body: Record<string, unknown>,
  locale: string,
): Promise<Asked> {
  if (!gateway) return { again: 'gateway-down' }
  let response: Response
  let json: unknown
  try {
    response = await fetch(`${gateway.url}/v1/process-actions/${step.id}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${gateway.secret}`,
        'content-type': 'application/json',
        'accept-language': locale,
      },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(20_000),
    })
    json = await response.json()
  } catch {
    // No answer, or half of one: whether it was done is not known here, so the same id is asked again.
    return { again: 'gateway-down' }
  }
  if (response.status >= 500 || response.status === 429) return { again: 'gateway-busy' }
  if (!response.ok) return { answer: refusedBody(json) }
  const answer = StepAnswerSchema.safeParse(json)
  if (!answer.success) return { again: 'gateway-busy' }
  return answer.data.exit === null ? { again: null } : { answer: answer.data }
}

function refusedBody(json: unknown): StepAnswer {
  const problem = ProblemSchema.safeParse(json)
  const reason = problem.success
    ? { code: problem.data.code, text: problem.data.detail }
    : { code: 'unknown', text: '' }
  return { exit: 'failed', reason, at: new Date().toISOString() }
}

function fillIn(template: string, variables: Variables): string | null {
  let empty = false
  const filled = template.replaceAll(/\{order\.(id|number|title|contactId)\}/g, (_, name: string) => {
    const value = variables.order[name as keyof RunState['order']]
    if (value === null) empty = true
    return String(value)
  })
  return empty ? null : filled
}

function setAt(
  target: Record<string, unknown>,
  [head = '', ...rest]: readonly string[],
  value: string,
): void {
  if (rest.length === 0) {
    target[head] = value
    return
  }
  const inner: Record<string, unknown> = isPlain(target[head]) ? target[head] : {}
  target[head] = inner
  setAt(inner, rest, value)
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
