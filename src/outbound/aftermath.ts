import type { Operation } from '../journal/operation.ts'
import { refreshSession } from './refresh.ts'
import type { Outbound } from './types.ts'

/** What follows a sent message and may fail without harm: its draft goes, and open cards see it without waiting for a poll. */
export async function aftermath(o: Outbound, operation: Operation): Promise<void> {
  if (operation.state !== 'sent') return
  if (operation.intent.kind === 'start')
    await o.journal.drafts.dropOf(operation.id).catch((error: unknown) => warn(o, operation, error))
  void show(o, operation).catch((error: unknown) => warn(o, operation, error))
}

async function show(o: Outbound, { sessionId, contactId, messageId }: Operation): Promise<void> {
  if (sessionId === null || contactId === null) return
  // Where nobody has ever looked, nobody waits for news: the host is spared two questions.
  if (await o.journal.seen.knows(contactId)) await refreshSession(o, sessionId, messageId)
}

function warn(o: Outbound, { id }: Operation, error: unknown): void {
  o.log.warn(
    { operationId: id, error: error instanceof Error ? error.name : 'unknown' },
    'News of a sent message come later',
  )
}
