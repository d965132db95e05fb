import { z } from 'zod'
import type { NodeContext } from '../../http.ts'
import { ApiError } from './envelope.ts'

/** The body by a schema: JSON, a form or multipart are all taken (facts, 2). Unknown fields are ignored (scenario 13). */
export async function readBody<S extends z.ZodType>(c: NodeContext, schema: S): Promise<z.output<S>> {
  const result = schema.safeParse(await fields(c))
  if (result.success) return result.data
  const issue = result.error.issues[0]
  throw new ApiError(400, `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'is not right'}`)
}

async function fields(c: NodeContext): Promise<unknown> {
  if (/form/.test(c.req.header('content-type') ?? '')) return nested(await c.req.parseBody({ all: true }))
  const text = await c.req.text()
  if (text.trim() === '') return {}
  try {
    return JSON.parse(text)
  } catch {
    throw new ApiError(400, 'The body is not JSON.')
  }
}

/** `custom_fields[12]=x` and `tags[]=y` as forms write them. */
function nested(form: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const found: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(form)) {
    const [, list, key] = /^([^[]+)\[([^\]]*)\]$/.exec(name) ?? []
    if (list === undefined || key === undefined) found[name] = value
    else if (key === '') found[list] = Array.isArray(value) ? value : [value]
    else found[list] = { ...(found[list] as object | undefined), [key]: value }
  }
  return found
}
