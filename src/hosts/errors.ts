import type { Contact } from '../domain/words.ts'

/** What may be done about a failure: correct what was sent, the setup, nothing (a right is missing), wait, or nobody knows. */
const HOST_ERROR_KINDS = ['fix-data', 'fix-setup', 'not-allowed', 'later', 'unknown'] as const
export type HostErrorKind = (typeof HOST_ERROR_KINDS)[number]

/** Words to branch on; every adapter uses these and no others. */
export const HOST_ERROR_CODES = [
  'bad-request',
  'unknown-id',
  'contact-exists',
  'wrong-credentials',
  'not-allowed',
  'rate-limited',
  'host-unreachable',
  'host-timeout',
  'host-broken',
  'unexpected-answer',
  'setup-incomplete',
] as const
export type HostErrorCode = (typeof HOST_ERROR_CODES)[number]

/** Stands where the host's own words would, when it was not asked, to stay below its limits. */
export const NOT_ASKED = 'Asked too often for the moment; the request was not made.'

export interface HostErrorFacts {
  readonly kind: HostErrorKind
  readonly code: HostErrorCode
  /** Could the deed have happened? `no` is a proof; anything less is `maybe`. Reads are always `no`. */
  readonly happened: 'no' | 'maybe'
  /** How long to wait before asking again, where the host says so. */
  readonly retryAfterMs?: number
  /** The host's own words, for the log and for administrators; never a secret. */
  readonly hostText?: string
  /** The contact that is there already, with the code `contact-exists` (R-FIND-2). */
  readonly contact?: Contact
  readonly cause?: unknown
}

/** The one error that crosses the port: broken, not refused by a rule (that is a Verdict) and not absent (that is `null`). */
export class HostError extends Error {
  override readonly name = 'HostError'
  readonly kind: HostErrorKind
  readonly code: HostErrorCode
  readonly happened: 'no' | 'maybe'
  readonly retryAfterMs: number | null
  readonly hostText: string | null
  readonly contact: Contact | null

  /** @param message a full sentence for people, without codes. */
  constructor(message: string, facts: HostErrorFacts) {
    super(message, { cause: facts.cause })
    this.kind = facts.kind
    this.code = facts.code
    this.happened = facts.happened
    this.retryAfterMs = facts.retryAfterMs ?? null
    this.hostText = facts.hostText ?? null
    this.contact = facts.contact ?? null
  }
}
