import type { RatePolicy } from '../budget.ts'
import { perMinute } from '../usual-rate.ts'
import { isBan } from './answers.ts'
import type { HelpdeskeddySettings } from './settings.ts'

/** The account's limit, how long the host blocks who exceeds it, and what it says is left: other programs ask too (V1, R6). */
export function rateOf(settings: Pick<HelpdeskeddySettings, 'requestsPerMinute' | 'banMs'>): RatePolicy {
  const all = perMinute(settings.requestsPerMinute)
  return {
    limitsOf: () => [all],
    restMs: (status, body) => (isBan(status, body) ? settings.banMs : null),
    leftOf: (headers) => {
      const left = headers.get('x-rate-limit-remaining')?.trim() ?? ''
      return /^\d+$/.test(left) ? Number(left) : null
    },
  }
}
