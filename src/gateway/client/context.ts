/** Where the client gets the context token it sends with every request. */
export interface ContextSource {
  /** The token to send now, renewed shortly before it ends. */
  current(): Promise<string>
  /** A newer token than the one the gateway called expired; the same one when nobody gave another in time. */
  renewed(rejected: string): Promise<string>
}

export interface RenewableContext extends ContextSource {
  /** The host page gave another token. */
  use(token: string): void
}

export interface ContextOptions {
  /** Asks the host page for another token; it answers by calling `use`, sooner or later or never. */
  ask(): void
  readonly now?: () => number
  /** How long to wait for the page's answer. */
  readonly patienceMs?: number
  /** So long before the end a new token is asked for. */
  readonly earlyMs?: number
}

/** Keeps the token of one card and asks the page for the next one: before it ends, and when the gateway refuses it. */
export function renewableContext(first: string, options: ContextOptions): RenewableContext {
  const { ask, now = Date.now, patienceMs = 8000, earlyMs = 60_000 } = options
  let token = first
  let asked: Promise<string> | null = null
  let answer: ((token: string) => void) | null = null

  /** One question at a time, however many requests wait for it. */
  function renewal(): Promise<string> {
    if (asked) return asked
    const { promise, resolve } = Promise.withResolvers<string>()
    const timer = setTimeout(() => resolve(token), patienceMs)
    answer = (next) => {
      clearTimeout(timer)
      resolve(next)
    }
    asked = promise.finally(() => (asked = null))
    ask()
    return asked
  }

  return {
    async current() {
      const endsAt = expiryOf(token)
      // The clock of this machine may be wrong, so an early question never holds a request back: 401 decides.
      if (endsAt !== null && endsAt - now() < earlyMs) void renewal()
      return token
    },
    renewed: (rejected) => (token === rejected ? renewal() : Promise.resolve(token)),
    use(next) {
      token = next
      answer?.(next)
    },
  }
}

/** When the token ends, in milliseconds since 1970, unchecked: only to ask in time. `null` when it cannot be read. */
export function expiryOf(token: string): number | null {
  const { exp } = claimsOf(token) ?? {}
  return typeof exp === 'number' ? exp * 1000 : null
}

/** Does the token name no record (R-START-2)? Unchecked: only to choose what is shown first. */
export function isWithoutRecord(token: string): boolean {
  const claims = claimsOf(token)
  return claims !== null && !claims.rec
}

function claimsOf(token: string): { exp?: unknown; rec?: unknown } | null {
  try {
    const claims: unknown = JSON.parse(
      atob((token.split('.')[1] ?? '').replace(/-/g, '+').replace(/_/g, '/')),
    )
    return typeof claims === 'object' ? claims : null
  } catch {
    return null
  }
}
