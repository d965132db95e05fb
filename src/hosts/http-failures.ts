import { isHTTPError, isTimeoutError } from 'ky'
import { HostError, type HostErrorCode, type HostErrorKind } from './errors.ts'
import { AnswerTooLong } from './http-body.ts'

/** What must be known to turn a failure into a `HostError`. */
export interface Failing {
  readonly kind: 'read' | 'deed'
  readonly secrets: readonly string[]
  readonly codes?: Readonly<Partial<Record<number, HostErrorCode>>>
}

const HOST_TEXT_LENGTH = 300

const KIND: Record<HostErrorCode, HostErrorKind> = {
  'bad-request': 'fix-data',
  'unknown-id': 'fix-data',
  'contact-exists': 'fix-data',
  'wrong-credentials': 'fix-setup',
  'not-allowed': 'not-allowed',
  'rate-limited': 'later',
  'host-unreachable': 'later',
  'host-timeout': 'later',
  'host-broken': 'later',
  'unexpected-answer': 'unknown',
  'setup-incomplete': 'fix-setup',
}

const SENTENCE: Record<HostErrorCode, string> = {
  'bad-request': 'The host did not accept the request.',
  'unknown-id': 'The host does not know this id.',
  'contact-exists': 'The host has this contact already.',
  'wrong-credentials': 'The host did not accept our credentials.',
  'not-allowed': 'The host does not allow this.',
  'rate-limited': 'The host asks us to slow down.',
  'host-unreachable': 'The connection to the host failed.',
  'host-timeout': 'The host did not answer in time.',
  'host-broken': 'The host failed to do what was asked.',
  'unexpected-answer': 'The host answered in a form that we do not know.',
  'setup-incomplete': 'The host is not set up for this.',
}

const STATUS: Partial<Record<number, HostErrorCode>> = {
  400: 'bad-request',
  401: 'wrong-credentials',
  403: 'not-allowed',
  404: 'unknown-id',
  408: 'host-timeout',
  410: 'unknown-id',
  429: 'rate-limited',
  // Something before the host has lost patience; the host may be at work all the same.
  504: 'host-timeout',
}

/** A failure of the wire, of a status or of a refusal, as the one error that crosses the port. */
export function asHostError(error: unknown, failing: Failing): HostError {
  const own = ownError(error)
  if (own) return own
  if (isRefusal(error)) return hostError('bad-request', 'no', failing, { hostText: error.refusal })
  // Without the cause: it holds the request, and with it our credentials.
  if (isTimeoutError(error)) return hostError('host-timeout', 'maybe', failing, {})
  if (error instanceof AnswerTooLong) return unexpectedAnswer(failing, 'it is longer than we read', '', error)
  if (isHTTPError(error)) return ofStatus(error.response, error.data, failing)
  return hostError('host-unreachable', neverConnected(error) ? 'no' : 'maybe', failing, { cause: error })
}

/** The host answered, but not what we can read. A deed may have been done all the same. */
export function unexpectedAnswer(failing: Failing, what: string, text: string, cause: unknown): HostError {
  const sentence = `${SENTENCE['unexpected-answer']} In short: ${what}.`
  return hostError('unexpected-answer', 'maybe', failing, { hostText: text, cause }, sentence)
}

/** How long the host asks us to wait, in milliseconds; `undefined` when it does not say. */
export function retryAfterMs(headers: Headers): number | undefined {
  const value = headers.get('retry-after')?.trim()
  if (!value) return undefined
  if (/^\d+(\.\d+)?$/.test(value)) return Math.ceil(Number(value) * 1000)
  const at = Date.parse(value)
  return Number.isNaN(at) ? undefined : Math.max(0, at - Date.now())
}

/** What the given fetch itself has said, wherever the HTTP library has put it. */
function ownError(error: unknown, depth = 0): HostError | null {
  if (error instanceof HostError) return error
  return error instanceof Error && depth < 6 ? ownError(error.cause, depth + 1) : null
}

function ofStatus(response: Response, body: unknown, failing: Failing): HostError {
  const { status } = response
  const known = failing.codes?.[status] ?? STATUS[status]
  const code = known ?? (status >= 500 ? 'host-broken' : status >= 400 ? 'bad-request' : 'unexpected-answer')
  // A refusal is a proof that nothing was done, except that a proxy may give up (408) on what the host goes on doing.
  const happened = status >= 400 && status < 500 && status !== 408 ? 'no' : 'maybe'
  const wait = retryAfterMs(response.headers)
  return hostError(code, happened, failing, {
    hostText: wordsOf(body) || `HTTP ${status}`,
    ...(wait !== undefined && { retryAfterMs: wait }),
  })
}

function hostError(
  code: HostErrorCode,
  happened: 'no' | 'maybe',
  failing: Failing,
  facts: { hostText?: string; retryAfterMs?: number; cause?: unknown },
  sentence = SENTENCE[code],
): HostError {
  const hostText = facts.hostText ? discreet(facts.hostText, failing.secrets) : undefined
  return new HostError(sentence, {
    kind: KIND[code],
    code,
    happened: failing.kind === 'read' ? 'no' : happened,
    ...(hostText && { hostText }),
    ...(facts.retryAfterMs !== undefined && { retryAfterMs: facts.retryAfterMs }),
    ...(facts.cause !== undefined && { cause: facts.cause }),
  })
}

/** The host's own words without our credentials, on one line, cut. */
function discreet(text: string, secrets: readonly string[]): string {
  const shown = secrets
    .filter((secret) => secret !== '')
    .reduce((known, secret) => known.replaceAll(secret, '***'), text)
  return shown.replaceAll(/\s+/g, ' ').trim().slice(0, HOST_TEXT_LENGTH)
}

function wordsOf(body: unknown): string {
  if (typeof body === 'string') return body
  if (typeof body !== 'object' || body === null) return ''
  const { error, message } = body as { error?: unknown; message?: unknown }
  if (typeof error === 'string' && error !== '') return error
  return typeof message === 'string' ? message : JSON.stringify(body)
}

function isRefusal(error: unknown): error is { refusal: string } {
  return typeof error === 'object' && error !== null && 'refusal' in error
}

/** Failures before a byte of the request could leave: a proof that nothing was done. */
const NEVER_CONNECTED =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EAI_FAIL|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|UND_ERR_CONNECT_TIMEOUT|ERR_TLS_CERT_ALTNAME_INVALID|ERR_INVALID_URL|CERT_.*|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_.*)$/

function neverConnected(error: unknown, depth = 0): boolean {
  if (!(error instanceof Error) || depth > 6) return false
  const { code, syscall } = error as { code?: unknown; syscall?: unknown }
  if (typeof code === 'string' && NEVER_CONNECTED.test(code)) return true
  if (syscall === 'connect') return true
  if (error instanceof AggregateError && error.errors.length > 0)
    return error.errors.every((part) => neverConnected(part, depth + 1))
  return neverConnected(error.cause, depth + 1)
}
