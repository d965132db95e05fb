import type { Locale } from '../../../src/words/locale.ts'

/** `18 November`, from another year with the year: as a Russian sentence has it after «до». */
export function dayOf(at: string, locale: Locale, now: Date = new Date()): string {
  const date = new Date(at)
  const year = date.getFullYear() === now.getFullYear() ? undefined : 'numeric'
  const options: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'long', ...(year && { year }) }
  return date.toLocaleDateString(locale === 'en' ? 'en-GB' : 'ru-RU', options)
}
