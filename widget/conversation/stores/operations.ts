import { computed, reactive } from '@vue/runtime-core'
import { defineStore } from 'pinia'
import { isSettled } from '../../../src/domain/operation.ts'
import type { GatewayProblem } from '../../../src/gateway/client/index.ts'
import type { WireCard, WireOperation } from '../../../src/wire/schemas.ts'
import { problemOf, useGateway } from '../../shared/gateway.ts'
import { useMessages } from './messages.ts'

/**
 * One intention of ours that is not (yet) a message of the host. `problem`: the gateway could not be asked, so the same id may be
 * asked again.
 */
export interface Outgoing {
  readonly operation: WireOperation
  readonly problem: GatewayProblem | null
}

/** What we are sending, and what did not leave: it stays visible until somebody removes it. */
export const useOperations = defineStore('operations', () => {
  const gateway = useGateway()
  const messages = useMessages()
  const known = reactive(new Map<string, Outgoing>())
  /** What was put away here is not shown again, whatever is still heard of it. */
  const removed = new Set<string>()

  const list = computed(() =>
    [...known.values()]
      // Of what was done in a session only a note has words to show.
      .filter(({ operation: { deed = 'note' } }) => deed === 'note')
      .filter(({ operation }) => operation.state !== 'skipped' && !isShown(operation))
      .toSorted((a, b) => a.operation.at.localeCompare(b.operation.at)),
  )
  const of = (sessionId: string): Outgoing[] =>
    list.value.filter(({ operation }) => operation.sessionId === sessionId)
  /** Those without a session: they stand above everything. A refused one is kept as a draft, and the form says why. */
  const homeless = computed(() =>
    list.value.filter(
      ({ operation: { sessionId, state } }) => sessionId === null && state !== 'refused' && state !== 'sent',
    ),
  )

  /** Has the host's own message of it arrived? Then that one is shown. */
  function isShown({ sessionId, messageId, operationId }: WireOperation): boolean {
    if (sessionId === null) return false
    const items = messages.threads.get(sessionId)?.items ?? []
    return items.some((message) => message.id === messageId || message.operationId === operationId)
  }

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

  /** Puts away for good what did not leave: it was read, or its words are somewhere else by now. */
  async function putAway(operationId: string): Promise<void> {
    remove(operationId)
    // A colleague’s stays on their own cards; and one that cannot be put away now is shown again after a reload.
    await gateway.http.remove(`operations/${encodeURIComponent(operationId)}/notice`).catch(problemOf)
  }

  return { known, list, of, homeless, begin, put, fill, remove, putAway }
})
