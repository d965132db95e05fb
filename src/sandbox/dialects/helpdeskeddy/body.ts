import { z } from 'zod'
import type { NodeContext } from '../../http.ts'
import { ApiError } from './envelope.ts'

/** The body by a schema: JSON, a form or multipart are all taken (facts, 2). Unknown fields are ignored (scenario 13). */
export async function readBody<S extends z.ZodType>(c: NodeContext, schema: S): Promise<z.output<S>> {
  const result = schema.safeParse(await fields(c))
  if (result.success) return result.data
  const [first = 'The body is not right.', ...more] = result.error.issues.map(
    ({ path, message }) => `${path.join('.')}: ${message}`,
  )
  throw new ApiError(400, first, ...more)
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

/** `custom_fields[44][1]=9`, `tags[]=y` and `files[0]` as forms write them: lists where the keys are numbers in order. */
function nested(form: Readonly<Record<string, unknown>>): unknown {
  const found: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(form)) {
    const keys = [...name.matchAll(/\[([^\]]*)\]/g)].map(([, key = '']) => key)
    put(found, [name.replace(/\[.*$/s, ''), ...keys], value)
  }
  for (const list of ['tags', 'files', 'bcc', 'cc', 'followers']) found[list] = asList(found[list])
  return found
}

function put(into: Record<string, unknown>, [key = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) into[key] = value
  else if (rest[0] === '') into[key] = value
  else put((into[key] ??= {}) as Record<string, unknown>, rest, value)
}

function asList(value: unknown): unknown {
  if (value === undefined || Array.isArray(value)) return value
  return typeof value === 'object' && value !== null && !(value instanceof File)
    ? Object.values(value)
    : [value]
}
