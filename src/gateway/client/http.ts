import ky, { HTTPError, isNetworkError, isTimeoutError, type Options } from 'ky'
import type * as z from 'zod/mini'
import { ProblemSchema } from '../../wire/schemas.ts'
import type { ContextSource } from './context.ts'
import { GatewayProblem } from './problem.ts'

export interface HttpOptions {
  /** The gateway's address, without `/v1`. */
  readonly gateway: string
  readonly context: ContextSource
  /** The language of the gateway's sentences. */
  readonly locale: () => string
  /** Whose card it is where the context names no record (R-START-2); `null`: nobody's yet. */
  readonly contact?: string | null
  readonly fetch?: typeof fetch
}

/** Asks the gateway once and gives the checked answer, or `null` where an answer without a body is expected. */
export interface Http {
  /** What a path ends in to tell whose card it is; empty where the context does. */
  readonly about: string
  read<S extends z.ZodMiniType>(
    path: string,
    answer: S,
    query?: Record<string, string | null>,
  ): Promise<z.output<S>>
  write<S extends z.ZodMiniType>(path: string, answer: S, body: unknown): Promise<z.output<S>>
  put<S extends z.ZodMiniType>(
    path: string,
    answer: S,
    body: unknown,
    keepalive?: boolean,
  ): Promise<z.output<S>>
  remove(path: string): Promise<void>
}

// Reads are tried again only when no answer came at all: what a host refuses, the gateway has tried again already.
const RETRY = { limit: 2, methods: ['get' as const], statusCodes: [], backoffLimit: 2000, jitter: true }

/** @throws GatewayProblem and nothing else, from each of its methods. */
export function gatewayHttp({ gateway, context, locale, contact, fetch }: HttpOptions): Http {
  const client = ky.create({
    prefix: `${gateway.replace(/\/+$/, '')}/v1`,
    timeout: 20_000,
    retry: RETRY,
    credentials: 'omit',
    ...(fetch
      ? { fetch: (input: Parameters<typeof fetch>[0], init?: RequestInit) => fetch(input, init) }
      : {}),
  })

  async function once(path: string, options: Options, token: string): Promise<unknown> {
    const headers = { Authorization: `Bearer ${token}`, 'Accept-Language': locale() }
    try {
      const response = await client(path, { ...options, headers })
      return response.status === 204 ? null : await response.json()
    } catch (error) {
      throw problemOf(error)
    }
  }

  async function ask(path: string, options: Options): Promise<unknown> {
    const token = await context.current()
    try {
      return await once(path, options, token)
    } catch (error) {
      // Nothing was done under an expired context, so asking again under a new one cannot do it twice.
      if (!(error instanceof GatewayProblem) || error.code !== 'context-expired') throw error
      const next = await context.renewed(token)
      if (next === token) throw error
      return once(path, options, next)
    }
  }

  return {
    about: contact ? `?contact=${encodeURIComponent(contact)}` : '',
    async read(path, answer, query = {}) {
      const searchParams = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== null))
      return checked(
        answer,
        await ask(path, { method: 'get', searchParams: searchParams as Record<string, string> }),
      )
    },
    write: async (path, answer, json) => checked(answer, await ask(path, { method: 'post', json })),
    put: async (path, answer, json, keepalive = false) =>
      checked(answer, await ask(path, { method: 'put', json, keepalive })),
    async remove(path) {
      await ask(path, { method: 'delete' })
    },
  }
}

function checked<S extends z.ZodMiniType>(schema: S, answer: unknown): z.output<S> {
  const result = schema.safeParse(answer)
  if (result.success) return result.data
  throw new GatewayProblem('gateway-unreadable', 200, '', {}, result.error)
}

function problemOf(error: unknown): GatewayProblem {
  if (error instanceof HTTPError) {
    const known = ProblemSchema.safeParse(error.data)
    const status = error.response.status
    if (!known.success) return new GatewayProblem('gateway-unreadable', status, '', {}, error)
    const { code, detail, ...rest } = known.data
    return new GatewayProblem(code, status, detail, rest, error)
  }
  if (isTimeoutError(error)) return new GatewayProblem('gateway-timeout', null, '', {}, error)
  if (isNetworkError(error) || error instanceof TypeError)
    return new GatewayProblem('gateway-unreachable', null, '', {}, error)
  return new GatewayProblem('gateway-unreadable', null, '', {}, error)
}
