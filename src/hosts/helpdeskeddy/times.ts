/** The two writings of one time (V1): tickets and users, posts and comments. Neither names its zone. */
export const TICKET_TIME = /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)$/
export const POST_TIME = /^(\d\d):(\d\d):(\d\d) (\d\d)\.(\d\d)\.(\d{4})$/

export interface Times {
  /** ISO 8601 in UTC. */
  ofTicket(at: string): string
  ofPost(at: string): string
}

/** @param timeZone the tenant's; in the hour that a change of clocks repeats, the later one is meant. */
export function timesOf(timeZone: string): Times {
  const clock = new Intl.DateTimeFormat('en-US', {
    timeZone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
    hourCycle: 'h23',
  })
  /** What the tenant's clock shows at this moment, as if it were UTC. */
  const shown = (at: number): number => {
    const parts = Object.fromEntries(clock.formatToParts(at).map(({ type, value }) => [type, Number(value)]))
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
    return Date.UTC(year, month - 1, day, hour, minute, second)
  }
  const utc = (local: number): string => {
    const near = local - (shown(local) - local)
    return new Date(near - (shown(near) - local)).toISOString()
  }
  const joined = (found: RegExpExecArray | null, order: readonly number[]): string => {
    const [year = 0, month = 1, day = 1, hour, minute, second] = order.map((at) => Number(found?.[at]))
    return utc(Date.UTC(year, month - 1, day, hour, minute, second))
  }
  return {
    ofTicket: (at) => joined(TICKET_TIME.exec(at), [1, 2, 3, 4, 5, 6]),
    ofPost: (at) => joined(POST_TIME.exec(at), [6, 5, 4, 1, 2, 3]),
  }
}
