import type { Session } from '../../domain/words.ts'
import { dateAfter } from '../days.ts'
import type { Page } from '../port.ts'
import type { Chatwoot } from './api.ts'
import { contactAt } from './contacts.ts'
import { readSessionCursor, writeSessionCursor, type SessionCursor } from './cursor.ts'
import { addressOf, sessionOf } from './map.ts'
import {
  ConversationListAnswer,
  ConversationsAnswer,
  type WireContact,
  type WireConversation,
} from './wire.ts'

/** The host's own page (facts, 2.3). */
const PAGE = 25

/** Every status but that of a conversation that is over. */
const NOT_OVER = ['open', 'pending', 'snoozed']
/** How many pages of those are read: a contact with more of them at once is nobody's customer. */
const MOST_OPEN = 10

/** A page of a contact's conversations by activity, in one inbox or in all. @param openedUntil later ones are left out, about. */
export function conversationsOf(
  chatwoot: Chatwoot,
  contact: number,
  inbox: number | null,
  page: number,
  openedUntil: string | null = null,
): Promise<WirePage> {
  const asked: Asked[] = [['contact_id', [String(contact)]]]
  if (inbox !== null) asked.push(['inbox_id', [String(inbox)]])
  // The host compares dates, not moments (its `lib/filters/filter_keys.yml`).
  if (openedUntil !== null) asked.push(['created_at', [dateAfter(openedUntil)], 'is_less_than'])
  return filtered(chatwoot, asked, page)
}

type Asked = readonly [key: string, values: readonly string[], operator?: 'equal_to' | 'is_less_than']

interface WirePage {
  readonly wire: readonly WireConversation[]
  readonly whole: boolean
}

/** A page of the conversations for which each of these holds: usually, that it is one of the values (facts, 2.3). */
async function filtered({ account }: Chatwoot, asked: readonly Asked[], page: number): Promise<WirePage> {
  const payload = asked.map(([attribute_key, values, filter_operator = 'equal_to'], at) => ({
    attribute_key,
    filter_operator,
    values,
    query_operator: at < asked.length - 1 ? 'AND' : null,
  }))
  const answer = await account.read({
    method: 'POST',
    path: `conversations/filter?page=${page}`,
    json: { payload },
    answer: ConversationsAnswer,
  })
  return { wire: answer.payload, whole: answer.payload.length < PAGE }
}

/**
 * Newest activity first. A conversation with news jumps to the front and pushes the others back; the cursor remembers what was
 * given last, so that nothing is given twice. What has jumped is told by the live stream.
 */
export async function ofContact(
  chatwoot: Chatwoot,
  contactId: string,
  cursor: string | null,
  openedUntil: string | null = null,
): Promise<Page<Session>> {
  const at = readSessionCursor(cursor)
  const contact = await contactAt(chatwoot, contactId)
  return contact ? pageFrom(chatwoot, contact, at, openedUntil) : { items: [], next: null }
}

async function pageFrom(
  chatwoot: Chatwoot,
  contact: WireContact,
  { page, last }: SessionCursor,
  openedUntil: string | null,
): Promise<Page<Session>> {
  const { wire, whole } = await conversationsOf(chatwoot, contact.id, null, page, openedUntil)
  const fresh = wire.filter((one) => !last || !(activityOf(one) > last.at || last.ids.includes(one.id)))
  const items = await Promise.all(fresh.map((one) => asSession(chatwoot, one, contact)))
  const end = wire.at(-1)
  if (whole || !end) return { items, next: null }
  const at = activityOf(end)
  const given = wire.filter((one) => activityOf(one) === at).map(({ id }) => id)
  const next = { page: page + 1, last: { at, ids: given } }
  if (items.length === 0) return pageFrom(chatwoot, contact, next, openedUntil)
  return { items, next: writeSessionCursor(next) }
}

/** The contact's conversations that are not over: one question, however long the history is. */
export async function openOf(chatwoot: Chatwoot, contactId: string): Promise<readonly Session[]> {
  const contact = await contactAt(chatwoot, contactId)
  if (!contact) return []
  const asked = [
    ['contact_id', [String(contact.id)]],
    ['status', NOT_OVER],
  ] as const
  const found = new Map<number, WireConversation>()
  for (let page = 1; page <= MOST_OPEN; page += 1) {
    const { wire, whole } = await filtered(chatwoot, asked, page)
    for (const one of wire) found.set(one.id, one)
    if (whole) break
  }
  return Promise.all([...found.values()].map((one) => asSession(chatwoot, one, contact)))
}

/** When something happened in it last, in the host’s seconds. */
export function activityOf(wire: WireConversation): number {
  return wire.last_activity_at ?? wire.created_at
}

/** A conversation does not name its address; the contact's links into its inbox do. */
export async function asSession(
  chatwoot: Chatwoot,
  wire: WireConversation,
  contact: WireContact | null,
): Promise<Session> {
  const { ids, table } = chatwoot
  const links = (contact?.contact_inboxes ?? []).filter(({ inbox }) => inbox.id === wire.inbox_id)
  const link = links.length > 1 ? await linkOf(chatwoot, wire, links) : links[0]
  const inbox = link?.inbox ?? (await chatwoot.inboxes()).find(({ id }) => id === wire.inbox_id)
  const channel = inbox ? table.shownAs(inbox, link?.source_id) : 'custom'
  return sessionOf(wire, ids, { channel, address: link ? addressOf(channel, link.source_id) : '' })
}

type Links = NonNullable<WireContact['contact_inboxes']>

/** After a change of phone a contact has two links into one inbox: the list by source id tells whose it is (facts, 2.3). */
async function linkOf({ account }: Chatwoot, wire: WireConversation, links: Links) {
  for (const link of links) {
    const asked = new URLSearchParams({
      status: 'all',
      inbox_id: String(wire.inbox_id),
      source_id: link.source_id,
    })
    const { data: list } = await account.read({
      method: 'GET',
      path: `conversations?${asked}`,
      answer: ConversationListAnswer,
    })
    if (list.payload.some(({ id }) => id === wire.id)) return link
  }
  return undefined
}
