import { REASON_CODES } from '../../domain/reasons.ts'
import { failureSentence, reasonSentence, type Locale } from '../../words/index.ts'
import type { StepAnswer } from '../process/runs.ts'

/**
 * Why the step did not send, in the reader's language: its own sentence is English, its code says the same in any language. `null`
 * when it gave no reason.
 */
export function reasonIn(answer: StepAnswer | null, lineName: string | null, locale: Locale): string | null {
  const reason = answer?.reason
  if (!reason?.text) return null
  if (locale === 'en') return reason.text
  const facts = { channel: answer?.channel ?? null, address: answer?.address ?? null, line: lineName }
  const code = REASON_CODES.find((one) => one === reason.code)
  if (code) return reasonSentence({ code, facts, remedy: null }, locale)
  const sentence = failureSentence(reason.code, locale, facts)
  // A code that is new to us would only be said as unknown: then the step's own words say more.
  return sentence === failureSentence('unknown', locale, facts) ? reason.text : sentence
}
