import type { Operation } from '../../journal/operation.ts'
import { optional } from '../kept.ts'
import { noteNews, refreshContact } from '../refresh.ts'
import type { Outbound } from '../types.ts'
import type { KeptInitiative } from './body.ts'
import type { GivenHop } from './hops.ts'

/** Asks the host what became of the messages that left. What is new is remembered, and told to open cards too. */
export async function lookAtHops(
  o: Outbound,
  initiative: KeptInitiative,
  hops: readonly GivenHop[],
): Promise<void> {
  const sent = hops.map(({ operation }) => operation).filter(({ state }) => state === 'sent')
  const sessions = new Map(
    sent.flatMap((operation) => (operation.sessionId ? [[operation.sessionId, operation]] : [])),
  )
  await Promise.all(
    [...sessions.values()].map((operation) =>
      optional(o, 'the news of a session', undefined, lookAtSession(o, operation)),
    ),
  )
  // An answer may come in another session, and where the host did not say in which one we wrote, it is the contact's newest.
  const elsewhere = initiative.body.wait === 'answered' || sessions.size < sent.length
  const contactId = initiative.contactId ?? sent[0]?.contactId ?? null
  if (elsewhere && contactId !== null)
    await optional(o, 'the news of a contact', undefined, refreshContact(o, contactId))
}

async function lookAtSession(o: Outbound, { sessionId, contactId, request }: Operation): Promise<void> {
  if (sessionId === null) return
  await noteNews(o, { id: sessionId, contactId }, request)
}
