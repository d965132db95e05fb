import { moment, type Locale } from '../../words/index.ts'

/** An amount as the CRM shows it: `148 200 ₽`. */
export function money(amount: number, currency: string, locale: Locale): string {
  const language = locale === 'en' ? 'en-GB' : 'ru-RU'
  const style = {
    style: 'currency',
    currency,
    maximumFractionDigits: 0,
    currencyDisplay: 'narrowSymbol',
  } as const
  return new Intl.NumberFormat(language, style).format(amount)
}

/** A moment by the sandbox's clock. */
export function when(at: string, locale: Locale, now: Date): string {
  return moment(at, locale, { now })
}

/** The day alone. */
export function day(at: string, locale: Locale): string {
  const language = locale === 'en' ? 'en-GB' : 'ru-RU'
  return new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short' }).format(new Date(at))
}

/** Does a text have the words that were looked for? Case does not matter, nor does punctuation in phone numbers. */
export function matches(query: string, ...texts: readonly (string | null)[]): boolean {
  const asked = query.trim().toLowerCase()
  if (asked === '') return true
  const digits = /^[\d\s()+.-]+$/.test(asked) ? asked.replaceAll(/\D/g, '') : ''
  return texts.some((text) => {
    if (text === null) return false
    if (text.toLowerCase().includes(asked)) return true
    return digits.length >= 3 && text.replaceAll(/\D/g, '').includes(digits)
  })
}
