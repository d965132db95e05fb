import type { OperationState } from './operation.ts'
import type { MessageStatus } from './words.ts'

/** Until when a step waits, weakest first; a stronger level implies the weaker ones. */
export const WAITS = ['accepted', 'sent', 'delivered', 'read', 'answered'] as const
export type Wait = (typeof WAITS)[number]

/** The ways out of the step (R-PROC-5). */
export const EXITS = [
  'sent',
  'delivered',
  'read',
  'answered',
  'silence',
  'skipped',
  'refused',
  'failed',
  'unknown',
] as const
export type Exit = (typeof EXITS)[number]

/** When the next hop of a cascade goes: the message before it could not leave, or had not come so far within its patience. */
export const CONDITIONS = ['refused', 'undelivered', 'unread', 'unanswered'] as const
export type Condition = (typeof CONDITIONS)[number]

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

/** How long a step waits that names no limit. For `accepted`: for whatever keeps it from leaving. */
export const USUAL_LIMIT_MS: Readonly<Record<Wait, number>> = {
  accepted: DAY_MS,
  sent: 60 * MINUTE_MS,
  delivered: DAY_MS,
  read: 3 * DAY_MS,
  answered: 7 * DAY_MS,
}
/** The longest that a step may wait. */
export const LONGEST_LIMIT_MS = 30 * DAY_MS

/** What is known of one message of the step. */
export interface HopFacts {
  readonly state: OperationState
  /** The furthest status that the host has told. */
  readonly status: MessageStatus | null
  /** Has the customer written since, on that channel? */
  readonly answered: boolean
  /** When the host was asked to send; `null` before. */
  readonly sentAt: string | null
}

export interface Expectation {
  readonly wait: Wait
  /** What may follow the first message, in order. */
  readonly follows: readonly { readonly condition: Condition; readonly patienceMs: number }[]
  readonly deadlineAt: Date
  /** Called off: nothing more leaves and nobody watches on. */
  readonly cancelled: boolean
}

export type Outcome =
  /** `hop`: the message that the exit is about, counted from 0. */
  | { readonly kind: 'end'; readonly exit: Exit; readonly hop: number }
  /** The next message leaves now. */
  | { readonly kind: 'next-hop' }
  /** The last message is on its way to the host. */
  | { readonly kind: 'busy' }
  /** Nothing to do before then, unless there is news. */
  | { readonly kind: 'watch'; readonly until: Date }

const NEEDED: Record<Condition, Wait | null> = {
  refused: null,
  undelivered: 'delivered',
  unread: 'read',
  unanswered: 'answered',
}

/** May this condition ever hold before a step that waits for this level is over? */
export function fitsWait(condition: Condition, wait: Wait): boolean {
  const needed = NEEDED[condition]
  return needed === null || rank(needed) <= rank(wait)
}

/** The condition of a hop that names none: the message before it did not come as far as the step waits for. */
export function usualCondition(wait: Wait): Condition {
  return CONDITIONS.find((condition) => NEEDED[condition] === wait) ?? 'refused'
}

/**
 * What comes of a step by what is known now. However the news came, in whatever order and how often, equal facts give the same
 * answer. @param hops at least one: the messages that were given out so far.
 */
export function assessOutcome(
  { wait, follows, deadlineAt, cancelled }: Expectation,
  hops: readonly HopFacts[],
  now: Date,
): Outcome {
  const last = hops.length - 1
  const current = hops[last]
  if (!current) throw new Error('Nothing was given out yet.')
  const done = hops.findIndex((hop) => reached(hop) >= rank(wait))
  if (done >= 0) return { kind: 'end', exit: exitFor(wait), hop: done }
  if (current.state === 'planned' || current.state === 'sending') return { kind: 'busy' }
  if (current.state === 'skipped' && !(cancelled && hops.some(isAlive)))
    return { kind: 'end', exit: 'skipped', hop: last }
  if (cancelled) return asKnown(hops)

  const alive = hops.findLastIndex((hop) => isAlive(hop))
  const follow = now < deadlineAt ? follows[last] : undefined
  if (!isAlive(current)) {
    if (follow) return { kind: 'next-hop' }
    if (alive < 0) return { kind: 'end', exit: current.state === 'refused' ? 'refused' : 'failed', hop: last }
  } else if (current.state === 'unknown' && wait === 'accepted')
    return { kind: 'end', exit: 'unknown', hop: last }
  if (now >= deadlineAt)
    return {
      kind: 'end',
      exit: hops.some(({ state }) => state === 'sent') ? 'silence' : 'unknown',
      hop: alive,
    }

  const needed = follow && NEEDED[follow.condition]
  if (!follow || !needed || hops.some((hop) => reached(hop) >= rank(needed)))
    return { kind: 'watch', until: deadlineAt }
  const patientUntil = new Date(Date.parse(current.sentAt ?? now.toISOString()) + follow.patienceMs)
  if (now >= patientUntil) return { kind: 'next-hop' }
  return { kind: 'watch', until: patientUntil < deadlineAt ? patientUntil : deadlineAt }
}

/** The exit of a step that nobody watches any more: how far its furthest message is known to have come. */
function asKnown(hops: readonly HopFacts[]): Outcome {
  const furthest = Math.max(...hops.map(reached))
  const hop = hops.findIndex((one) => reached(one) === furthest)
  const level = WAITS[furthest]
  if (level) return { kind: 'end', exit: exitFor(level), hop }
  const unknown = hops.findIndex(({ state }) => state === 'unknown')
  if (unknown >= 0) return { kind: 'end', exit: 'unknown', hop: unknown }
  const last = hops.length - 1
  return { kind: 'end', exit: hops[last]?.state === 'refused' ? 'refused' : 'failed', hop: last }
}

/** May something still come of it? */
function isAlive({ state, status }: HopFacts): boolean {
  return state === 'unknown' || (state === 'sent' && status !== 'failed')
}

/** How far it came, as a place among the levels; -1: it is not known to have been accepted, or was not delivered after all. */
function reached({ state, status, answered }: HopFacts): number {
  if (answered) return rank('answered')
  if (state !== 'sent' || status === 'failed') return -1
  return rank(status ?? 'accepted')
}

const rank = (level: Wait): number => WAITS.indexOf(level)

/** Accepted by the host is sent, as far as the step's exits go; `status` tells the difference (R-ERR-3). */
const exitFor = (level: Wait): Exit => (level === 'accepted' ? 'sent' : level)
