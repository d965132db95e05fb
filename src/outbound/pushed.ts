import type { MarkEvent } from '../hosts/port.ts'
import type { Operation } from '../journal/operation.ts'
import { refreshContact, refreshSession } from './refresh.ts'
import { operationOfMark } from './request.ts'
import type { Outbound } from './types.ts'

/**
 * Notes what the host tells of a message by our mark, and gives its operation when that is news; `null` for what is known already,
 * and for messages of others. Repeating it does no harm. @throws JournalUnavailable: nothing is noted, the host may tell it again.
 */
export async function noteMark(o: Outbound, event: MarkEvent): Promise<Operation | null> {
  const id = operationOfMark(o, event.mark)
  if (id === null) return null
  const news = await o.journal.seen.noteTold(
    id,
    event.kind === 'status'
      ? {
          status: event.status,
          ...(event.statusAt !== undefined && { statusAt: event.statusAt }),
          failure: event.failure,
        }
      : { answeredAt: event.answeredAt },
    o.now(),
  )
  return news ? o.journal.operations.get(id) : null
}

/** Open cards see the message as it is now. An answer may have opened a session that nobody has seen. @throws HostError. */
export async function showMarked(o: Outbound, event: MarkEvent, operation: Operation): Promise<void> {
  const { contactId, sessionId } = operation
  // Where nobody has ever looked, nobody waits for news.
  if (contactId === null || !(await o.journal.seen.knows(contactId))) return
  if (event.kind === 'answer' || sessionId === null) await refreshContact(o, contactId)
  else await refreshSession(o, sessionId)
}
