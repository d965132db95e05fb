import type { Session } from '../domain/words.ts'
import { noteConsents } from './consents.ts'
import { contactOfRecord } from './facts.ts'
import type { Asker, Outbound } from './types.ts'

// What is older than this when somebody looks for the first time is history, not news. It also bridges two first looks at once.
const NEWS_MS = 2 * 60_000
// One look at a busy contact asks for the messages of so many sessions; the others come with the next look.
const MOST_SESSIONS = 5

/** Before which moment a first look is quiet. */
export function quietBefore(o: Outbound): Date {
  return new Date(o.now().getTime() - NEWS_MS)
}

/** Looks at the contact's newest sessions and their messages; what is new becomes events. @throws HostError. */
export async function refreshContact(o: Outbound, contactId: string): Promise<void> {
  const { items } = await o.host.sessions.ofContact(contactId, null)
  const changed = await o.journal.seen.noteSessions(items, quietBefore(o), contactId)
  // Read marks change no session, so the newest open one is looked into in any case.
  const open = items.find(({ state }) => state !== 'closed')
  const looked = new Map(
    [...changed.slice(0, MOST_SESSIONS), ...(open ? [open] : [])].map((one) => [one.id, one]),
  )
  await Promise.all([...looked.values()].map((session) => noteMessagesOf(o, session)))
}

/**
 * The same for one session.
 * @param sentMessageId a message just sent: told once more, since cards that saw it come did not know whose it was.
 * @throws HostError.
 */
export async function refreshSession(
  o: Outbound,
  sessionId: string,
  sentMessageId: string | null = null,
): Promise<void> {
  const session = await o.host.sessions.get(sessionId)
  if (!session) return
  await o.journal.seen.noteSessions([session], quietBefore(o))
  await noteMessagesOf(o, session, sentMessageId)
}

/** Which contact the card of the asker is about, or `null`. @throws HostError. */
export function contactOf(o: Outbound, asker: Asker): Promise<string | null> {
  return contactOfRecord(o, asker.record)
}

async function noteMessagesOf(
  o: Outbound,
  session: Session,
  sentMessageId: string | null = null,
): Promise<void> {
  const { id, contactId } = session
  const { items } = await o.host.sessions.messages(id, null)
  await noteConsents(o, session, items)
  const known = await o.journal.seen.noteMessages(contactId, items, quietBefore(o), o.now())
  const sent = items.find((message) => message.id === sentMessageId)
  if (sent)
    await o.journal.events.append(contactId, null, {
      kind: 'message',
      message: { ...sent, ...known.get(sent.id) },
    })
}
