const DAY_MS = 24 * 3_600_000

/** A date, as `2026-11-20`, that has begun nowhere on earth at that time: for hosts that count by days of whatever zone. */
export function dateAfter(at: string): string {
  return new Date(Date.parse(at) + 2 * DAY_MS).toISOString().slice(0, 10)
}
