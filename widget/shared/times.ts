import type { Locale } from '../../src/words/index.ts'

const LANGUAGE: Record<Locale, string> = { en: 'en-GB', ru: 'ru-RU' }
const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

// Formatters are dear to make, and a timeline needs the same few for every message.
const kept = new Map<string, Intl.DateTimeFormat>()
function format(locale: Locale, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options)
  const found = kept.get(key) ?? new Intl.DateTimeFormat(LANGUAGE[locale], options)
  kept.set(key, found)
  return found
}

/** `10:05` */
export function clock(at: string, locale: Locale): string {
  return format(locale, { hour: '2-digit', minute: '2-digit' }).format(new Date(at))
}

/** `18 November 2026 at 10:05:12`, for hover and focus. */
export function exactly(at: string, locale: Locale): string {
  return format(locale, { dateStyle: 'long', timeStyle: 'medium' }).format(new Date(at))
}

/** `2m`, `3h`, from a day on `18 Nov`, from another year with the year. */
export function ago(at: string, now: Date, locale: Locale, justNow: string): string {
  const date = new Date(at)
  const passed = now.getTime() - date.getTime()
  if (passed < MINUTE_MS) return justNow
  if (passed < HOUR_MS) return unit(Math.floor(passed / MINUTE_MS), 'minute', locale)
  if (passed < DAY_MS) return unit(Math.floor(passed / HOUR_MS), 'hour', locale)
  const sameYear = date.getFullYear() === now.getFullYear()
  return format(locale, { day: 'numeric', month: 'short', ...(sameYear ? {} : { year: 'numeric' }) }).format(
    date,
  )
}

function unit(count: number, name: 'minute' | 'hour', locale: Locale): string {
  return count.toLocaleString(LANGUAGE[locale], { style: 'unit', unit: name, unitDisplay: 'narrow' })
}

/** Today, yesterday, or the day in words; the same for two times of one day of the reader's zone. */
export function dayTitle(
  at: string,
  now: Date,
  locale: Locale,
  words: { today: string; yesterday: string },
): string {
  const date = new Date(at)
  if (isSameDay(date, now)) return words.today
  if (isSameDay(date, new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1))) return words.yesterday
  const sameYear = date.getFullYear() === now.getFullYear()
  const options: Intl.DateTimeFormatOptions = { weekday: 'long', day: 'numeric', month: 'long' }
  if (!sameYear) options.year = 'numeric'
  return format(locale, options).format(date)
}

/** Are both in the same day of the reader's zone? */
export function isSameDay(a: Date, b: Date): boolean {
  return a.toDateString() === b.toDateString()
}
