import { reactive } from '@vue/runtime-core'
import { defineStore } from 'pinia'
import { isSettled } from '../../../src/domain/operation.ts'
import type { GatewayProblem } from '../../../src/gateway/client/index.ts'
import type { WireCard, WireOperation } from '../../../src/wire/schemas.ts'

/**
 * One intention of ours that is not (yet) a message of the host. `problem`: the gateway could not be asked, so the same id may be
 * asked again. `inDoubt`: it did not answer, so it may have it all the same.
 */
export interface Outgoing {
  readonly operation: WireOperation
  readonly problem: GatewayProblem | null
  readonly inDoubt?: boolean
}

/** What we are sending, and what did not leave: it stays visible until somebody removes it. */
export const useOperations = defineStore('operations', () => {
  const known = reactive(new Map<string, Outgoing>())
  /** What was put away here is not shown again, whatever is still heard of it. */
  const removed = new Set<string>()

  /** Shows an intention at once. One may be begun again after it was put away: what was refused went back to where it was written. */
  function begin(operation: WireOperation): void {
    removed.delete(operation.operationId)
    known.set(operation.operationId, { operation, problem: null })
  }

  function put(operation: WireOperation): void {
    if (operation.putAway) return remove(operation.operationId)
    if (removed.has(operation.operationId)) return
    const before = known.get(operation.operationId)
    // News of a settled operation may overtake the answer that started it.
    if (before && isSettled(before.operation.state) && !isSettled(operation.state)) return
    known.set(operation.operationId, { operation, problem: null })
  }

  function fill(card: WireCard): void {
    // What was sent is a message already: only what was to follow it is still open (R-AFTER-5).
    for (const operation of card.operations) if (operation.state !== 'sent') put(operation)
  }

  function remove(operationId: string): void {
    removed.add(operationId)
    known.delete(operationId)
  }

  return { known, begin, put, fill, remove }
})
