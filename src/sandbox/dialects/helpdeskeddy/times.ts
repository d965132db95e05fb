import { TENANT } from './values.ts'

const parts = new Intl.DateTimeFormat('en-GB', {
  timeZone: TENANT.timeZone,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
})

function local(at: string) {
  const found = Object.fromEntries(parts.formatToParts(new Date(at)).map(({ type, value }) => [type, value]))
  const { year, month, day, hour, minute, second } = found
  return {
    date: `${year}-${month}-${day}`,
    turned: `${day}.${month}.${year}`,
    time: `${hour}:${minute}:${second}`,
  }
}

/** Tickets and users: `YYYY-MM-DD HH:MM:SS`, without a zone (facts, 2.3). */
export function ticketTime(at: string): string {
  const { date, time } = local(at)
  return `${date} ${time}`
}

/** Posts and comments: `HH:MM:SS DD.MM.YYYY` (facts, 2.3). */
export function postTime(at: string): string {
  const { turned, time } = local(at)
  return `${time} ${turned}`
}
