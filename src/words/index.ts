import type { Reason, Remedy } from '../domain/reasons.ts'
import { englishForm } from './form-sentences.en.ts'
import { russianForm } from './form-sentences.ru.ts'
import { englishHost, russianHost } from './host-failures.ts'
import type { Locale } from './locale.ts'
import type { Viewpoint } from './moments.ts'
import { english } from './sentences.en.ts'
import { russian } from './sentences.ru.ts'
import { speech, type Speech } from './speech.ts'

export { channelName } from './channels.ts'
export { chooseLocale, LOCALES, type Locale } from './locale.ts'
export { moment, type Viewpoint } from './moments.ts'
export { CHANNEL_FAILURES } from './sentences.ts'

// Both languages at once, for servers. Browsers take `speech.ts` with the one language they show.
const SPEECHES: Record<Locale, Speech> = {
  en: speech(english, 'en', { host: englishHost, form: englishForm }),
  ru: speech(russian, 'ru', { host: russianHost, form: russianForm }),
}

/** The reason as a sentence for people (see `Speech.reason`). */
export function reasonSentence(reason: Reason, locale: Locale, view?: Viewpoint): string {
  return SPEECHES[locale].reason(reason, view)
}

/** The step that would lift a reason, as the words of a button or of a line below it. */
export function remedyLabel(remedy: Remedy, locale: Locale): string {
  return SPEECHES[locale].remedy(remedy)
}

/** Why it failed and what helps (see `Speech.failure`); a code we do not know is said as unknown. */
export function failureSentence(code: string, locale: Locale, facts: Reason['facts'] = {}): string {
  return SPEECHES[locale].failure(code, facts)
}
