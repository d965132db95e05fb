import type { Session } from '../../domain/words.ts'
import type { Page, Sessions } from '../port.ts'
import { rememberedBy } from '../remember.ts'
import { badCursor, unknownId, type Helpdeskeddy } from './api.ts'
import type { CommentBook } from './comments.ts'
import { userOf } from './contacts.ts'
import { lastInboundAt } from './inbound.ts'
import { accountsOf, sessionOf } from './map.ts'
import { headOf } from './message.ts'
import { messagePage } from './messages.ts'
import { ticketOf, ticketsOf } from './tickets.ts'
import type { WireTicket } from './wire.ts'

/** A session is a ticket. */
export function sessionsOf(hde: Helpdeskeddy, comments: CommentBook): Sessions {
  const { linesFreshForMs } = hde.settings
  const head = rememberedBy(
    async (number: number) => {
      const ticket = await ticketOf(hde, number)
      return ticket && headOf(hde, ticket)
    },
    linesFreshForMs,
    hde.now,
  )
  return {
    ofContact: (contactId, cursor, openedUntil = null) => ofContact(hde, contactId, cursor, openedUntil),
    get: async (id) => {
      const number = hde.ids.session.number(id)
      const ticket = number === null ? null : await ticketOf(hde, number)
      return ticket && sessionOf(hde, ticket, await accountsOfOwner(hde, ticket.user_id))
    },
    messages: async (sessionId, cursor) => {
      const number = hde.ids.session.number(sessionId)
      const known = number === null ? null : await head(number)
      if (number === null || known === null) throw unknownId('session')
      return messagePage(hde, known, () => comments.of(number), cursor)
    },
    wroteBefore: async ({ contactId, channel }) => {
      const at = await lastInboundAt(hde, contactId, (place) => place.channel === channel, 'any')
      return at === undefined ? undefined : at !== null
    },
  }
}

async function accountsOfOwner(hde: Helpdeskeddy, number: number) {
  const user = number === 0 ? null : await userOf(hde, number)
  return user ? accountsOf(hde, user) : []
}

/**
 * Newest activity first. Tickets with news jump to the front and push others to the next page; the cursor remembers what was given at
 * the end of the last one, so that nothing is given twice. What has jumped is told by the live stream.
 */
async function ofContact(
  hde: Helpdeskeddy,
  contactId: string,
  cursor: string | null,
  openedUntil: string | null,
): Promise<Page<Session>> {
  const given = readCursor(cursor)
  const contact = hde.ids.contact.number(contactId)
  if (contact === null) return { items: [], next: null }
  const [{ tickets, more }, accounts] = await Promise.all([
    ticketsOf(hde, contact, given.page, openedUntil),
    accountsOfOwner(hde, contact),
  ])
  const fresh = tickets.filter((ticket) => !wasGiven(ticket, given))
  const items = fresh.map((ticket) => sessionOf(hde, ticket, accounts))
  if (!more) return { items, next: null }
  const next = writeCursor(given.page + 1, tickets)
  return items.length > 0 ? { items, next } : ofContact(hde, contactId, next, openedUntil)
}

interface Given {
  readonly page: number
  /** The oldest time given, and who had it: many tickets may share one second. */
  readonly oldest: { readonly at: string; readonly numbers: ReadonlySet<number> } | null
}

function wasGiven({ id, date_updated: at }: WireTicket, { oldest }: Given): boolean {
  return oldest !== null && (at > oldest.at || (at === oldest.at && oldest.numbers.has(id)))
}

function writeCursor(page: number, tickets: readonly WireTicket[]): string {
  const at = tickets.at(-1)?.date_updated ?? ''
  const same = tickets.filter((ticket) => ticket.date_updated === at)
  return [page, at.replaceAll(/\D/g, ''), ...same.map(({ id }) => id.toString(36))].join('~')
}

function readCursor(cursor: string | null): Given {
  if (cursor === null) return { page: 1, oldest: null }
  const parts = /^([1-9]\d{0,5})~(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)((?:~[\da-z]{1,12}){1,30})$/.exec(
    cursor,
  )
  if (!parts) throw badCursor()
  const [, page, year, month, day, hour, minute, second, names = ''] = parts
  const numbers = new Set(names.split('~').map((name) => Number.parseInt(name, 36)))
  return {
    page: Number(page),
    oldest: { at: `${year}-${month}-${day} ${hour}:${minute}:${second}`, numbers },
  }
}
