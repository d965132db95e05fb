import { sameAccount } from '../../domain/address.ts'
import type { Account, Channel, Contact } from '../../domain/words.ts'
import { HostError } from '../errors.ts'
import { path } from '../http-body.ts'
import type { Contacts, NewContact } from '../port.ts'
import { orNull, type Chatwoot } from './api.ts'
import { badRequest, incomplete } from './ids.ts'
import { addressOf } from './map.ts'
import { ContactAnswer, ContactsAnswer, CreatedContact, type WireContact } from './wire.ts'

/** Contacts with their addresses, from links and fields alike (R-ADDR-5, R-FIND-1, R-FIND-2). */
export function contactsOf(chatwoot: Chatwoot): Required<Omit<Contacts, 'atAddress'>> {
  return {
    get: async (id) => {
      const contact = await contactAt(chatwoot, id)
      return contact && asContact(chatwoot, contact)
    },
    accounts: async (id) => {
      const contact = await contactAt(chatwoot, id)
      return contact ? accountsOf(chatwoot, contact) : []
    },
    search: async (query, cursor) => {
      const page = pageAt(cursor)
      const asked = new URLSearchParams({ q: searchable(query), page: String(page) })
      if (asked.get('q') === '') return { items: [], next: null }
      const { meta, payload } = await chatwoot.account.read({
        method: 'GET',
        path: `contacts/search?${asked}&include_contact_inboxes=false`,
        answer: ContactsAnswer,
      })
      const items = payload.map((contact) => asContact(chatwoot, contact))
      return { items, next: meta.has_more === true && payload.length > 0 ? String(page + 1) : null }
    },
    create: (contact) => create(chatwoot, contact),
  }
}

/** The contact with its links, or `null`. */
export async function contactAt({ account, ids }: Chatwoot, id: string): Promise<WireContact | null> {
  const number = ids.theirs('contact', id)
  if (number === null) return null
  const answer = await orNull(() =>
    account.read({ method: 'GET', path: path('contacts', String(number)), answer: ContactAnswer }),
  )
  return answer?.payload ?? null
}

/** Links into inboxes first, then the email, then the phone offered as WhatsApp; each address once. */
export function accountsOf({ ids, table }: Chatwoot, contact: WireContact): Account[] {
  const found: Account[] = []
  const add = (channel: Channel, address: string | null | undefined, source: Account['source']) => {
    if (address == null || address.trim() === '') return
    const account = { id: null, contactId: ids.ours('contact', contact.id), channel, address, source }
    if (!found.some((other) => sameAccount(other, account))) found.push(account)
  }
  for (const { inbox, source_id: source } of contact.contact_inboxes ?? []) {
    const channel = table.shownAs(inbox, source)
    add(channel, addressOf(channel, source), 'account')
  }
  add('email', contact.email, 'email-field')
  add('whatsapp', contact.phone_number, 'phone-field')
  return found
}

function asContact({ ids }: Chatwoot, { id, name, phone_number: phone, email }: WireContact): Contact {
  const own = ids.ours('contact', id)
  return { id: own, name: [name, phone, email].find((text) => text != null && text.trim() !== '') ?? own }
}

/** Phones are kept without punctuation, so they are looked for so, and without the 8 that stands for +7 in Russia. */
function searchable(query: string): string {
  const typed = query.trim()
  if (!/^\+?[\d\s().\-–—‑]{3,}$/.test(typed)) return typed.replace(/^@/, '')
  const bare = typed.replaceAll(/[\s().\-–—‑]/g, '')
  return /^8\d{10}$/.test(bare) ? bare.slice(1) : bare
}

function pageAt(cursor: string | null): number {
  if (cursor === null) return 1
  if (/^[1-9]\d{0,5}$/.test(cursor)) return Number(cursor)
  throw badRequest('This cursor was not given by us.')
}

/** @throws HostError `contact-exists` with the other contact, which the host's 422 does not name (facts, 9: 15917). */
async function create(chatwoot: Chatwoot, { name, channel, address }: NewContact): Promise<Contact> {
  const key = channel === 'email' ? 'email' : isByPhone(channel) ? 'phone_number' : null
  if (key === null) throw incomplete('The host has no field for this kind of address.')
  try {
    const { payload } = await chatwoot.account.deed({
      method: 'POST',
      path: 'contacts',
      json: { name, [key]: address },
      answer: CreatedContact,
    })
    return { id: chatwoot.ids.ours('contact', payload.contact.id), name }
  } catch (error) {
    if (!(error instanceof HostError) || error.code !== 'bad-request') throw error
    const contact = await ownerOf(chatwoot, key, address)
    if (!contact) throw error
    throw new HostError('The host has a contact with this address already.', {
      kind: 'fix-data',
      code: 'contact-exists',
      happened: 'no',
      contact,
      ...(error.hostText !== null && { hostText: error.hostText }),
    })
  }
}

async function ownerOf(chatwoot: Chatwoot, key: string, address: string): Promise<Contact | null> {
  const value = key === 'email' ? address.toLowerCase() : address
  const payload = [{ attribute_key: key, filter_operator: 'equal_to', values: [value], query_operator: null }]
  const answer = await chatwoot.account.read({
    method: 'POST',
    path: 'contacts/filter',
    json: { payload },
    answer: ContactsAnswer,
  })
  const [owner] = answer.payload
  return owner ? asContact(chatwoot, owner) : null
}

function isByPhone(channel: Channel): boolean {
  return channel === 'whatsapp' || channel === 'sms' || channel === 'viber'
}
