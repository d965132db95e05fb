import type { Context } from 'hono'
import * as z from 'zod'
import type { Locale } from '../words/index.ts'
import { BODY_LIMIT, limited, readJson } from './body.ts'
import type { Gateway, GatewayEnv } from './gateway.ts'
import { identify, localeOf, type Callers, type Who } from './identity.ts'
import { KEY_HEADER, withKey } from './idempotency-key.ts'
import { invalid, Problem } from './problems.ts'
import { turnReadersAway } from './reader-guard.ts'
import { unstorable } from './unstorable.ts'

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

/** One answer of a route, for the description. */
export interface Answer {
  readonly description: string
  readonly schema?: z.core.$ZodType
  /** Absent: JSON when there is a schema. */
  readonly type?: string
  /** Headers by name, with what they say. */
  readonly headers?: Readonly<Record<string, string>>
}

/** What a route gets: the caller known, the query and the body checked. */
export interface Ask<W extends Who, Query, Body> {
  readonly c: Context<GatewayEnv>
  readonly gateway: Gateway
  readonly caller: Callers[W]
  readonly query: Query
  readonly body: Body
  readonly locale: Locale
  /** The body as it comes, for a route with a `rawBody`. Ends with the Problem `body-too-large`. */
  bytes(): AsyncIterable<Uint8Array>
  /** A part of the path by its name. */
  param(name: string): string
}

interface Description {
  readonly method: Method
  /** With `:name` for the parts that vary. */
  readonly path: string
  readonly summary: string
  readonly answers: Readonly<Record<number, Answer>>
  /** Codes of problems beyond those every such route may answer. */
  readonly problems?: readonly string[]
  /** What the body is, where it is no JSON: of any type, read by the route itself as it comes. */
  readonly rawBody?: string
  /**
   * Who may only read may ask for it nonetheless, though it changes something (R-READ-1): what is their own and reaches nobody. Every
   * other route that changes something turns them away.
   */
  readonly forReaders?: true
  /** Which field of the body the header `Idempotency-Key` may stand for. */
  readonly keyField?: string
  /** What is posted, once it is known, to the address in this field of the body. */
  readonly callback?: {
    readonly field: string
    readonly description: string
    readonly schema: z.core.$ZodType
  }
  /** Bodies by the name of what they show. */
  readonly examples?: Readonly<Record<string, unknown>>
}

export interface RouteDefinition<W extends Who, Query, Body> extends Description {
  readonly who: W
  readonly query?: z.core.$ZodType<Query>
  readonly body?: z.core.$ZodType<Body>
  /** Bytes; 100 kB unless given. */
  readonly bodyLimit?: number
  respond(ask: Ask<W, Query, Body>): Promise<Response>
}

/** A route as the server mounts it and OpenAPI describes it. */
export interface Route extends Description {
  readonly who: Who
  readonly query: z.core.$ZodType | null
  readonly body: z.core.$ZodType | null
  readonly bodyLimit: number
  answer(c: Context<GatewayEnv>, gateway: Gateway): Promise<Response>
}

/** A route whose caller, query and body are checked before it is asked, in this order. */
export function defineRoute<W extends Who, Query = null, Body = null>(
  definition: RouteDefinition<W, Query, Body>,
): Route {
  const { who, query, body, bodyLimit = BODY_LIMIT, keyField } = definition
  return {
    ...definition,
    query: query ?? null,
    body: body ?? null,
    bodyLimit,
    async answer(c, gateway) {
      c.set('route', definition.path)
      const params = c.req.param() as Readonly<Record<string, string>>
      if (unstorable(params, '') !== null) throw new Problem('not-found')
      const caller: Callers[W] = await identify[who](c, gateway)
      if (turnsReadersAway(definition)) await turnReadersAway(caller)
      const checkedQuery = query ? check(query, c.req.query(), 'invalid-query') : (null as Query)
      const keyed = (given: unknown): unknown =>
        keyField === undefined ? given : withKey(given, c.req.header(KEY_HEADER), keyField)
      const checkedBody = body
        ? check(body, keyed(await readJson(c.req.raw, bodyLimit)), 'invalid-body')
        : (null as Body)
      const param = (name: string): string => params[name] ?? ''
      return definition.respond({
        c,
        gateway,
        caller,
        query: checkedQuery,
        body: checkedBody,
        locale: localeOf(c),
        bytes: () => limited(c.req.raw, bodyLimit),
        param,
      })
    },
  }
}

/** Are those who may only read turned away (R-READ-1)? */
export const turnsReadersAway = ({ method, forReaders }: Description): boolean =>
  method !== 'GET' && forReaders !== true

/** The value as its schema has it. @throws Problem with every finding. */
function check<T>(schema: z.core.$ZodType<T>, value: unknown, code: 'invalid-body' | 'invalid-query'): T {
  const place = unstorable(value, '')
  if (place !== null)
    throw invalid(code, [
      { path: place, message: 'cannot be kept: a NUL character, or nesting that is too deep' },
    ])
  const result = z.safeParse(schema, value)
  if (result.success) return result.data
  throw invalid(
    code,
    result.error.issues.flatMap((issue) => {
      const path = issue.path.map(String).join('.')
      if (issue.code !== 'unrecognized_keys') return [{ path, message: issue.message }]
      return issue.keys.map((key) => ({ path: path ? `${path}.${key}` : key, message: 'is not known here' }))
    }),
  )
}

/** A JSON answer that nobody keeps. */
export function json(body: unknown, status = 200): Response {
  return Response.json(body, { status, headers: { 'Cache-Control': 'no-store' } })
}

/** An answer without a body. */
export function empty(): Response {
  return new Response(null, { status: 204 })
}
