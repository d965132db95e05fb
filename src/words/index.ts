import type { Reason, Remedy } from '../domain/reasons.ts'
import { channelName } from './channels.ts'
import type { Locale } from './locale.ts'
import { moment, type Viewpoint } from './moments.ts'
import { english } from './sentences.en.ts'
import { russian } from './sentences.ru.ts'
import type { Fact, FailureCode, Sentences } from './sentences.ts'

export { channelName } from './channels.ts'
export { chooseLocale, LOCALES, type Locale } from './locale.ts'
export { moment, type Viewpoint } from './moments.ts'
export { CHANNEL_FAILURES, OPERATION_FAILURES, type ChannelFailure, type FailureCode } from './sentences.ts'

const BY_LOCALE: Record<Locale, Sentences> = { en: english, ru: russian }

/**
 * The reason as a sentence for people. It uses the facts `operator`, `line`, `channel`, `address`, `openedAt`, `limit` and
 * `length` where they are there and stays true without them; ids are never shown.
 */
export function reasonSentence(reason: Reason, locale: Locale, view?: Viewpoint): string {
  return BY_LOCALE[locale].reasons[reason.code](factsInWords(reason.facts, locale, view), reason.facts)
}

/** The step that would lift a reason, as the words of a button or of a line below it. */
export function remedyLabel(remedy: Remedy, locale: Locale): string {
  // The table has exactly the function for this kind; TypeScript cannot follow the pairing through a union.
  const label = BY_LOCALE[locale].remedies[remedy.kind] as (remedy: Remedy) => string
  return label(remedy)
}

/**
 * Why it failed and what helps. Takes the codes of `HostError`, of channels (R-ERR-2) and of operations; another code is said
 * as unknown. `facts.channel` makes the sentence more exact.
 */
export function failureSentence(code: string, locale: Locale, facts: Reason['facts'] = {}): string {
  const known: Readonly<Record<string, Sentences['failures'][FailureCode] | undefined>> =
    BY_LOCALE[locale].failures
  const sentence =
    (Object.hasOwn(known, code) ? known[code] : undefined) ?? BY_LOCALE[locale].failures.unknown
  return sentence(factsInWords(facts, locale))
}

function factsInWords(facts: Reason['facts'], locale: Locale, view?: Viewpoint): Fact {
  return (name) => {
    const fact = facts[name]
    if (fact === undefined || fact === null || fact === '') return undefined
    if (typeof fact === 'number') return fact.toLocaleString(locale)
    if (name === 'channel') return channelName(fact, locale)
    if (name.endsWith('At')) return moment(fact, locale, view)
    return fact
  }
}
