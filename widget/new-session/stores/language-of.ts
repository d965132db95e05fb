import type { Locale } from '../../../src/words/locale.ts'

/**
 * The language whose spelling the browser should check: customers are not written to in the language of the card alone. Only the
 * letters are looked at; a text without any is in the card's language.
 */
export function languageOf(text: string, locale: Locale): string {
  const cyrillic = text.match(/\p{Script=Cyrillic}/gu)?.length ?? 0
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0
  if (cyrillic === 0 && latin === 0) return locale
  return cyrillic >= latin ? 'ru' : 'en'
}
