import type { HostMessage, Page } from '../port.ts'
import type { Elma365 } from './api.ts'
import { readMessageCursor, writeMessageCursor } from './cursor.ts'
import { messageOf, withWholeLinks } from './map.ts'
import { sessionLink } from './settings.ts'
import { MessagesAnswer, type WireMessage } from './wire.ts'

const PAGE = 50
/** The SDK gives no more than this of one session, so where the oldest come first, later ones stay unseen. */
const MOST = 10_000
const CHUNK = 2000
/** Of how many sessions we remember the length. */
const REMEMBERED = 500

export interface Messages {
  page(sessionId: string, cursor: string | null): Promise<Page<HostMessage>>
  /** Is there a message of the customer? `undefined` when there are more messages than can be read. */
  hasInbound(sessionId: string): Promise<boolean | undefined>
}

/**
 * A session's messages, newest page first, whichever way round the host lists them: the vendor does not say. The order shows
 * in the times of the first ones read.
 */
export function messagesOf({ module, settings }: Elma365): Messages {
  const { newestFirst, oldestFirst, pageOf } = pagesWith((session) => sessionLink(settings, session))
  // Where the oldest come first, the newest are at the end: knowing how long a session was saves reading it whole each time.
  const lengths = new Map<string, number>()

  const read = async (session: string, from: number, size: number): Promise<WireMessage[]> => {
    if (from >= MOST) return []
    const json = { session, from, size: Math.min(size, MOST - from) }
    const { messages } = await module.read({
      method: 'POST',
      path: 'messages',
      json,
      answer: MessagesAnswer,
    })
    return messages.map((wire) => withWholeLinks(wire, settings.baseUrl))
  }

  const readOn = async (session: string, from: number): Promise<WireMessage[]> => {
    const found: WireMessage[] = []
    for (;;) {
      const chunk = await read(session, from + found.length, CHUNK)
      found.push(...chunk)
      if (chunk.length < CHUNK) return found
    }
  }

  const firstPage = async (session: string): Promise<Page<HostMessage>> => {
    const known = lengths.get(session) ?? 0
    const start = Math.max(0, known - PAGE)
    if (known > 0) {
      const tail = await readOn(session, start)
      if (start + tail.length >= known) return lastPage(session, start, tail)
      lengths.delete(session)
    }
    const head = await read(session, 0, PAGE + 1)
    if (head.length <= PAGE) return pageOf(session, runsBack(head) ? head.toReversed() : head, null)
    if (runsBack(head)) return newestFirst(session, head, 0)
    return lastPage(session, 0, [...head, ...(await readOn(session, head.length))])
  }

  /** `list` stands at `start` and goes on to the newest message. */
  const lastPage = (session: string, start: number, list: readonly WireMessage[]): Page<HostMessage> => {
    const end = start + list.length
    lengths.delete(session)
    lengths.set(session, end)
    const eldest = lengths.keys().next()
    if (lengths.size > REMEMBERED && !eldest.done) lengths.delete(eldest.value)
    return oldestFirst(session, list.slice(-PAGE), end)
  }

  /** New messages have pushed the others back, so go on after the last one that was given. */
  const afterLast = async (session: string, from: number, lastId: string): Promise<Page<HostMessage>> => {
    const isLast = (wire: WireMessage) => wire.id === lastId
    const near = await read(session, from - 1, PAGE + 2)
    const list = near.some(isLast) ? near : await read(session, from - 1, CHUNK)
    const at = list.findIndex(isLast)
    if (at < 0) return newestFirst(session, near.slice(1), from)
    const next = from + at
    const rest = list.slice(at + 1)
    const whole = rest.length > PAGE ? rest : await read(session, next, PAGE + 1)
    return newestFirst(session, whole, next)
  }

  return {
    page: async (session, cursor) => {
      if (cursor === null) return firstPage(session)
      const at = readMessageCursor(cursor)
      if (at.order === 'newest') return afterLast(session, at.from, at.lastId)
      const start = Math.max(0, at.end - PAGE)
      return oldestFirst(session, await read(session, start, at.end - start), at.end)
    },
    hasInbound: async (session) => {
      const all = await readOn(session, 0)
      if (all.some((wire) => wire.fromClient)) return true
      return all.length < MOST ? false : undefined
    },
  }
}

/** @param linkOf the host's own page of a session. */
function pagesWith(linkOf: (session: string) => string | null) {
  const pageOf = (session: string, page: readonly WireMessage[], next: string | null): Page<HostMessage> => {
    const link = linkOf(session)
    return { items: page.map((wire) => messageOf(wire, session, link)), next }
  }
  return {
    pageOf,
    /** A page of a host that begins with the newest; `list` stands at `from` and is longer than a page when there is more. */
    newestFirst(session: string, list: readonly WireMessage[], from: number): Page<HostMessage> {
      const page = list.slice(0, PAGE)
      const last = page.at(-1)
      const next =
        list.length > PAGE && last
          ? writeMessageCursor({ order: 'newest', from: from + PAGE, lastId: last.id })
          : null
      return pageOf(session, page.toReversed(), next)
    },
    /** A page of a host that begins with the oldest; it ends before the place `end`. */
    oldestFirst(session: string, page: readonly WireMessage[], end: number): Page<HostMessage> {
      const start = end - page.length
      return pageOf(session, page, start > 0 ? writeMessageCursor({ order: 'oldest', end: start }) : null)
    },
  }
}

/** Is the newest first? Equal times tell nothing, and then the list is taken for oldest first. */
function runsBack(list: readonly WireMessage[]): boolean {
  const [first, last] = [list[0], list.at(-1)]
  return first !== undefined && last !== undefined && Date.parse(first.createdAt) > Date.parse(last.createdAt)
}
