import type { RateLimit, RatePolicy } from '../budget.ts'
import { perMinute, restOf429 } from '../usual-rate.ts'
import type { ChatwootSettings } from './settings.ts'

const SEARCH = /\/contacts\/search$/

/** The limits of the server's code (facts, 1.4): of all requests, and of searches of contacts. It does not say how long it is angry. */
export function rateOf(
  settings: Pick<ChatwootSettings, 'requestsPerMinute' | 'searchesPerMinute'>,
): RatePolicy {
  const all = perMinute(settings.requestsPerMinute)
  const searches: RateLimit = { name: 'searches', ...perMinute(settings.searchesPerMinute) }
  return {
    limitsOf: (request) => (SEARCH.test(new URL(request.url).pathname) ? [searches, all] : [all]),
    // It counts by the minute, so a minute later there is room again.
    restMs: (status, _body, headers) => restOf429(status, headers, all.perMs),
  }
}
