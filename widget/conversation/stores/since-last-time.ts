import type { WireCard, WireMessage } from '../../../src/wire/schemas.ts'
import type { ReadMarks } from '../read-marks.ts'
import { timeOf } from './merge-message.ts'
import type { useMessages } from './messages.ts'
import type { useSessions } from './sessions.ts'

/** So many pages of one session are read at most to find what is new in it. */
const MOST_PAGES = 10
/** In so many sessions, those with the newest activity, is counted what is new. */
const MOST_COUNTED = 5

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
    const unseen = await writtenSince(chosenId, since(chosenId), messages)
    if (sessions.chosenId === chosenId && unseen.length > 0) sessions.opened = { id: chosenId, unseen }
  }
  // Not every host counts what is said as activity of the session.
  const others = items.filter(
    ({ id, state, lastActivityAt }) =>
      id !== chosenId &&
      since(id) !== Infinity &&
      (state !== 'closed' || Date.parse(lastActivityAt) > since(id)),
  )
  for (const { id } of others.slice(0, MOST_COUNTED))
    for (const message of await writtenSince(id, since(id), messages))
      // It may have been heard meanwhile.
      if (!sessions.unseen.get(id)?.some((known) => known.id === message.id)) sessions.notice(message)
}

interface Stores {
  readonly sessions: ReturnType<typeof useSessions>
  readonly messages: ReturnType<typeof useMessages>
}

async function writtenSince(
  id: string,
  since: number,
  messages: Stores['messages'],
): Promise<readonly WireMessage[]> {
  await messages.open(id)
  const thread = messages.of(id)
  const isLater = (message: WireMessage | undefined): boolean =>
    message !== undefined && timeOf(message) > since
  for (let page = 1; page < MOST_PAGES && thread.next !== null && isLater(thread.items[0]); page++)
    await messages.older(id)
  return thread.items.filter((one) => one.direction === 'inbound' && !one.deletedAt && isLater(one))
}
