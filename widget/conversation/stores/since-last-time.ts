import type { WireCard } from '../../../src/wire/schemas.ts'
import type { ReadMarks } from '../read-marks.ts'
import type { useMessages } from './messages.ts'
import type { useSessions } from './sessions.ts'
import { writtenSince } from './written-since.ts'

/** In so many sessions, those with the newest activity, is counted what is new. */
const MOST_COUNTED = 5
/** Somebody may have been away for a year: so many pages of a session are read back at most, hundreds of messages at the least. */
const MOST_PAGES = 50

/**
 * Marks on a card that was just opened what customers wrote since this person read it last, perhaps in another tab or on another day.
 * A session that was never read holds nothing new: it is not known what of it was seen elsewhere.
 */
export async function markSinceLastTime(
  { sessions: { items } }: WireCard,
  marks: ReadMarks,
  { sessions, messages }: Stores,
): Promise<void> {
  const { chosenId } = sessions
  const since = (id: string): number => marks[id] ?? Infinity
  if (chosenId !== null && since(chosenId) !== Infinity) {
    const unseen = await writtenSince(chosenId, since(chosenId), messages, MOST_PAGES)
    if (sessions.chosenId === chosenId && unseen.length > 0) sessions.opened = { id: chosenId, unseen }
  }
  // Not every host counts what is said as activity of the session.
  const others = items.filter(
    ({ id, state, lastActivityAt }) =>
      id !== chosenId &&
      since(id) !== Infinity &&
      (state !== 'closed' || Date.parse(lastActivityAt) > since(id)),
  )
  for (const { id } of others.slice(0, MOST_COUNTED)) {
    const written = await writtenSince(id, since(id), messages, MOST_PAGES)
    if (written.length === 0 || sessions.chosenId === id) continue
    // Some of it may have been heard meanwhile. That it was written long ago is no news to tell of.
    const known = new Set(written.map((message) => message.id))
    const heard = (sessions.unseen.get(id) ?? []).filter((message) => !known.has(message.id))
    sessions.unseen.set(id, [...written, ...heard])
  }
}

interface Stores {
  readonly sessions: ReturnType<typeof useSessions>
  readonly messages: ReturnType<typeof useMessages>
}
