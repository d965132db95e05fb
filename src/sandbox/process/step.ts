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

type Variables = Pick<RunState, 'order' | 'customerReads' | 'wait'>
type Trouble = NonNullable<RunState['trouble']>['code']
/** What came of asking once: an answer, why to ask again, or that the step waits (202). */
export type Asked =
  | { readonly answer: StepAnswer }
  | { readonly again: Trouble }
  | { readonly waits: Waiting | null }

const WaitingSchema = z.object({ reason: z.string(), deadlineAt: z.iso.datetime() })
/** What keeps a step and until when, by the gateway's clock. */
type Waiting = z.infer<typeof WaitingSchema>
const ReportSchema = z.object({ waiting: WaitingSchema.nullable() })

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
  const asked = await ask(gateway, 'POST', `process-actions/${step.id}`, locale, body)
  // No answer, or half of one: whether it was done is not known here, so the same id is asked again.
  if (!asked) return { again: 'gateway-down' }
  const { response, json } = asked
  if (response.status >= 500 || response.status === 429) return { again: 'gateway-busy' }
  if (!response.ok) return { answer: refusedBody(json) }
  const answer = StepAnswerSchema.safeParse(json)
  if (!answer.success) return { again: 'gateway-busy' }
  if (answer.data.exit !== null) return { answer: answer.data }
  const told = body['callbackUrl'] !== undefined && (await operation(gateway, body, locale))
  return { waits: told ? told.waiting : null }
}

/** Calls the step off: the process waits no longer. What has left is then no longer watched. */
export async function callOff(gateway: GatewayAccess | null, operationId: string): Promise<void> {
  await ask(gateway, 'POST', `operations/${encodeURIComponent(operationId)}/cancel`, 'en')
}

/** What keeps the step, as far as the gateway says. */
async function operation(
  gateway: GatewayAccess | null,
  { operationId }: Record<string, unknown>,
  locale: string,
): Promise<z.infer<typeof ReportSchema> | null> {
  const asked = await ask(gateway, 'GET', `operations/${encodeURIComponent(String(operationId))}`, locale)
  return ReportSchema.safeParse(asked?.json).data ?? null
}

async function ask(
  gateway: GatewayAccess | null,
  method: 'GET' | 'POST',
  path: string,
  locale: string,
  body?: Record<string, unknown>,
): Promise<{ readonly response: Response; readonly json: unknown } | null> {
  if (!gateway) return null
  try {
    const response = await fetch(`${gateway.url}/v1/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${gateway.secret}`,
        'content-type': 'application/json',
        'accept-language': locale,
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
      signal: AbortSignal.timeout(20_000),
    })
    return { response, json: await response.json() }
  } catch {
    return null
  }
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
  const { order, wait } = variables
  const values: Readonly<Record<string, unknown>> = {
    'order.id': order.id,
    'order.number': order.number,
    'order.title': order.title,
    'order.contactId': order.contactId,
    'wait.for': wait?.for ?? 'accepted',
    'wait.timeLimit': wait?.timeLimit ?? null,
    'wait.callbackUrl': wait?.callbackUrl ?? null,
  }
  const filled = template.replaceAll(/\{([\w.]+)\}/g, (whole, name: string) => {
    if (!(name in values)) return whole
    const value = values[name]
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
