/** As people count a week, Monday first. */
export const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const
export type Weekday = (typeof WEEKDAYS)[number]

/**
 * Hours in which processes leave customers alone (R-TIME-2), by the clock on their wall. In minutes since midnight; where the end is
 * not after the beginning it lies on the next day.
 */
export interface QuietWindow {
  /** Days on which it begins. */
  readonly days: readonly Weekday[]
  readonly fromMinute: number
  /** The first minute that is not quiet any more; 1440 is midnight. */
  readonly toMinute: number
}

const DAY_MINUTES = 24 * 60
const MINUTE_MS = 60_000
// Hours come again every week, so a moment that has not come by then never does; a day more for a shift of the clock.
const LONGEST_MS = 8 * DAY_MINUTES * MINUTE_MS
// No shift of a clock is longer, as far as these days go.
const LONGEST_SHIFT_MS = 3 * 60 * MINUTE_MS

/** Is that the name of a time zone (`Europe/Moscow`, `+05:00`)? */
export function isTimeZone(name: string): boolean {
  try {
    return clockOf(name) !== null
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

/** Is it quiet there at this moment? */
export function isQuiet(windows: readonly QuietWindow[], zone: string, at: Date): boolean {
  return restOf(windows, wallTime(zone, at)) > 0
}

/**
 * The first moment from `from` on at which it is quiet in none of these zones; `from` itself where it is not. Beginnings and ends are
 * whole minutes of the wall's clock, also when that is moved: an hour that comes twice is judged twice, one that is left out ends
 * what would have ended in it. `null`: there is none within a week.
 */
export function notQuietFrom(
  windows: readonly QuietWindow[],
  zones: readonly string[],
  from: Date,
): Date | null {
  const last = from.getTime() + LONGEST_MS
  let at = from
  while (at.getTime() <= last) {
    const before = at
    for (const zone of zones) at = next(windows, zone, at, last)
    if (at === before) return at
  }
  return null
}

/** The same object where it is not quiet; a moment after `last` where that is not found. */
function next(windows: readonly QuietWindow[], zone: string, from: Date, last: number): Date {
  let at = from
  for (;;) {
    const wall = wallTime(zone, at)
    const rest = restOf(windows, wall)
    if (rest === 0 || at.getTime() > last) return at
    const minute = Math.floor(at.getTime() / MINUTE_MS) * MINUTE_MS
    const jumped = new Date(minute + rest * MINUTE_MS)
    at = wallTime(zone, jumped).offsetMs === wall.offsetMs ? jumped : walked(windows, zone, minute, jumped)
  }
}

/** Minute by minute over a shift of the clock. */
function walked(windows: readonly QuietWindow[], zone: string, fromMs: number, jumped: Date): Date {
  const end = jumped.getTime() + LONGEST_SHIFT_MS
  let at = fromMs
  while (at < end && isQuiet(windows, zone, new Date(at))) at += MINUTE_MS
  return new Date(at)
}

/** For how many minutes more it is quiet, as far as the window that lasts longest goes; 0: it is not. */
function restOf(windows: readonly QuietWindow[], { day, minute }: WallTime): number {
  const rests = windows.flatMap(({ days, fromMinute, toMinute }) => {
    const ends = toMinute > fromMinute ? toMinute : toMinute + DAY_MINUTES
    // It began today, or it began yesterday and goes on.
    const today = days.includes(weekday(day)) && minute >= fromMinute ? ends - minute : 0
    const since = days.includes(weekday(day - 1)) ? ends - DAY_MINUTES - minute : 0
    return [today, since]
  })
  return Math.max(0, ...rests)
}

function weekday(day: number): Weekday {
  return WEEKDAYS[(day + 7) % 7] ?? 'monday'
}

/** What the clock on the wall shows. `day`: 0 is Monday; `offsetMs`: how far it is before UTC. */
interface WallTime {
  readonly day: number
  readonly minute: number
  readonly offsetMs: number
}

function wallTime(zone: string, at: Date): WallTime {
  const shown = Object.fromEntries(
    clockOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = shown
  const midnightMs = Date.UTC(year, month - 1, day)
  const minutes = hour * 60 + minute
  const atMinute = Math.floor(at.getTime() / MINUTE_MS) * MINUTE_MS
  return {
    day: (new Date(midnightMs).getUTCDay() + 6) % 7,
    minute: minutes,
    offsetMs: midnightMs + minutes * MINUTE_MS - atMinute,
  }
}

const clocks = new Map<string, Intl.DateTimeFormat>()

/** @throws RangeError for what is no zone. */
function clockOf(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone)
  if (known) return known
  const clock = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  })
  clocks.set(zone, clock)
  return clock
}
