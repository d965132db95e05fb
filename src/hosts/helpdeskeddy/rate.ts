import type { RatePolicy } from '../budget.ts'
import { isBan } from './answers.ts'
import type { HelpdeskeddySettings } from './settings.ts'

/** The account's limit, and how long the host blocks who exceeds it (V1). */
export function rateOf(settings: Pick<HelpdeskeddySettings, 'requestsPerMinute' | 'banMs'>): RatePolicy {
  return {
    requests: settings.requestsPerMinute,
    perMs: 60_000,
    restMs: (status, body) => (isBan(status, body) ? settings.banMs : null),
  }
}
