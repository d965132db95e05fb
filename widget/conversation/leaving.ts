import type { WireMessage, WireOperation } from '../../src/wire/schemas.ts'
import type { Outgoing } from './stores/operations.ts'
import type { Thread } from './stores/thread.ts'

/** By how much the host's clock may be behind. */
const CLOCK_MS = 10_000

/** What is to be shown of our intentions beside the host's messages, in the order in which they were planned. */
export function leaving(
  known: ReadonlyMap<string, Outgoing>,
  threads: ReadonlyMap<string, Thread>,
): Outgoing[] {
  const taken = new Set<WireMessage>()
  return [...known.values()]
    .toSorted((a, b) => a.operation.at.localeCompare(b.operation.at))
    .filter(({ operation }) => {
      const { deed = 'note', state, sessionId } = operation
      // Of what was done in a session only a note has words to show.
      if (deed !== 'note' || state === 'skipped') return false
      return !isShown(operation, threads.get(sessionId ?? '')?.items ?? [], taken)
    })
}

/**
 * Has the host's own message of it arrived? Then that one is shown. Before anybody has said which one it is, it is known by its words:
 * one of ours that is no other intention's, said since then. Each is taken for one intention, and for none that did not leave.
 */
function isShown(
  { messageId, operationId, state, text, at }: WireOperation,
  items: readonly WireMessage[],
  taken: Set<WireMessage>,
): boolean {
  if (items.some((message) => message.id === messageId || message.operationId === operationId)) return true
  if (text === '' || state === 'failed' || state === 'refused') return false
  const since = Date.parse(at) - CLOCK_MS
  const same = items.find(
    (message) =>
      !message.operationId &&
      message.direction === 'outbound' &&
      message.text === text &&
      Date.parse(message.at) > since &&
      !taken.has(message),
  )
  if (!same) return false
  taken.add(same)
  return true
}
