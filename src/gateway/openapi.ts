import * as z from 'zod'
import * as wire from '../wire/schemas.ts'
import { parametersOf } from './openapi-parameters.ts'
import { problemAnswers } from './openapi-problems.ts'
import { SECURITY, SECURITY_SCHEMES, TAG } from './openapi-security.ts'
import type { Answer, Route } from './route.ts'

type Json = Readonly<Record<string, unknown>>

/**
 * OpenAPI 3.1 of everything that is mounted, from the same schemas that check it.
 * @param named schemas that get a name of their own. @param server where it is mounted, for importers that take no relative address.
 */
export function describe(
  routes: readonly Route[],
  named: Readonly<Record<string, z.core.$ZodType>>,
  server: string,
): Json {
  const registry = z.registry<{ id: string }>()
  for (const [id, schema] of Object.entries({ ...named, Problem: wire.ProblemSchema }))
    registry.add(schema, { id })
  const schemas = z.toJSONSchema(registry, { uri: reference, io: 'input', override: asSaid }).schemas
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
    servers: [{ url: server }],
    tags: [...new Set(routes.map(({ who }) => TAG[who]))].map((name) => ({ name })),
    paths,
    components: {
      schemas: Object.fromEntries(
        Object.entries(schemas).map(([id, schema]) => [id, without(plain(schema), keyed.get(id))]),
      ),
      securitySchemes: SECURITY_SCHEMES,
    },
  }
}

type Registry = z.core.$ZodRegistry<{ id: string }>

function operation(route: Route, registry: Registry): Json {
  const answers = Object.entries(route.answers).map(([status, answer]) => [status, success(answer, registry)])
  return {
    operationId: operationId(route),
    summary: route.summary,
    tags: [TAG[route.who]],
    security: SECURITY[route.who],
    parameters: parametersOf(route),
    ...requestBody(route, registry),
    responses: { ...Object.fromEntries(answers), ...problemAnswers(route) },
    ...callbacks(route, registry),
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

/** What is posted to an address that the body names, as an engine has to take it. */
function callbacks({ callback }: Route, registry: Registry): Json {
  if (!callback) return {}
  const { field, description, schema } = callback
  const headers = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => ({
    name,
    in: 'header',
    required: true,
    schema: { type: 'string' },
  }))
  const post = {
    description,
    parameters: headers,
    requestBody: { required: true, content: { 'application/json': { schema: schemaOf(schema, registry) } } },
    responses: { '2XX': { description: 'Taken. Anything else: it is posted again.' } },
  }
  return { callbacks: { [field]: { [`{$request.body#/${field}}`]: { post } } } }
}

function headersOf(headers: Answer['headers']): Json {
  if (!headers) return {}
  const described = Object.entries(headers).map(([name, description]) => [
    name,
    { description, schema: { type: 'string' } },
  ])
  return { headers: Object.fromEntries(described) }
}

const examples = (given: Route['examples']): Json =>
  given
    ? { examples: Object.fromEntries(Object.entries(given).map(([name, value]) => [name, { value }])) }
    : {}

function schemaOf(schema: z.core.$ZodType, registry: Registry): Json {
  const id = registry.get(schema)?.id
  return id === undefined
    ? plain(z.toJSONSchema(schema, { io: 'input', override: asSaid }))
    : { $ref: reference(id) }
}

/** What we say ourselves: what an older page makes of words that it does not know (`wire/known.ts`) is left out. */
const asSaid: z.core.ToJSONSchemaParams['override'] = ({ zodSchema, jsonSchema }) => {
  const { def } = zodSchema._zod
  if (def.type !== 'union') return
  const checks = def.options.at(-1)?._zod.def.checks ?? []
  if (!checks.some(({ _zod: { def } }) => def.check === 'overwrite')) return
  const [said] = jsonSchema.anyOf ?? []
  delete jsonSchema.anyOf
  Object.assign(jsonSchema, said)
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
