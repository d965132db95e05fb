import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { z } from 'zod'
import type { NodeContext } from '../../http.ts'

/** What the host refuses, with the body that its server really sends (facts, 1.5). */
export class ChatwootRefusal extends Error {
  override readonly name = 'ChatwootRefusal'
  readonly status: ContentfulStatusCode
  readonly body: object

  constructor(status: ContentfulStatusCode, body: object) {
    super(JSON.stringify(body))
    this.status = status
    this.body = body
  }
}

export const notFound = () => new ChatwootRefusal(404, { error: 'Resource could not be found' })
/** Permission denials are 401 too, never 403. */
export const denied = () => new ChatwootRefusal(401, { error: 'You are not authorized to do this action' })
export const unprocessable = (error: string) => new ChatwootRefusal(422, { error })
export const invalid = (message: string, attributes: readonly string[]) =>
  new ChatwootRefusal(422, { message, attributes })

/** 429 is plain text and says nothing of when to come back (facts, 1.4). */
export function throttled(): Response {
  return new Response('Retry later\n', { status: 429, headers: { 'content-type': 'text/plain' } })
}

/** A JSON body by a schema; unknown fields are dropped, as the host's permitted parameters are. */
export async function readJson<S extends z.ZodType>(c: NodeContext, schema: S): Promise<z.output<S>> {
  const text = await c.req.text()
  let json: unknown
  try {
    json = text.trim() === '' ? {} : JSON.parse(text)
  } catch {
    throw new ChatwootRefusal(400, { error: 'Error occurred while parsing request parameters' })
  }
  return checkedParams(schema, json)
}

/** Parameters by a schema. Throws the host's 422. */
export function checkedParams<S extends z.ZodType>(schema: S, params: unknown): z.output<S> {
  const result = schema.safeParse(params)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  throw unprocessable(`param is missing or the value is invalid: ${issue?.path.join('.') ?? ''}`)
}
