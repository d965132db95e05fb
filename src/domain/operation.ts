/** The states of one intention to write to a customer (design, section 4). */
export const OPERATION_STATES = [
  'planned',
  'sending',
  'sent',
  'refused',
  'skipped',
  'failed',
  'unknown',
] as const
export type OperationState = (typeof OPERATION_STATES)[number]

/** States in which nothing has left, and nothing will by itself. */
export const UNSENT_STATES = ['failed', 'refused'] as const
export type UnsentState = (typeof UNSENT_STATES)[number]

/** What Operations tells apart: what did not leave, and what left and was reported as not delivered later. */
export const TROUBLE_STATES = [...UNSENT_STATES, 'undelivered'] as const
export type TroubleState = (typeof TROUBLE_STATES)[number]

/**
 * Where each state may go. `planned → sending` is committed before the network is touched. A host that proves that nothing
 * was sent lets `sending` go back to `planned`; `unknown` is lifted only by finding out, which may prove that nothing ever left.
 */
export const TRANSITIONS: Readonly<Record<OperationState, readonly OperationState[]>> = {
  planned: ['sending', 'refused', 'skipped', 'failed'],
  sending: ['planned', 'sent', 'failed', 'unknown'],
  unknown: ['planned', 'sent', 'failed'],
  sent: [],
  refused: [],
  skipped: [],
  failed: [],
}

/** May an operation pass from one state to the other? */
export function mayBecome(from: OperationState, to: OperationState): boolean {
  return TRANSITIONS[from].includes(to)
}

/** A settled operation gives the same answer for ever; `unknown` may still be lifted, but is an answer too. */
export function isSettled(state: OperationState): boolean {
  return state !== 'planned' && state !== 'sending'
}
