import type { Locale } from '../../../src/words/locale.ts'
import { moment } from '../../../src/words/moments.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** `5 min ago`, `2 h ago` up to a day, then the date through `on`; a sentence goes on around it. */
export function since(at: string, now: Date, locale: Locale, on: (day: string) => string): string {
  const passed = now.getTime() - Date.parse(at)
  const relative = new Intl.RelativeTimeFormat(locale === 'en' ? 'en-GB' : 'ru-RU', { style: 'short' })
  if (passed >= DAY_MS || Number.isNaN(passed)) return on(moment(at, locale, { now }))
  if (passed >= HOUR_MS) return relative.format(-Math.floor(passed / HOUR_MS), 'hour')
  return relative.format(-Math.max(1, Math.floor(passed / MINUTE_MS)), 'minute')
}
