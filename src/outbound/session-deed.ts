import { hasChanged, type SeenSession, type SessionDeed } from '../domain/session-deeds.ts'
import { fingerprint } from '../journal/print.ts'
import type { Intent } from '../journal/intent.ts'
import type { WireOperation } from '../wire/schemas.ts'
import { tellSession } from './aftermath.ts'
import { outcomeOf, perform } from './carry.ts'
import { knownOperator } from './directory.ts'
import { NotFound, NotSupported, SessionChanged } from './errors.ts'
import { canDo } from './session-means.ts'
import { before } from './start.ts'
import { wireOperation } from './to-wire.ts'
import type { Asker, Outbound } from './types.ts'

/** What is asked for in a session. */
export interface DeedAsked {
  readonly operationId: string
  readonly deed: SessionDeed
  /** The words of a note; else empty. */
  readonly text: string
  /** How the session was shown; `null` where that makes no difference. */
  readonly seen: SeenSession | null
}

/**
 * Does something in a session, once for each operation id. Resolves when settled; `skipped`: it was so already.
 * @throws SessionChanged when the session is no more as it was shown (nothing was done), NotFound, NotSupported, OperationConflict,
 * UnknownOperator, HostError.
 */
export async function doInSession(
  o: Outbound,
  asker: Asker,
  sessionId: string,
  { operationId: id, deed, text, seen }: DeedAsked,
): Promise<WireOperation> {
  const intent: Intent = {
    kind: 'deed',
    lineId: null,
    channel: null,
    aim: { by: 'session', sessionId },
    text,
    subject: null,
    operatorId: asker.operatorId,
    onOpenSession: 'write',
    deed,
  }
  const print = await fingerprint(intent, o.digest)
  const known = await before(o, id, print)
  if (known) return wireOperation(await outcomeOf(o, known), asker.locale)
  if (!canDo(o.host, deed.kind)) throw new NotSupported(`do this in a session (${deed.kind})`)
  const [session] = await Promise.all([o.host.sessions.get(sessionId), knownOperator(o, asker.operatorId)])
  if (!session) throw new NotFound('session')
  if (seen && hasChanged(seen, session)) {
    // Whoever asked sees the session as it is before they ask again.
    await tellSession(o, session)
    throw new SessionChanged()
  }
  const { contactId } = session
  return wireOperation(await perform(o, { id, fingerprint: print, intent, contactId }), asker.locale)
}
