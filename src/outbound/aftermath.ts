import type { Session } from '../domain/words.ts'
import type { Operation } from '../journal/operation.ts'
import { refreshSession } from './refresh.ts'
import type { Outbound } from './types.ts'

/**
 * What follows and may fail without harm: of a sent message the draft goes, and open cards see it without waiting for a poll; of a
 * refused answer they see the session as it is now, since its window may have closed while somebody typed (R-WIN-1).
 */
export async function aftermath(o: Outbound, operation: Operation): Promise<void> {
  if (operation.state === 'refused') void showBarred(o, operation).catch((error) => warn(o, operation, error))
  // A failed one may stand in the conversation, and shows there why (R-ERR-2).
  if (operation.state === 'failed') return showInBackground(o, operation)
  if (operation.state !== 'sent') return
  if (operation.intent.kind === 'start' || operation.intent.kind === 'reply')
    await o.journal.drafts.dropOf(operation.id).catch((error: unknown) => warn(o, operation, error))
  showInBackground(o, operation)
}

function showInBackground(o: Outbound, operation: Operation): void {
  void show(o, operation).catch((error: unknown) => warn(o, operation, error))
}

async function show(o: Outbound, { sessionId, contactId, messageId }: Operation): Promise<void> {
  if (sessionId === null || contactId === null) return
  // Where nobody has ever looked, nobody waits for news: the host is spared two questions.
  if (await o.journal.seen.knows(contactId)) await refreshSession(o, sessionId, messageId)
}

async function showBarred(o: Outbound, { intent: { kind, aim } }: Operation): Promise<void> {
  if ((kind !== 'reply' && kind !== 'deed') || aim.by !== 'session') return
  const session = await o.host.sessions.get(aim.sessionId)
  if (session) await tellSession(o, session)
}

/** Open cards see a session as it is now, whether or not that is news. */
export async function tellSession(o: Outbound, session: Session): Promise<void> {
  await o.journal.events.append(session.contactId, null, { kind: 'session', session })
}

function warn(o: Outbound, { id }: Operation, error: unknown): void {
  o.log.warn(
    { operationId: id, error: error instanceof Error ? error.name : 'unknown' },
    'News of a message come later',
  )
}
