import { reason, type Reason } from './reasons.ts'
import type { Channel } from './words.ts'

/** How many messages of processes one account may get in a time that moves on with the clock. */
export interface Cap {
  readonly most: number
  readonly periodMs: number
  /** On which channels it holds; `null`: on all. */
  readonly channels: readonly Channel[] | null
}

/** The caps that hold on a channel. */
export function capsOn(caps: readonly Cap[], channel: Channel): readonly Cap[] {
  return caps.filter(({ channels }) => channels === null || channels.includes(channel))
}

/**
 * R-CAP-1: may a process write once more to an account? The reason tells from when on it may.
 * @param sentAt when processes wrote to it, the newest first.
 */
export function assessCaps(caps: readonly Cap[], sentAt: readonly string[], now: Date): Reason[] {
  const reached = caps.flatMap(({ most, periodMs }) => {
    const oldest = sentAt[most - 1]
    const freeMs = oldest === undefined ? 0 : Date.parse(oldest) + periodMs
    return freeMs > now.getTime() ? [{ most, freeMs }] : []
  })
  const [last] = reached.toSorted((a, b) => b.freeMs - a.freeMs)
  if (!last) return []
  return [reason('cap-reached', null, { most: last.most, untilAt: new Date(last.freeMs).toISOString() })]
}
