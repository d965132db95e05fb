import type { ShownStatus } from './MessageStatus.vue'
import type { Outgoing } from './stores/operations.ts'

/** How far an intention of ours got that is no message of the host yet. */
export function outgoingStatus({ operation: { state }, problem, inDoubt }: Outgoing): ShownStatus {
  if (inDoubt) return 'unknown'
  if (problem) return 'unsent'
  if (state === 'sent') return 'accepted'
  if (state === 'unknown') return 'unknown'
  return state === 'failed' || state === 'refused' ? 'unsent' : 'sending'
}
