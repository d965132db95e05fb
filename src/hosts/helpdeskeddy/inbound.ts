import type { Helpdeskeddy } from './api.ts'
import { placeOf, type Place } from './map.ts'
import { postsOf } from './messages.ts'
import { ticketsOf } from './tickets.ts'
import type { WireTicket } from './wire.ts'

/** How far back we look: each step is one of the account's 300 requests a minute. */
const LIST_PAGES = 3
const TICKETS = 6
const POST_PAGES = 6

/**
 * When the contact wrote last in tickets of such a place: the host has no field for it, so the posts are read (I). `'any'`: some time
 * at which the contact wrote will do. `null`: never; `undefined`: there is more history than we look through.
 */
export async function lastInboundAt(
  hde: Helpdeskeddy,
  contactId: string,
  fits: (place: Place) => boolean,
  wanted: 'last' | 'any',
): Promise<string | null | undefined> {
  const contact = hde.ids.contact.number(contactId)
  if (contact === null) return null
  let last: string | null = null
  let looked = 0
  for (let page = 1; page <= LIST_PAGES; page += 1) {
    const { tickets, more } = await ticketsOf(hde, contact, page)
    for (const ticket of tickets) {
      const place = placeOf(hde.settings.lines, ticket)
      if (!place || !fits(place)) continue
      // Nothing in an older ticket is newer than its own last change.
      if (last !== null && hde.times.ofTicket(ticket.date_updated) <= last) return last
      looked += 1
      if (looked > TICKETS) return undefined
      const at = await inTicket(hde, ticket)
      if (at === undefined) return undefined
      if (at !== null && wanted === 'any') return at
      if (at !== null && (last === null || at > last)) last = at
    }
    if (!more) return last
  }
  return undefined
}

async function inTicket(hde: Helpdeskeddy, ticket: WireTicket): Promise<string | null | undefined> {
  for (let page = 1; page <= POST_PAGES; page += 1) {
    const { posts, more } = await postsOf(hde, ticket.id, page)
    const post = posts.find(({ user_id: author }) => author === ticket.user_id)
    if (post) return hde.times.ofPost(post.date_created)
    if (!more) return null
  }
  return undefined
}
