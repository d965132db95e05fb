import type { Session } from '../domain/words.ts'
import type { HostMessage, Page } from '../hosts/port.ts'
import type { WireLastWritten, WireMessage } from '../wire/schemas.ts'
import { linesOf, operatorName } from './directory.ts'
import { optional } from './kept.ts'
import { wireMessages } from './to-wire.ts'
import type { Outbound } from './types.ts'

/** Of how many of the newest sessions the messages are looked at. */
const MOST_SESSIONS = 2

/** Messages of a session that were read already. */
interface Read {
  readonly sessionId: string
  readonly items: readonly WireMessage[]
}

type NewestOf = (sessionId: string) => Promise<Page<HostMessage>>

/**
 * When, by whom and where this person was last written to, on any line: by our journal and by the newest sessions at the host,
 * whichever is later. It is worth one or two questions to the host and no failure.
 * @param sessions newest activity first.
 * @param newestOf where the newest messages of a session are asked for, for those that are being read already are not asked for twice.
 */
export async function lastWritten(
  o: Outbound,
  contactId: string,
  sessions: readonly Pick<Session, 'id' | 'lineId' | 'channel' | 'lastActivityAt'>[],
  read: Read | null = null,
  newestOf: NewestOf = (sessionId) => o.host.sessions.messages(sessionId, null),
): Promise<WireLastWritten | null> {
  const ours = await fromJournal(o, contactId)
  for (const session of sessions.slice(0, MOST_SESSIONS)) {
    // Nothing in it is later than what we know, nor in those after it.
    if (ours && session.lastActivityAt <= ours.at) return ours
    const items = read?.sessionId === session.id ? read.items : await messagesOf(o, newestOf(session.id))
    const newest = items.findLast(
      ({ kind, direction, status }) => kind === 'text' && direction === 'outbound' && status !== 'failed',
    )
    if (!newest) continue
    if (ours && newest.at <= ours.at) return ours
    const { at, author, mark } = newest
    const lineName = (await linesOf(o)).find(({ id }) => id === session.lineId)?.name ?? null
    const automatic = mark === 'automatic' || author.kind === 'system'
    return { at, by: automatic ? null : author.name, automatic, lineName, channel: session.channel }
  }
  return ours
}

async function messagesOf(o: Outbound, page: ReturnType<NewestOf>): Promise<readonly WireMessage[]> {
  const none = { items: [], next: null }
  const { items } = await optional(o, 'the newest messages', none, page)
  return wireMessages(o, items)
}

async function fromJournal(o: Outbound, contactId: string): Promise<WireLastWritten | null> {
  const operation = await o.journal.written.lastTo(contactId)
  if (!operation?.request) return null
  const { intent, request, sentAt, createdAt } = operation
  return {
    at: sentAt ?? createdAt,
    by: await operatorName(o, intent.operatorId),
    automatic: intent.kind === 'step',
    lineName: request.line.name,
    channel: request.channel,
  }
}
