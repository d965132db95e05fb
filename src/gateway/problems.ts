import type { HostError, HostErrorCode } from '../hosts/errors.ts'
import type { WireDraft } from '../wire/draft.ts'
import type { WireProblem } from '../wire/schemas.ts'
import { failureSentence, type Locale } from '../words/index.ts'
import { PROBLEM_WORDS, PROBLEMS, type GatewayProblem } from './problem-words.ts'

export interface ProblemExtra {
  /** Fills the gap in the sentence: a limit, the methods that fit, the error's number. */
  readonly about?: string
  readonly fields?: readonly { readonly path: string; readonly message: string }[]
  readonly headers?: Readonly<Record<string, string>>
  /** With `draft-conflict`: the draft that stands there. */
  readonly draft?: WireDraft
}

/** What a route throws when it says no; it leaves as `application/problem+json` in the language of the asker. */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly code: GatewayProblem
  readonly extra: ProblemExtra

  constructor(code: GatewayProblem, extra: ProblemExtra = {}) {
    super(code)
    this.code = code
    this.extra = extra
  }
}

/** A problem that names the fields that are wrong. */
export function invalid(
  code: 'invalid-body' | 'invalid-query',
  fields: readonly { readonly path: string; readonly message: string }[],
): Problem {
  const about = fields
    .map(({ path, message }) => (path ? `${path}: ${message}` : message))
    // The sentence around it has a full stop of its own.
    .join('; ')
    .replace(/\.$/, '')
  return new Problem(code, { about, fields })
}

/** Titles by status for failures of the host, whose detail is the sentence of its code. */
const HOST_TITLES: Record<Locale, string> = { en: 'The host did not do it', ru: 'Система этого не сделала' }

/** By which status a failure of the host is told. */
export const HOST_STATUS: Record<HostErrorCode, number> = {
  'bad-request': 422,
  'unknown-id': 404,
  'contact-exists': 409,
  'not-allowed': 403,
  'rate-limited': 429,
  // Our own credentials and setup: nothing the asker can mend by asking otherwise.
  'wrong-credentials': 502,
  'setup-incomplete': 502,
  'host-broken': 502,
  'unexpected-answer': 502,
  'host-unreachable': 503,
  'host-timeout': 504,
}

/** The answer for what a route threw on purpose. */
export function problemResponse(problem: Problem, locale: Locale): Response {
  const words = PROBLEM_WORDS[locale][problem.code]
  const { about = '', fields, headers, draft } = problem.extra
  const status = PROBLEMS[problem.code]
  const body: WireProblem = {
    type: typeOf(problem.code),
    title: words.title,
    status,
    detail: words.detail(about),
    code: problem.code,
    ...(fields ? { fields: [...fields] } : {}),
    ...(draft ? { draft } : {}),
  }
  return respond(body, { ...(status === 401 ? { 'WWW-Authenticate': 'Bearer' } : {}), ...headers })
}

/** The answer for a failure of the host, with how long to wait where the host says so. */
export function hostProblemResponse(error: HostError, locale: Locale): Response {
  const body: WireProblem = {
    type: typeOf(error.code),
    title: HOST_TITLES[locale],
    status: HOST_STATUS[error.code],
    detail: failureSentence(error.code, locale),
    code: error.code,
    ...(error.contact ? { contact: { id: error.contact.id, name: error.contact.name } } : {}),
    ...(error.retryAfterMs === null ? {} : { retryAfterMs: error.retryAfterMs }),
  }
  return respond(
    body,
    error.retryAfterMs === null ? {} : { 'Retry-After': String(Math.ceil(error.retryAfterMs / 1000)) },
  )
}

const typeOf = (code: string): string => `urn:firstline:problem:${code}`

function respond(body: WireProblem, headers: Readonly<Record<string, string>>): Response {
  return new Response(JSON.stringify(body), {
    status: body.status,
    headers: {
      'Content-Type': 'application/problem+json; charset=utf-8',
      'Cache-Control': 'no-store',
      ...headers,
    },
  })
}
