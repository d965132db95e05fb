import { randomUUID } from 'node:crypto'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { z } from 'zod'
import { EngineError } from '../../engine/index.ts'
import type { NodeContext } from '../../http.ts'

/** What the stand refuses. Only 401, and 400 for a closed thread, are documented; the other statuses are inferred (facts, 2.11). */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly status: 400 | 401 | 403 | 404 | 409
  /** The code in the field `error`, on Pulse. */
  readonly error: string

  constructor(status: Refusal['status'], error: string, message = error) {
    super(message)
    this.status = status
    this.error = error
  }
}

export function refused(c: NodeContext, status: ContentfulStatusCode, error: string, message: string) {
  return c.json({ timestamp: new Date().toISOString(), status, error, message }, status)
}

/** Turns everything thrown inside a route into the stand's answer. */
export function answerRefusal(cause: Error, c: NodeContext): Response {
  if (cause instanceof Refusal) return refused(c, cause.status, cause.error, cause.message)
  if (cause instanceof EngineError)
    return refused(c, cause.code === 'unknown-id' ? 404 : 400, 'Bad Request', cause.message)
  return refused(c, 500, 'Internal Server Error', 'Internal Server Error')
}

/** The body by a schema; unknown fields are ignored. Throws the stand's 400. */
export async function readJson<S extends z.ZodType>(c: NodeContext, schema: S): Promise<z.output<S>> {
  let json: unknown
  try {
    json = JSON.parse(await c.req.text())
  } catch {
    throw new Refusal(400, 'Bad Request', 'The body is not JSON.')
  }
  const result = schema.safeParse(json)
  if (!result.success) throw new Refusal(400, 'Bad Request', z.prettifyError(result.error))
  return result.data
}

/** 200 without a body (facts, 2.5 to 2.8). */
export function nothing(c: NodeContext): Response {
  return c.body(null, 200)
}

/** Newer stands number their answers (scenario 2). */
export function numbered(c: NodeContext): void {
  c.header('X-Request-Id', randomUUID())
}
