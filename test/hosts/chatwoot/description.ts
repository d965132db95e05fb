import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'

type Schema = Readonly<Record<string, unknown>>

/** The vendor's own OpenAPI file, where the fact sheets lie: beside the project, or where the variable says. It is not ours to copy. */
const FOLDER = process.env['HOST_SHEETS'] ?? resolve(import.meta.dirname, '../../../..', 'shared', 'hosts')
const FILE = resolve(FOLDER, 'chatwoot-openapi.json')

export const isThere = existsSync(FILE)

export interface Operation {
  /** Schema of the JSON body, where there is one. */
  readonly body: Schema | null
  /** Schema of the answer with 200, where there is one. */
  readonly answer: Schema | null
}

export interface Description {
  /** `null` when the vendor does not describe such a call. */
  operation(method: string, path: string): Operation | null
  /** What in the value contradicts the schema, each with its place. Fields that are not described are the description's gaps. */
  contradictions(schema: Schema, value: unknown, at?: string): string[]
}

/** Reads the description. Call it only when it is there. */
export function description(): Description {
  const whole = JSON.parse(readFileSync(FILE, 'utf8')) as Schema
  const at = (...keys: readonly string[]): unknown =>
    keys.reduce<unknown>((part, key) => field(part, key), whole)
  const paths = Object.keys(at('paths') as Schema).map((path) => ({
    path,
    pattern: new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`),
    // The one with fewer holes is meant: contacts/search is no contact.
    holes: path.split('{').length,
  }))

  const resolved = (schema: Schema): Schema => {
    const ref = schema['$ref']
    return typeof ref === 'string' ? resolved(at(...ref.slice(2).split('/')) as Schema) : schema
  }

  const contradictions = (given: Schema, value: unknown, place = 'the body'): string[] => {
    const schema = resolved(given)
    const parts = (schema['allOf'] ?? []) as Schema[]
    const inAll = parts.flatMap((part) => contradictions(part, value, place))
    const types = [schema['type'] ?? []].flat() as string[]
    if (types.length > 0 && !types.some((type) => isOf(type, value)))
      return [...inAll, `${place}: is ${JSON.stringify(value)?.slice(0, 40)}, not ${types.join(' or ')}`]
    const choices = schema['enum'] as unknown[] | undefined
    if (choices && !choices.includes(value)) return [...inAll, `${place}: ${String(value)} is no choice`]
    if (Array.isArray(value)) {
      const items = schema['items'] as Schema | undefined
      return items ? [...inAll, ...value.flatMap((item) => contradictions(items, item, `${place}[]`))] : inAll
    }
    if (typeof value !== 'object' || value === null) return inAll
    const missing = ((schema['required'] ?? []) as string[]).filter((key) => !(key in value))
    const own = Object.entries((schema['properties'] ?? {}) as Record<string, Schema>)
    return [
      ...inAll,
      ...missing.map((key) => `${place}.${key}: is missing`),
      ...own.flatMap(([key, part]) =>
        key in value ? contradictions(part, field(value, key), `${place}.${key}`) : [],
      ),
    ]
  }

  return {
    operation(method, path) {
      const fits = paths.filter(({ pattern }) => pattern.test(path)).toSorted((a, b) => a.holes - b.holes)
      const found = fits[0] && at('paths', fits[0].path, method.toLowerCase())
      if (!found) return null
      const json = (part: unknown) => (field(part, 'content', 'application/json', 'schema') as Schema) ?? null
      return { body: json(field(found, 'requestBody')), answer: json(field(found, 'responses', '200')) }
    },
    contradictions,
  }
}

function field(part: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce<unknown>((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], part)
}

function isOf(type: string, value: unknown): boolean {
  if (type === 'null') return value === null
  if (type === 'array') return Array.isArray(value)
  if (type === 'integer') return Number.isInteger(value)
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value)
  return typeof value === type
}
