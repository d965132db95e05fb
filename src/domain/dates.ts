/** Is this a day of the calendar, as a date input gives it: `2026-11-21`? */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const day = new Date(`${text}T00:00:00Z`)
  // The 31st of April would quietly become the 1st of May.
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)
}
