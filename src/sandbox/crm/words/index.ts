import type { Locale } from '../../../words/index.ts'
import { english, type Words } from './en.ts'
import { russian } from './ru.ts'

export type { Words } from './en.ts'

const BY_LOCALE: Readonly<Record<Locale, Words>> = { en: english, ru: russian }

/** The CRM's texts in a language. */
export function wordsIn(locale: Locale): Words {
  return BY_LOCALE[locale]
}
