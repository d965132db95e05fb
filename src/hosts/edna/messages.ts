import type { HostMessage, Page } from '../port.ts'
import { notOurs, type Edna } from './api.ts'
import { incomingOrNull } from './history.ts'
import { messageOf, sessionIdOf } from './map.ts'
import { withParts } from './parts.ts'
import { MessagesAnswer } from './wire.ts'

const PAGE = 50

/** All messages of a thread, oldest first: the chatbot's history has no pages and no ids (facts, 2.10). */
export async function wholeThread({ chatbot, settings }: Edna, thread: number): Promise<HostMessage[]> {
  const read = await chatbot.read({
    method: 'GET',
    path: `v1/chatbot/messages?threadId=${thread}`,
    answer: MessagesAnswer,
  })
  // The order is not documented; the host's own order decides between equal times.
  const [first, last] = [read[0], read.at(-1)]
  const back = first && last && Date.parse(first.receivedDate) > Date.parse(last.receivedDate)
  const oldestFirst = (back ? read.toReversed() : read).toSorted(
    (a, b) => Date.parse(a.receivedDate) - Date.parse(b.receivedDate),
  )
  const sessionId = sessionIdOf(settings, thread)
  return oldestFirst.map((wire, index) => messageOf(wire, sessionId, index + 1))
}

/** Newest page first. The cursor counts from the oldest, where places never change. */
export async function messagesOf(
  edna: Edna,
  thread: number,
  cursor: string | null,
): Promise<Page<HostMessage>> {
  const before = cursor === null ? null : readCursor(cursor)
  const all = await wholeParts(edna, thread)
  const end = Math.min(before ?? all.length, all.length)
  const start = Math.max(0, end - PAGE)
  return { items: all.slice(start, end), next: start > 0 ? String(start) : null }
}

/** With what the chatbot's history leaves out, as far as Pulse knows it. */
async function wholeParts(edna: Edna, thread: number): Promise<HostMessage[]> {
  const all = await wholeThread(edna, thread)
  const own = all.filter(({ direction }) => direction === 'inbound')
  const [first, last] = [own[0], own.at(-1)]
  const incoming = first && last ? await incomingOrNull(edna, thread, first.at, last.at) : null
  return withParts(all, incoming, edna.pages.of(thread))
}

/** Has the client written in this thread? */
export async function hasInbound(edna: Edna, thread: number): Promise<boolean> {
  return (await wholeThread(edna, thread)).some(({ direction }) => direction === 'inbound')
}

function readCursor(cursor: string): number {
  if (!/^\d{1,7}$/.test(cursor)) throw notOurs()
  return Number(cursor)
}
