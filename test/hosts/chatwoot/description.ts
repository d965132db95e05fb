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

/** Where the vendor's file says something else than its server does (facts, 1.1 and 2.4). */
const KNOWN_GAPS = [
  // Null where nothing is known, described as texts only.
  /(email|phone_number|identifier|avatar_url|provider): is null, not string/,
  // Dates are compared by what its own list of filters has, of which the description names the first few (C: lib/filters/filter_keys.yml).
  /filter_operator: is_less_than is no choice$/,
  // Wrongly said to be required.
  /^request\.inbox_id: is missing$/,
  // Its own example ends with null.
  /query_operator: is null, not string/,
  // A button without a place in its address has nothing to be filled with; the server's own code reads null there (4.1).
  /^request\.(message\.)?template_params\.processed_params\.buttons\[\]: is null, not object$/,
  // What happened in a conversation and what a rule wrote have nobody for a sender, and files alone come without words (C: the server's own view of a message).
  /^answer\.(payload|messages)\[\]\.(sender|content): is null, not (object|string)$/,
  // The answer of create is described as a list.
  /^answer\.payload: is \{"contact":/,
]

/** A call as it was made, and what in it or its answer is not as described. */
export interface Exchange {
  readonly call: string
  readonly found: readonly string[]
}

/**
 * A `fetch` that holds every request and every good answer against the description, its known gaps aside. Forms are no JSON: of them
 * only the answer is held. What was cut off or mangled on its way is nobody's answer, and so is left out.
 */
export function heldAgainst({ operation, contradictions }: Description, seen: Exchange[]) {
  return (inner: typeof fetch): typeof fetch =>
    async (input, init) => {
      const request = new Request(input, init)
      const isForm = request.headers.get('content-type')?.startsWith('multipart/') === true
      const sent = isForm ? '' : await request.clone().text()
      const response = await inner(request)
      const { pathname } = new URL(request.url)
      const described = operation(request.method, pathname)
      const answered = response.ok ? await jsonOf(response.clone()) : undefined
      const found = described
        ? [
            ...(described.body && sent !== ''
              ? contradictions(described.body, JSON.parse(sent), 'request')
              : []),
            ...(described.answer && answered !== undefined
              ? contradictions(described.answer, answered, 'answer')
              : []),
          ]
        : ['is not described']
      seen.push({
        call: `${request.method} ${pathname}`,
        found: found.filter((one) => !KNOWN_GAPS.some((gap) => gap.test(one))),
      })
      return response
    }
}

async function jsonOf(response: Response): Promise<unknown> {
  try {
    return await response.json()
  } catch {
    return undefined
  }
}
