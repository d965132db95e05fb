import { timingSafeEqual } from 'node:crypto'
import { Webhook } from 'standardwebhooks'
import { z } from 'zod'
import type { NodeApp } from '../http.ts'
import type { GatewayAccess } from '../crm/deps.ts'
import { StepAnswerSchema, type StepAnswer } from './runs.ts'

/** Where steps tell their exits. */
export const CALLBACK_PATH = '/process-callbacks'

// Standard Webhooks: a call that is much older or newer than now may be a replay.
const TOLERANCE_MS = 5 * 60_000

const ToldSchema = StepAnswerSchema.extend({ operationId: z.string(), exit: z.string() })

interface CallbackDeps {
  gateway(): GatewayAccess | null
  told(operationId: string, answer: StepAnswer): void
  /** Callbacks are signed by the machine's clock. */
  now?(): Date
}

/** Takes the exits of steps that had answered 202, signed with the workspace secret as Standard Webhooks say. */
export function mountCallbacks(app: NodeApp, { gateway, told, now = () => new Date() }: CallbackDeps): void {
  app.post(CALLBACK_PATH, async (c) => {
    const body = await c.req.text()
    const secret = gateway()?.secret
    const signed = {
      id: c.req.header('webhook-id') ?? '',
      at: new Date(Number(c.req.header('webhook-timestamp') ?? Number.NaN) * 1000),
      signatures: (c.req.header('webhook-signature') ?? '').split(' '),
    }
    if (secret === undefined || !genuine(secret, signed, body, now()))
      return c.json({ error: 'The signature is not the gateway’s.' }, 401)
    const answer = ToldSchema.safeParse(JSON.parse(body))
    if (!answer.success) return c.json({ error: 'This is no answer of a step.' }, 400)
    told(answer.data.operationId, answer.data)
    return c.body(null, 204)
  })
}

interface Signed {
  readonly id: string
  readonly at: Date
  readonly signatures: readonly string[]
}

function genuine(secret: string, { id, at, signatures }: Signed, body: string, now: Date): boolean {
  // A time that is no number is never within the tolerance.
  if (id === '' || !(Math.abs(now.getTime() - at.getTime()) <= TOLERANCE_MS)) return false
  const expected = Buffer.from(new Webhook(Buffer.from(secret).toString('base64')).sign(id, at, body))
  return signatures.some((given) => {
    const bytes = Buffer.from(given)
    return bytes.length === expected.length && timingSafeEqual(bytes, expected)
  })
}
