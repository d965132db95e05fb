import type { WireProblem } from '../../wire/schemas.ts'

type Known = Partial<Omit<WireProblem, 'code' | 'detail' | 'status'>>

/** The one error the client throws: something is broken or not allowed. A refusal by rule is an operation's state instead. */
export class GatewayProblem extends Error {
  override readonly name = 'GatewayProblem'
  /** A word of the gateway or of a host error, or the client's own `gateway-unreachable`, `gateway-timeout`, `gateway-unreadable`. */
  readonly code: string
  /** HTTP status; `null` when no answer came. */
  readonly status: number | null
  /** The gateway's own sentence in the language asked for; empty for the client's own codes, which the surfaces word. */
  readonly detail: string
  readonly reasons: NonNullable<WireProblem['reasons']>
  /** The contact that exists already (R-FIND-2). */
  readonly contact: WireProblem['contact'] | null
  /** The draft as another tab has left it, with `draft-conflict`. */
  readonly draft: NonNullable<WireProblem['draft']> | null
  readonly retryAfterMs: number | null

  constructor(code: string, status: number | null, detail: string, known: Known = {}, cause?: unknown) {
    super(detail || code, { cause })
    this.code = code
    this.status = status
    this.detail = detail
    this.reasons = known.reasons ?? []
    this.contact = known.contact ?? null
    this.draft = known.draft ?? null
    this.retryAfterMs = known.retryAfterMs ?? null
  }
}
