import type { RecordRef, Session } from '../../domain/words.ts'
import type { SeenStatus } from '../../journal/sight.ts'
import { noteConsents } from '../consents.ts'
import { notePage, quietBefore } from '../refresh.ts'
import type { Outbound } from '../types.ts'
import type { Source } from './reader.ts'

/** A source that notes what it reads, as every look at a conversation does. */
export interface NotedSource extends Source {
  /** The furthest status seen of the messages of newest pages, by their ids. */
  readonly known: ReadonlyMap<string, SeenStatus>
}

/** The sessions of a contact, or only those of one of their records where the host keeps that (`record`). */
export function sourceOf(o: Outbound, contactId: string, record: RecordRef | null = null): NotedSource {
  const known = new Map<string, SeenStatus>()
  const listed = new Map<string, Session>()
  return {
    known,
    async sessions(page, openedUntil) {
      const found = await (record
        ? (o.host.records?.sessionsOf?.(record, page, openedUntil) ?? { items: [], next: null })
        : o.host.sessions.ofContact(contactId, page, openedUntil))
      for (const session of found.items) listed.set(session.id, session)
      // What the first page shows is remembered, so that later news can be told from it.
      if (page === null && openedUntil === null)
        await o.journal.seen.noteSessions(found.items, quietBefore(o), contactId)
      return found
    },
    async messages(sessionId, page) {
      const read = await o.host.sessions.messages(sessionId, page)
      const session = listed.get(sessionId)
      if (session) await noteConsents(o, session, read.items)
      if (page === null) {
        const statuses = await notePage(o, contactId, read)
        for (const [id, status] of statuses ?? []) known.set(id, status)
      }
      return read
    },
  }
}
