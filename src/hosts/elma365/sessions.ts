import { sameAccount } from '../../domain/address.ts'
import type { Account, Session } from '../../domain/words.ts'
import { path } from '../http-body.ts'
import { dateAfter } from '../days.ts'
import type { Page, Sessions } from '../port.ts'
import { orNull, type Elma365 } from './api.ts'
import { readSessionCursor, writeSessionCursor } from './cursor.ts'
import { sessionOf, utc } from './map.ts'
import { messagesOf, type Messages } from './messages.ts'
import { SessionAnswer, SessionsAnswer, type WireSession } from './wire.ts'

const PAGE = 20
/** How far back we look for a message of the customer. */
const SESSIONS_LOOKED_AT = 100

/** Sessions through our module: there is no public API for them. */
export function sessionsOf(elma: Elma365): Sessions {
  const messages = messagesOf(elma)
  return {
    ofContact: (contactId, cursor, openedUntil) => ofContact(elma, contactId, cursor, openedUntil),
    get: async (id) => {
      const answer = await orNull(() =>
        elma.module.read({ method: 'GET', path: path('sessions', id), answer: SessionAnswer }),
      )
      return answer && sessionOf(answer.session, elma.table, elma.settings.contacts)
    },
    messages: messages.page,
    wroteBefore: (account) => wroteBefore(elma, messages, account),
  }
}

/** The sessions of a contact, newest activity first. */
export function ofContact(
  elma: Elma365,
  contactId: string,
  cursor: string | null,
  openedUntil: string | null = null,
): Promise<Page<Session>> {
  const { namespace, code } = elma.settings.contacts
  return linkedWith(elma, { namespace, code, id: contactId }, cursor, openedUntil)
}

/** An item of an app with which sessions are linked (facts, 1.3). */
interface Linked {
  readonly namespace: string
  readonly code: string
  readonly id: string
}

/**
 * Newest activity first. While pages are read, sessions with news jump to the front and push the others back; the cursor
 * remembers the last one given, so that nothing is given twice. What has jumped is told by the live stream.
 */
export async function linkedWith(
  elma: Elma365,
  item: Linked,
  cursor: string | null,
  openedUntil: string | null,
): Promise<Page<Session>> {
  const given = readSessionCursor(cursor)
  const wire = await read(elma, item, given.from, openedUntil)
  const fresh = wire.slice(0, PAGE).filter((session) => !wasGiven(session, given.last))
  const items = fresh.map((session) => sessionOf(session, elma.table, elma.settings.contacts))
  const last = wire[PAGE - 1]
  if (wire.length <= PAGE || !last) return { items, next: null }
  const next = writeSessionCursor({
    from: given.from + PAGE,
    last: { id: last.id, at: utc(last.lastActivityAt) },
  })
  return items.length > 0 ? { items, next } : linkedWith(elma, item, next, openedUntil)
}

function wasGiven(session: WireSession, last: { id: string; at: string } | null): boolean {
  return last !== null && (session.id === last.id || utc(session.lastActivityAt) > last.at)
}

/** One more than a page, to see whether there is another. A module of before `openedBefore` gives the later ones too. */
async function read(
  { module }: Elma365,
  { namespace, code, id }: Linked,
  from: number,
  openedUntil: string | null,
) {
  const contact = { namespace, code, id }
  const part = openedUntil === null ? {} : { openedBefore: dateAfter(openedUntil) }
  const answer = await module.read({
    method: 'POST',
    path: 'sessions',
    json: { contact, from, size: PAGE + 1, ...part },
    answer: SessionsAnswer,
  })
  return answer.sessions
}

/** Did a message of the customer ever come from this account? `undefined` when the history is longer than we look. */
async function wroteBefore(
  elma: Elma365,
  messages: Messages,
  account: Pick<Account, 'contactId' | 'channel' | 'address'>,
): Promise<boolean | undefined> {
  let cursor: string | null = null
  let looked = 0
  let whole = true
  do {
    const page: Page<Session> = await ofContact(elma, account.contactId, cursor)
    for (const session of page.items.filter((session) => sameAccount(session, account))) {
      const found = await messages.hasInbound(session.id)
      if (found) return true
      if (found === undefined) whole = false
    }
    looked += page.items.length
    cursor = page.next
  } while (cursor !== null && looked < SESSIONS_LOOKED_AT)
  return whole && cursor === null ? false : undefined
}
