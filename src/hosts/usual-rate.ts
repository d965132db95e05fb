import type { RateLimit, RatePolicy } from './budget.ts'
import { retryAfterMs } from './http-failures.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
/** Who refuses for its rate and does not say for how long is left alone for a moment. */
const BREATH_MS = 1000

/** All requests of the tenant together, by the minute. */
export function perMinute(requests: number | null): RateLimit {
  return { requests, perMs: MINUTE_MS }
}

/** How long a 429 asks us to wait; `fallbackMs` where it does not say. Nobody is believed for more than a day. */
export function restOf429(status: number, headers: Headers, fallbackMs: number): number | null {
  return status === 429 ? Math.min(retryAfterMs(headers) ?? fallbackMs, DAY_MS) : null
}

/** The budget of a host that documents no limit: what the settings allow, and a rest after each 429. */
export function usualRate({ requestsPerMinute }: { readonly requestsPerMinute: number | null }): RatePolicy {
  const all = perMinute(requestsPerMinute)
  return {
    limitsOf: () => [all],
    restMs: (status, _body, headers) => restOf429(status, headers, BREATH_MS),
  }
}
