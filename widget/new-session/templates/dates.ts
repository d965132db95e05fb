/** `2026-11-21` as a day in words, `Saturday, 21 November 2026`; `null` when it is no day. */
export function dateInWords(value: string, locale: 'en' | 'ru'): string | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return null
  const day = new Date(`${value}T00:00:00Z`)
  // 31 February is read as a day of March by some.
  if (Number.isNaN(day.getTime()) || !day.toISOString().startsWith(value)) return null
  // A day of the calendar has no zone.
  return day.toLocaleDateString(locale === 'en' ? 'en-GB' : 'ru-RU', { dateStyle: 'full', timeZone: 'UTC' })
}
