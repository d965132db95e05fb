import type { Operator, Session } from '../domain/words.ts'
import { HostError } from '../hosts/errors.ts'
import type { WireMessage, WireSession } from '../wire/schemas.ts'
import { noteConsents } from './consents.ts'
import { knownOperator } from './directory.ts'
import { NotFound } from './errors.ts'
import { notePage, quietBefore } from './refresh.ts'
import { wireMessages, wireSessions } from './to-wire.ts'
import type { Asker, Outbound } from './types.ts'

export interface WirePage<T> {
  readonly items: T[]
  readonly next: string | null
}

/** @throws UnknownOperator, HostError. */
export async function listSessions(
  o: Outbound,
  asker: Asker,
  contactId: string,
  cursor: string | null,
): Promise<WirePage<WireSession>> {
  const operator = await knownOperator(o, asker.operatorId)
  return sessionPage(o, operator, contactId, cursor)
}

/** One page of sessions; what the first page shows is remembered, so that later news can be told from it. */
async function sessionPage(
  o: Outbound,
  operator: Operator,
  contactId: string,
  cursor: string | null,
): Promise<WirePage<WireSession>> {
  const { items, next } = await o.host.sessions.ofContact(contactId, cursor)
  if (cursor === null) await o.journal.seen.noteSessions(items, quietBefore(o), contactId)
  return { items: await wireSessions(o, operator, items), next }
}

/** Newest page first, inside a page oldest first. @throws NotFound, UnknownOperator, HostError. */
export async function listMessages(
  o: Outbound,
  asker: Asker,
  sessionId: string,
  cursor: string | null,
): Promise<WirePage<WireMessage>> {
  const [session] = await Promise.all([o.host.sessions.get(sessionId), knownOperator(o, asker.operatorId)])
  if (!session) throw new NotFound('session')
  return messagePage(o, session, cursor)
}

/** @throws NotFound, HostError. */
async function messagePage(
  o: Outbound,
  session: Pick<Session, 'id' | 'contactId' | 'channel' | 'address'>,
  cursor: string | null,
): Promise<WirePage<WireMessage>> {
  const page = await o.host.sessions.messages(session.id, cursor).catch((error: unknown) => {
    if (error instanceof HostError && error.code === 'unknown-id') throw new NotFound('session')
    throw error
  })
  const { items, next } = page
  await noteConsents(o, session, items)
  const known = cursor === null ? await notePage(o, session.contactId, page) : null
  return { items: await wireMessages(o, items, known ?? undefined), next }
}
