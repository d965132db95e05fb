import type { HostMessage, Page } from '../hosts/port.ts'
import type { WireAround } from '../wire/history.ts'
import { knownOperator } from './directory.ts'
import { NotFound } from './errors.ts'
import { wireMessages } from './to-wire.ts'
import type { Asker, Outbound } from './types.ts'

/** Pages of the host for one answer: a host has no way into the middle of a session, so its pages are passed one by one. */
const MOST_ASKED = 24

export interface AroundAsk {
  /** The message that is looked for, or else a time. */
  readonly message: string | null
  /** The page is wanted on which that time lies. */
  readonly at: string | null
  /** Where an answer that found nothing has stopped. */
  readonly cursor: string | null
}

/**
 * The messages of a session about one of them, or about a time: that page, with the newer one beside it.
 * @throws NotFound (`session`), UnknownOperator, HostError.
 */
export async function messagesAround(
  o: Outbound,
  asker: Asker,
  sessionId: string,
  ask: AroundAsk,
): Promise<WireAround> {
  const [session] = await Promise.all([o.host.sessions.get(sessionId), knownOperator(o, asker.operatorId)])
  if (!session) throw new NotFound('session')
  const newer: (string | null)[] = []
  let beside: Page<HostMessage> | null = null
  let cursor = ask.cursor
  for (let asked = 1; ; asked++) {
    const page = await o.host.sessions.messages(sessionId, cursor)
    if (holds(page, ask)) {
      const items = await wireMessages(o, [...page.items, ...(beside?.items ?? [])])
      return { found: true, items, next: page.next, cursor: beside ? (newer.pop() ?? null) : cursor, newer }
    }
    newer.push(cursor)
    if (page.next === null || asked === MOST_ASKED)
      return { found: false, items: [], next: page.next, cursor: null, newer }
    beside = page
    cursor = page.next
  }
}

/** Is it on this page? A time before the beginning is nearest to the beginning. */
function holds({ items, next }: Page<HostMessage>, { message, at }: AroundAsk): boolean {
  if (message !== null) return items.some(({ id }) => id === message)
  const [oldest] = items
  return at !== null && (next === null || (oldest !== undefined && Date.parse(oldest.at) <= Date.parse(at)))
}
