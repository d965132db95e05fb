import type { Locale } from '../../src/words/locale.ts'

const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS
const LANGUAGE: Record<Locale, string> = { en: 'en-GB', ru: 'ru-RU' }

/** `40 sec`, `4 min`, `3 hr`: as exact as such a guess deserves. */
export function timeLeft(ms: number, locale: Locale): string {
  const [size, unit] =
    ms < MINUTE_MS
      ? ([SECOND_MS, 'second'] as const)
      : ms < HOUR_MS
        ? ([MINUTE_MS, 'minute'] as const)
        : ([HOUR_MS, 'hour'] as const)
  const count = Math.max(1, Math.round(ms / size))
  return count.toLocaleString(LANGUAGE[locale], { style: 'unit', unit, unitDisplay: 'short' })
}
