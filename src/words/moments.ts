import type { Locale } from './locale.ts'

/** From where and when the reader looks; absent means the machine's own clock and zone. */
export interface Viewpoint {
  readonly now?: Date
  /** An IANA zone, `Europe/Moscow`. */
  readonly timeZone?: string
}

/** `10:02` on the same day, else `18 Nov, 10:02`; the text as it came when it is no date. */
export function moment(at: string, locale: Locale, view: Viewpoint = {}): string {
  const date = new Date(at)
  if (Number.isNaN(date.getTime())) return at
  const zone = view.timeZone === undefined ? {} : { timeZone: view.timeZone }
  // British English has the 24-hour clock and the day before the month, as the rest of the product.
  const language = locale === 'en' ? 'en-GB' : 'ru-RU'
  const day = new Intl.DateTimeFormat(language, { ...zone, day: 'numeric', month: 'short', year: 'numeric' })
  const time = new Intl.DateTimeFormat(language, { ...zone, hour: '2-digit', minute: '2-digit' }).format(date)
  if (day.format(date) === day.format(view.now ?? new Date())) return time
  const short = new Intl.DateTimeFormat(language, { ...zone, day: 'numeric', month: 'short' }).format(date)
  return `${short}, ${time}`
}
