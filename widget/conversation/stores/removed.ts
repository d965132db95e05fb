import type { WireMessage } from '../../../src/wire/schemas.ts'
import { timeOf } from './merge-message.ts'
import type { HistoryPage, Thread } from './thread.ts'

/**
 * What is held and the host has no more: a page shows what was said before and after it in its session, but not it. Of what stands
 * beyond the ends of a page nothing is concluded, unless it is the newest or the oldest of all; nor of notes, of which a host may show
 * only some.
 */
export function removedBy(thread: Thread, page: HistoryPage, isNewest: boolean): readonly WireMessage[] {
  const ends = new Map<string, { first: WireMessage; last: WireMessage }>()
  for (const message of page.items) {
    const first = ends.get(message.sessionId)?.first ?? message
    ends.set(message.sessionId, { first, last: message })
  }
  const there = new Set(page.items.map(({ id }) => id))
  return (thread.untold ?? []).filter((message) => {
    const beside = ends.get(message.sessionId)
    if (!beside || there.has(message.id) || message.kind === 'note' || !thread.byId.has(message.id))
      return false
    const isAfter = page.next === null || timeOf(message) > timeOf(beside.first)
    return isAfter && (isNewest || timeOf(message) < timeOf(beside.last))
  })
}

/** Takes them away: on a card that is opened now they would not stand either. */
export function takeAway(thread: Thread, removed: readonly WireMessage[]): void {
  if (removed.length === 0) return
  for (const { id } of removed) thread.byId.delete(id)
  thread.items = thread.items.filter(({ id }) => thread.byId.has(id))
}
