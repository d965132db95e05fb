import ky, { isHTTPError, isTimeoutError, type KyInstance } from 'ky'
import type { ZodType } from 'zod'
import { AnswerTooLong, limitedFetch } from './http-body.ts'
import { asHostError, retryAfterMs, unexpectedAnswer, type Failing } from './http-failures.ts'
import type { Look } from './look.ts'

/** How one host is spoken to. */
export interface HttpSettings {
  /** With a trailing slash or without; paths are joined to it. */
  readonly baseUrl: string
  /** Sent with every request, credentials included. */
  readonly headers: Readonly<Record<string, string>>
  /** Words that must never appear in an error: tokens and the like. */
  readonly secrets: readonly string[]
  readonly fetch: typeof fetch
  /** The look that the running work is part of; it shares what it reads. Absent, or `null`: every read is asked. */
  readonly look?: (() => Look | null) | undefined
  readonly limits?: Partial<HttpLimits>
  /** Turns a well-formed answer that means "no" into the host's words (some hosts refuse with 200); `null`: it is fine. */
  readonly refusal?: (json: unknown) => string | null
  /** Statuses that mean something else on this host than elsewhere. */
  readonly codes?: Failing['codes']
}

interface HttpLimits {
  /** How long one try of a read may take. */
  readonly readMs: number
  /** How long a deed may take before we say that we do not know. */
  readonly deedMs: number
  /** How often a read is asked again after a broken connection or a 5xx. */
  readonly readRetries: number
  /** A longer `Retry-After` is not waited for, but told. */
  readonly patienceMs: number
  readonly answerBytes: number
}

const LIMITS: HttpLimits = {
  readMs: 10_000,
  deedMs: 20_000,
  readRetries: 2,
  patienceMs: 2000,
  answerBytes: 16 * 1024 * 1024,
}

interface Call<T> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Relative to the base; made with `path()` where it has parts from outside. */
  readonly path: string
  readonly json?: unknown
  /** Instead of `json`: a multipart form, with files. Their size lengthens how long the call may take. */
  readonly form?: FormData
  /** Beside those of every request. */
  readonly headers?: Readonly<Record<string, string>>
  /** What the answer must be; anything else is `unexpected-answer` with the field's path. */
  readonly answer: ZodType<T>
}

/** Both throw `HostError` and nothing else. */
export interface Http {
  /** Asks without changing anything; asked again a few times when the connection breaks or the host stumbles. */
  read<T>(call: Call<T>): Promise<T>
  /** Changes something; tried once. The error's `happened` tells whether it may have been done. */
  deed<T>(call: Call<T>): Promise<T>
}

/** One client per host and credentials. */
export function createHttp(settings: HttpSettings): Http {
  const limits = { ...LIMITS, ...settings.limits }
  const limited = limitedFetch(settings.fetch, limits.answerBytes)
  const client = ky.create({
    prefix: settings.baseUrl,
    fetch: limited,
    // A redirect would carry a deed to somewhere else, or turn it into a read.
    redirect: 'manual',
  })
  const ways = { client, limited, headersOf: headersWith(settings.headers) }
  return {
    read: (call) => ask(ways, settings, limits, 'read', call),
    deed: (call) => ask(ways, settings, limits, 'deed', call),
  }
}

interface Ways {
  readonly client: KyInstance
  readonly limited: typeof fetch
  /** Of one call, its own with those of every request. @throws TypeError when one cannot stand in a request. */
  headersOf(call: Call<unknown>): Headings
}
type Headings = Readonly<Record<string, string>>

async function ask<T>(
  { client, limited, headersOf }: Ways,
  settings: HttpSettings,
  limits: HttpLimits,
  kind: 'read' | 'deed',
  call: Call<T>,
): Promise<T> {
  const failing: Failing = {
    kind,
    secrets: settings.secrets,
    ...(settings.codes && { codes: settings.codes }),
  }
  const told = async (): Promise<string> => {
    try {
      const response = await client(call.path, {
        method: call.method,
        ...(call.form
          ? { body: call.form, headers: headersOf(call) }
          : { fetch: carrying(limited, headersOf(call), call.json) }),
        timeout: (kind === 'read' ? limits.readMs : limits.deedMs) + uploadMs(call.form),
        retry: kind === 'deed' ? 0 : retries(limits),
      })
      return await response.text()
    } catch (error) {
      throw asHostError(error, failing)
    }
  }
  const look = settings.look?.() ?? null
  if (look === null) return checked(await told(), settings, failing, call)
  if (kind === 'deed') {
    look.forget()
    return checked(await told().finally(look.forget), settings, failing, call)
  }
  return checked(await look.read(questionOf(settings, call), told), settings, failing, call)
}

/**
 * What is sent goes past the client, which would put the headers together four times, and make a stream of the text, read that, and break
 * it off when all is over.
 */
function carrying(inner: typeof fetch, headers: Headings, json: unknown): typeof fetch {
  const carried = json === undefined ? { headers } : { headers, body: JSON.stringify(json) }
  return (input, init) => inner(input, { ...init, ...carried })
}

/** The headers of every request are put into their form once, when the first is made. */
function headersWith(common: Headings): Ways['headersOf'] {
  const kept = new Map<string, Headings>()
  return ({ json, headers }) => {
    const typed = json === undefined ? undefined : { 'content-type': 'application/json' }
    const kind = typed ? 'json' : 'other'
    const known = headers ? undefined : kept.get(kind)
    if (known) return known
    const all = new Headers({ accept: 'application/json', ...common, ...typed })
    for (const [name, value] of Object.entries(headers ?? {})) all.set(name, value)
    const made = Object.fromEntries(all)
    if (!headers) kept.set(kind, made)
    return made
  }
}

/** What is asked, and as whom. */
function questionOf({ baseUrl, headers }: HttpSettings, call: Call<unknown>): string {
  return JSON.stringify([baseUrl, headers, call.method, call.path, call.json ?? null, call.headers ?? null])
}

/** What the files of a form may take on a slow way: 2 Mbit/s. */
const UPLOAD_BYTES_PER_MS = 250

function uploadMs(form: FormData | undefined): number {
  let bytes = 0
  for (const value of form?.values() ?? []) if (typeof value !== 'string') bytes += value.size
  return Math.ceil(bytes / UPLOAD_BYTES_PER_MS)
}

/** Reads are repeated whatever their method is: hosts list with POST. A rate refusal is not: asking again makes it worse. */
function retries(limits: HttpLimits) {
  return {
    limit: limits.readRetries,
    methods: ['get', 'post', 'put', 'patch', 'delete'],
    statusCodes: [500, 502, 503, 504],
    afterStatusCodes: [500, 502, 503, 504],
    maxRetryAfter: limits.patienceMs,
    backoffLimit: limits.patienceMs,
    jitter: true,
    shouldRetry: ({ error }: { error: Error }): boolean | undefined => {
      if (isTimeoutError(error) || error instanceof AnswerTooLong) return false
      if (!isHTTPError(error)) return true
      const wait = retryAfterMs(error.response.headers)
      return wait !== undefined && wait > limits.patienceMs ? false : undefined
    },
  }
}

function checked<T>(text: string, settings: HttpSettings, failing: Failing, call: Call<T>): T {
  let json: unknown
  try {
    // Some deeds are answered with nothing at all; whether that will do is the schema's to say.
    json = text === '' ? undefined : JSON.parse(text)
  } catch (cause) {
    throw unexpectedAnswer(failing, 'it is not JSON', text, cause)
  }
  const refusal = settings.refusal?.(json) ?? null
  if (refusal !== null) throw asHostError({ refusal }, failing)
  const result = call.answer.safeParse(json)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  const where = issue && issue.path.length > 0 ? `"${issue.path.join('.')}"` : 'the answer'
  throw unexpectedAnswer(failing, `${where}: ${issue?.message ?? 'not as expected'}`, '', result.error)
}
