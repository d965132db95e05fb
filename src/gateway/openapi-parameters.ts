import * as z from 'zod'
import { KEY_HEADER } from './idempotency-key.ts'
import type { Route } from './route.ts'

type Json = Readonly<Record<string, unknown>>

/** What a request has beside its body: parts of the path, the query, and the header that may stand for a field. */
export function parametersOf({ path, query, keyField }: Route): readonly Json[] {
  return [...pathParameters(path), ...queryParameters(query), ...keyParameter(keyField)]
}

function pathParameters(path: string): readonly Json[] {
  return [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
}

function queryParameters(query: z.core.$ZodType | null): readonly Json[] {
  if (!query) return []
  const { properties = {}, required = [] } = z.toJSONSchema(query, { io: 'input' })
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }))
}

/** The header may stand for the field, so the field of the body need not be there. */
function keyParameter(field: string | undefined): readonly Json[] {
  if (field === undefined) return []
  const description = `Instead of \`${field}\` in the body; where both are given they are the same.`
  return [{ name: KEY_HEADER, in: 'header', required: false, description, schema: { type: 'string' } }]
}
