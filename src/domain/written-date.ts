import { isDate } from './dates.ts'

/** Forms in which a customer reads a day: `24 November`, `24 November 2026`, `Tuesday, 24 November`, `24/11/2026`. */
export const DATE_FORMS = ['day-month', 'day-month-year', 'weekday', 'digits'] as const
export type DateForm = (typeof DATE_FORMS)[number]

const OPTIONS: Readonly<Record<DateForm, Intl.DateTimeFormatOptions>> = {
  'day-month': { day: 'numeric', month: 'long' },
  'day-month-year': { day: 'numeric', month: 'long', year: 'numeric' },
  weekday: { weekday: 'long', day: 'numeric', month: 'long' },
  digits: { day: '2-digit', month: '2-digit', year: 'numeric' },
}

/**
 * A day of the calendar, `2026-11-24`, as it stands in a text of this language. What is no day stays as it is, and so does a day in
 * a text whose language is not known: `2026-11-24` is read alike everywhere.
 * @param language BCP 47, also with an underscore, as messengers write it.
 */
export function writtenDate(day: string, form: DateForm, language: string | null): string {
  const tag = localeOf(language)
  if (tag === null || !isDate(day)) return day
  // A day of the calendar has no zone.
  return new Date(`${day}T00:00:00Z`).toLocaleDateString(tag, { ...OPTIONS[form], timeZone: 'UTC' })
}

function localeOf(language: string | null): string | null {
  const tag = (language ?? '').replaceAll('_', '-')
  // English of no country would be that of the United States, where the month comes first.
  if (tag.toLowerCase() === 'en') return 'en-GB'
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(tag)[0] ?? null
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}
