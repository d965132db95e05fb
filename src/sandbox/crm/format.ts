import { moment, type Locale } from '../../words/index.ts'
import type { Visitor } from './visitor.ts'

/** For whom a time is written: in their language, by the clock on their wall. */
export type Reader = Pick<Visitor, 'locale' | 'timeZone'>

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

/** A moment, seen from the sandbox's now. */
export function when(at: string, { locale, timeZone }: Reader, now: Date): string {
  return moment(at, locale, { now, ...(timeZone !== null && { timeZone }) })
}

/** The day alone. */
export function day(at: string, { locale, timeZone }: Reader): string {
  const language = locale === 'en' ? 'en-GB' : 'ru-RU'
  const style = { day: 'numeric', month: 'short', ...(timeZone !== null && { timeZone }) } as const
  return new Intl.DateTimeFormat(language, style).format(new Date(at))
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
