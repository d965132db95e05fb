import * as z from 'zod'
import * as wire from '../wire/schemas.ts'
import type { Who } from './identity.ts'
import { parametersOf } from './openapi-parameters.ts'
import { PROBLEMS } from './problem-words.ts'
import type { Answer, Route } from './route.ts'

type Json = Readonly<Record<string, unknown>>

/** OpenAPI 3.1 of everything that is mounted, from the same schemas that check it. `named`: schemas that get a name of their own. */
export function describe(routes: readonly Route[], named: Readonly<Record<string, z.core.$ZodType>>): Json {
  const registry = z.registry<{ id: string }>()
  for (const [id, schema] of Object.entries({ ...named, Problem: wire.ProblemSchema }))
    registry.add(schema, { id })
  const schemas = z.toJSONSchema(registry, { uri: reference, io: 'input' }).schemas
  const keyed = keyedBodies(routes, registry)
  const paths: Record<string, Record<string, unknown>> = {}
  for (const route of routes) {
    const path = templated(route.path)
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route, registry) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Firstline gateway',
      version: '1',
      description:
        'Starts customer conversations from record cards and business processes, on the host behind a workspace.',
    },
    paths,
    components: {
      schemas: Object.fromEntries(
        Object.entries(schemas).map(([id, schema]) => [id, without(plain(schema), keyed.get(id))]),
      ),
      securitySchemes: {
        context: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: 'A card’s context from POST /v1/contexts.',
        },
        operations: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: 'A context from POST /v1/contexts with the right `operations`.',
        },
        secret: { type: 'http', scheme: 'bearer', description: 'The secret of a workspace.' },
        signIn: {
          type: 'apiKey',
          in: 'cookie',
          name: 'firstline_sign_in',
          description: 'Of a browser that is signed in; only our own page may use it.',
        },
      },
    },
  }
}

const SECURITY: Readonly<Record<Who, readonly Json[]>> = {
  open: [],
  context: [{ context: [] }],
  secret: [{ secret: [] }],
  operations: [{ operations: [] }, { secret: [] }],
  any: [{ context: [] }, { operations: [] }, { secret: [] }],
  page: [{ signIn: [] }, {}],
}

type Registry = z.core.$ZodRegistry<{ id: string }>

function operation(route: Route, registry: Registry): Json {
  const answers = Object.entries(route.answers).map(([status, answer]) => [status, success(answer, registry)])
  return {
    operationId: operationId(route),
    summary: route.summary,
    security: SECURITY[route.who],
    parameters: parametersOf(route),
    ...requestBody(route, registry),
    responses: { ...Object.fromEntries(answers), default: problem(route) },
  }
}

function requestBody({ body, rawBody, bodyLimit, examples: given }: Route, registry: Registry): Json {
  const limit = `At most ${bodyLimit} bytes.`
  if (rawBody !== undefined)
    return { requestBody: { required: true, description: `${rawBody} ${limit}`, content: { '*/*': {} } } }
  if (!body) return {}
  const media = { schema: schemaOf(body, registry), ...examples(given) }
  return { requestBody: { required: true, description: limit, content: { 'application/json': media } } }
}

function success({ description: text, schema, type, headers }: Answer, registry: Registry): Json {
  const description = { description: text, ...headersOf(headers) }
  if (!schema && type === undefined) return description
  const media = { [type ?? 'application/json']: schema ? { schema: schemaOf(schema, registry) } : {} }
  return { ...description, content: media }
}

function headersOf(headers: Answer['headers']): Json {
  if (!headers) return {}
  const described = Object.entries(headers).map(([name, description]) => [
    name,
    { description, schema: { type: 'string' } },
  ])
  return { headers: Object.fromEntries(described) }
}

function problem(route: Route): Json {
  const codes: string[] = [...(route.problems ?? [])]
  if (route.who === 'context' || route.who === 'any' || route.who === 'operations')
    codes.push('context-expired', 'context-invalid', 'origin-refused')
  if (route.who === 'page') codes.push('unknown-workspace', 'origin-refused')
  if (route.who === 'secret' || route.who === 'any' || route.who === 'operations')
    codes.push('secret-invalid')
  if (route.body) codes.push('malformed-json', 'invalid-body', 'body-too-large')
  if (route.rawBody !== undefined) codes.push('invalid-body', 'body-too-large')
  if (route.query) codes.push('invalid-query')
  const unique = [...new Set([...codes, 'internal'])]
  return {
    description: `A problem; \`code\` is one of ${unique.map((code) => `\`${code}\`${status(code)}`).join(', ')}, or a word of the host’s failures.`,
    content: { 'application/problem+json': { schema: { $ref: reference('Problem') } } },
  }
}

const status = (code: string): string => {
  const known: Readonly<Record<string, number>> = PROBLEMS
  return known[code] === undefined ? '' : ` (${known[code]})`
}

const examples = (given: Route['examples']): Json =>
  given
    ? { examples: Object.fromEntries(Object.entries(given).map(([name, value]) => [name, { value }])) }
    : {}

function schemaOf(schema: z.core.$ZodType, registry: Registry): Json {
  const id = registry.get(schema)?.id
  return id === undefined ? plain(z.toJSONSchema(schema, { io: 'input' })) : { $ref: reference(id) }
}

/** Without what only a document of its own needs. */
function plain(schema: Json): Json {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => key !== '$schema' && key !== '$id'))
}

/** Bodies by name, and the field that a header may stand for. */
function keyedBodies(routes: readonly Route[], registry: Registry): ReadonlyMap<string, string> {
  return new Map(
    routes.flatMap(({ body, keyField }) => {
      const id = body && registry.get(body)?.id
      return id && keyField !== undefined ? [[id, keyField] as const] : []
    }),
  )
}

/** The schema in which this field is not required. */
function without(schema: Json, field: string | undefined): Json {
  const { required } = schema
  if (field === undefined || !Array.isArray(required)) return schema
  return { ...schema, required: required.filter((name) => name !== field) }
}

function operationId({ method, path }: Route): string {
  const words = path.split(/[^a-zA-Z]+/).filter((word) => word !== '' && word !== 'v')
  return [method.toLowerCase(), ...words]
    .map((word, index) => (index === 0 ? word : word[0]?.toUpperCase() + word.slice(1)))
    .join('')
}

/** `/a/:id{.+}` as OpenAPI writes it: `/a/{id}`. */
export function templated(path: string): string {
  return path.replaceAll(/:(\w+)(\{[^}]*\})?/g, '{$1}')
}

const reference = (id: string): string => `#/components/schemas/${id}`
