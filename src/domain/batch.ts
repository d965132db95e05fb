/**
 * `receiving`: the list is still coming; `rejected`: it has wrong rows and was to be whole or nothing; `running` also while it rests
 * because the host is in trouble.
 */
export const BATCH_STATES = ['receiving', 'rejected', 'running', 'paused', 'cancelled', 'done'] as const
export type BatchState = (typeof BATCH_STATES)[number]

/**
 * One person of the list. `waiting`: not known yet, under way included; `watching`: sent or held back by a step that waits for more
 * than "accepted"; `invalid`: the row itself is wrong; `duplicate`: an earlier row is for the same person; `would-send`: a dry run
 * found nothing against it. The others are the exits of a step.
 */
export const ROW_STATES = [
  'waiting',
  'watching',
  'sent',
  'skipped',
  'refused',
  'failed',
  'unknown',
  'invalid',
  'duplicate',
  'would-send',
] as const
export type RowState = (typeof ROW_STATES)[number]

/** What may be asked of a batch, and from where. */
const MOVES = {
  pause: { from: ['running'], to: 'paused' },
  resume: { from: ['paused'], to: 'running' },
  cancel: { from: ['running', 'paused'], to: 'cancelled' },
} as const satisfies Record<string, { from: readonly BatchState[]; to: BatchState }>
export type BatchMove = keyof typeof MOVES

/** The state after the move; the same state when it is there already; `null` when it cannot be. */
export function afterMove(state: BatchState, move: BatchMove): BatchState | null {
  const { from, to } = MOVES[move]
  if (state === to) return to
  return (from as readonly BatchState[]).includes(state) ? to : null
}

/** A batch that sends nothing more by itself. */
export function isOver(state: BatchState): boolean {
  return state === 'cancelled' || state === 'done' || state === 'rejected'
}

/**
 * The host is in trouble, or wants us slower: nothing left, and the same row will do later. A batch rests then instead of using up its
 * people; every other failure needs somebody's hand and waits for "try again after the fix".
 */
const PASSING: ReadonlySet<string> = new Set([
  'rate-limited',
  'host-unreachable',
  'host-timeout',
  'host-broken',
])
// A host that answers with a fault of its own may do so for this one message for ever.
const MOST_FAULTS = 5

/** Will the same row do a little later? Only asked of rows that provably did not leave. `attempt` from 1. */
export function passesByItself(code: string, attempt: number): boolean {
  return PASSING.has(code) && (code !== 'host-broken' || attempt < MOST_FAULTS)
}

const FIRST_REST_MS = 2000
const LONGEST_REST_MS = 60_000

/** How long a batch leaves the host alone after its n-th trouble in a row (from 1). */
export function restMs(troubles: number): number {
  return Math.min(FIRST_REST_MS * 2 ** Math.max(0, troubles - 1), LONGEST_REST_MS)
}

/** Rows that provably did not leave, so that they may be tried again after a fix. */
export function mayRetry(state: RowState): boolean {
  return state === 'refused' || state === 'failed'
}

/** The operation of a row: its own id, and another one for each new try after a fix. `n` and `attempt` from 1. */
export function operationIdOf(batchId: string, n: number, attempt: number): string {
  return attempt === 1 ? `${batchId}:${n}` : `${batchId}:${n}.${attempt}`
}

/** The batch whose row an operation would be by its id; whether there is such a batch, the id does not tell. */
export function batchIdIn(operationId: string): string | null {
  return /^(.+):\d+(?:\.\d+)?$/s.exec(operationId)?.[1] ?? null
}
