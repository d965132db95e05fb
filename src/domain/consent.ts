import { reason, type Reason } from './reasons.ts'
import type { Channel } from './words.ts'

/** What was said last about writing first to an account. `at`: when the customer said so. */
export interface Consent {
  readonly state: 'given' | 'withdrawn'
  readonly at: string
}

/** What is known of an account, and whether that has to be a consent. `known: null`: nobody ever said anything. */
export interface ConsentFacts {
  readonly required: boolean
  readonly known: Consent | null
}

/** Words by which customers decide themselves, whole messages long. */
export interface ConsentWords {
  readonly optOut: readonly string[]
  readonly optIn: readonly string[]
}

/** R-CONSENT-1: where the workspace demands consent there must be one. R-CONSENT-2: who has opted out is not written to first. */
export function assessConsent(channel: Channel, { required, known }: ConsentFacts): Reason[] {
  if (known?.state === 'withdrawn')
    return [reason('opted-out', { kind: 'customer-writes-first' }, { channel, optedOutAt: known.at })]
  return required && !known ? [reason('consent-missing', { kind: 'obtain-consent' }, { channel })] : []
}

/**
 * R-CONSENT-2: does this message of a customer say that we may, or may not, write first? Only a message that is nothing but the
 * word counts (“Stop!”, not “stop by tomorrow”); of a letter its first line, for the rest is often a quotation.
 */
export function consentIn(text: string, channel: Channel, words: ConsentWords): Consent['state'] | null {
  const said = bare(channel === 'email' ? (text.trim().split('\n', 1)[0] ?? '') : text)
  if (said === '') return null
  const among = (list: readonly string[]): boolean => list.some((word) => bare(word) === said)
  if (among(words.optOut)) return 'withdrawn'
  return among(words.optIn) ? 'given' : null
}

/** Letters and digits alone decide, in any case and width. */
function bare(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
