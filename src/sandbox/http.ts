import type { HttpBindings } from '@hono/node-server'
import type { Context, Hono } from 'hono'
import { z } from 'zod'
import { EngineError } from './engine/index.ts'

/** Hono on Node, with the socket in reach. */
export interface NodeEnv {
  Bindings: HttpBindings
}
export type NodeApp = Hono<NodeEnv>
export type NodeContext = Context<NodeEnv>

/** A body that is not what was asked for; the sentences name the fields. */
class BadBody extends Error {
  override readonly name = 'BadBody'
  readonly fields: readonly { readonly path: string; readonly message: string }[]

  constructor(fields: BadBody['fields']) {
    super(fields.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`)).join('; '))
    this.fields = fields
  }
}

/** Reads a JSON body by a schema. Throws `BadBody`. */
export async function readBody<S extends z.ZodType>(c: NodeContext, schema: S): Promise<z.output<S>> {
  const text = await c.req.text()
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    throw new BadBody([{ path: '', message: 'The body is not JSON.' }])
  }
  return checked(schema, json)
}

/** A value by a schema. Throws `BadBody`. */
export function checked<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  throw new BadBody(result.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })))
}

const STATUS: Readonly<Record<EngineError['code'], 400 | 404 | 409>> = {
  'bad-request': 400,
  'unknown-id': 404,
  refused: 409,
}

/** Answers our own errors with a sentence; anything else is a 500 that keeps its stack to itself. */
export function answerError(cause: Error, c: Context): Response {
  if (cause instanceof BadBody) return c.json({ error: cause.message, fields: cause.fields }, 400)
  if (cause instanceof EngineError) return c.json({ error: cause.message }, STATUS[cause.code])
  return c.json({ error: 'The sandbox itself failed.' }, 500)
}
