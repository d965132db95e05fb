import type { Session } from '../domain/words.ts'
import { HostError } from '../hosts/errors.ts'
import type { HostMessage, Page } from '../hosts/port.ts'
import type { SeenStatus } from '../journal/sight.ts'
import { noteConsents } from './consents.ts'
import { contactOfRecord } from './facts.ts'
import type { Asker, Outbound } from './types.ts'

// What is older than this when somebody looks for the first time is history, not news. It also bridges two first looks at once.
const NEWS_MS = 2 * 60_000
// So many sessions of a busy contact are asked for their messages at once.
const AT_ONCE = 5
// So far back one look goes for what was said since the one before: a host that was away, or a customer who pastes a whole chat.
const MOST_PAGES = 10

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
  // They stand as seen from now on: one that cannot be looked into is left to the next look, which finds no change in it.
  const left = leftOf(o, contactId)
  for (const session of [...changed, ...(open ? [open] : [])]) left.set(session.id, session)
  const looks = [...left.values()]
  for (let n = 0; n < looks.length; n += AT_ONCE)
    await Promise.all(
      looks.slice(n, n + AT_ONCE).map(async (session) => {
        try {
          await noteMessagesOf(o, session)
        } catch (error) {
          if (error instanceof HostError && error.kind === 'later') throw error
          left.delete(session.id)
          throw error
        }
        left.delete(session.id)
      }),
    )
  if (left.size === 0) unlooked.get(o)?.delete(contactId)
}

/** By contact: sessions that have changed and were not looked into. */
const unlooked = new WeakMap<Outbound, Map<string, Map<string, Session>>>()

function leftOf(o: Outbound, contactId: string): Map<string, Session> {
  const all = unlooked.get(o) ?? new Map<string, Map<string, Session>>()
  unlooked.set(o, all)
  const left = all.get(contactId) ?? new Map<string, Session>()
  all.set(contactId, left)
  return left
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

/**
 * Notes the newest page of a session that was read to be shown. What may have been said between it and what was seen before is left to
 * the next look, which reads on until it meets that.
 */
export function notePage(
  o: Outbound,
  contactId: string | null,
  { items, next }: Page<HostMessage>,
): Promise<ReadonlyMap<string, SeenStatus> | null> {
  const { seen } = o.journal
  const asked = [contactId, items, quietBefore(o), o.now()] as const
  return next === null ? seen.noteMessages(...asked) : seen.noteNewest(...asked)
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
  const { contactId } = session
  const news = await noteNews(o, session, session)
  const sent = news.find(({ message }) => message.id === sentMessageId)
  if (sent)
    await o.journal.events.append(contactId, null, {
      kind: 'message',
      message: { ...sent.message, ...sent.known },
    })
}

interface News {
  readonly message: HostMessage
  readonly known: SeenStatus | undefined
}

/**
 * Notes what was said in a session since anybody looked, however many of the host's pages that is; where it is too many of them, open
 * cards load again what they show. @throws HostError.
 */
export async function noteNews(
  o: Outbound,
  { id, contactId }: Pick<Session, 'id' | 'contactId'>,
  account: Pick<Session, 'channel' | 'address'> | null,
): Promise<readonly News[]> {
  const { seen } = o.journal
  // A page that is counted from the newest begins with what ended the one before as soon as something new was said.
  const read = new Map<string, HostMessage>()
  let cursor: string | null = null
  for (let pages = 1; ; pages += 1) {
    const { items, next }: Page<HostMessage> = await o.host.sessions.messages(id, cursor)
    if (account) await noteConsents(o, account, items)
    const found = [...items.filter((one) => !read.has(one.id)), ...read.values()]
    read.clear()
    for (const message of found) read.set(message.id, message)
    const asked = [contactId, found, quietBefore(o), o.now()] as const
    const isFar = pages === MOST_PAGES
    const met = next === null ? await seen.noteMessages(...asked) : await seen.noteNewest(...asked)
    if (met === null && isFar) await o.journal.events.append(contactId, null, { kind: 'gap', sessionId: id })
    const known = met ?? (isFar ? await seen.noteMessages(...asked) : null)
    if (known) return found.map((message) => ({ message, known: known.get(message.id) }))
    cursor = next
  }
}
