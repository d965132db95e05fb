import { z } from 'zod'
import type { NodeContext } from '../../http.ts'
import { WebApiError } from './envelope.ts'

/** The body by a schema; none at all counts as an empty object. Throws the host's 400. */
export async function readJson<S extends z.ZodType>(c: NodeContext, schema: S): Promise<z.output<S>> {
  const result = schema.safeParse(await looseJson(c))
  if (!result.success) throw new WebApiError(400, z.prettifyError(result.error))
  return result.data
}

/** A list may be asked for by query or by body (facts, 4.3). */
export async function listBody(c: NodeContext): Promise<unknown> {
  return c.req.method === 'GET' ? c.req.query() : looseJson(c)
}

async function looseJson(c: NodeContext): Promise<unknown> {
  const text = await c.req.text()
  if (text.trim() === '') return {}
  try {
    return JSON.parse(text)
  } catch {
    throw new WebApiError(400, 'The body is not JSON.')
  }
}
