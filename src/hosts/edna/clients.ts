import { addressFits, addressOfId, sameAccount } from '../../domain/address.ts'
import type * as z from 'zod'
import type { Account, Channel, Contact } from '../../domain/words.ts'
import { path } from '../http-body.ts'
import type { Contacts } from '../port.ts'
import { notOurs, orNull, type Edna } from './api.ts'
import { ShortInfoAnswer, WireProfile } from './wire.ts'

/** Before the host's internal number, for clients without an external id. */
const INTERNAL = 'internal:'
const BY_EXTERNAL_ID: readonly Channel[] = ['web-chat', 'mobile-app']

/** Is a client known there by the external id (R-CONTACT-2)? */
export function isByExternalId(channel: Channel): boolean {
  return BY_EXTERNAL_ID.includes(channel)
}

/** A contact's id is the client's external id: that of the CRM. Anonymous clients have only the host's own number. */
export function contactIdOf(external: string | null | undefined, internal: number | null | undefined) {
  if (external) return external
  return typeof internal === 'number' ? `${INTERNAL}${internal}` : null
}

/** How a send names the client. */
export function clientNamed(contactId: string): { clientId: string } | { threadsClientId: number } {
  const internal = internalOf(contactId)
  return internal === null ? { clientId: contactId } : { threadsClientId: internal }
}

/** Clients, one by one: there is no list, no creation and no search but by phone and external id. */
export function contactsOf(edna: Edna): Required<Omit<Contacts, 'create'>> {
  return {
    get: async (named) => {
      const id = await clientIdOf(edna, named)
      if (id === null) return atAddress(named)
      const profile = await profileOf(edna, id)
      return profile && asContact(id, profile)
    },
    accounts: async (named) => {
      const contactId = await clientIdOf(edna, named)
      if (contactId === null) return accountsAt(edna, named)
      const profile = await profileOf(edna, contactId)
      return profile ? accountsIn(edna, contactId, profile) : []
    },
    atAddress: true,
    search: async (query, cursor) => {
      // All that can be found is found at once.
      if (cursor !== null) throw notOurs()
      return { items: await search(edna, query.trim()), next: null }
    },
  }
}

/**
 * Which client is meant: an address is that of whoever has it. `null`: of nobody, as far as the host can tell, since it finds by phone
 * and external id only. A message to it makes the client (facts, 2.3; inferred).
 */
export async function clientIdOf(edna: Edna, contactId: string): Promise<string | null> {
  const named = addressOfId(contactId)
  if (named === null) return contactId
  const [client] = await clientsNamed(edna, named)
  return client ? contactIdOf(client.externalId, client.id) : null
}

async function clientsNamed(edna: Edna, { by, address }: NonNullable<ReturnType<typeof addressOfId>>) {
  if (by === 'external-id') return clientsBy(edna, { externalIds: [address] })
  return addressFits('e164', address) ? clientsBy(edna, { phones: [digits(address)] }) : []
}

function atAddress(id: string): Contact {
  return { id, name: addressOfId(id)?.address ?? id }
}

/**
 * A phone as WhatsApp and, where a line has it, Viber Business Messages; an external id in a web chat and a mobile app; a letter goes to
 * anybody (R-CONTACT-2).
 */
function accountsAt({ settings }: Edna, contactId: string): Account[] {
  const named = addressOfId(contactId)
  if (named === null) return []
  const { by, address } = named
  const isPhone = addressFits('e164', address)
  const [channels, source] = ((): readonly [readonly Channel[], Account['source']] => {
    if (by === 'external-id') return [BY_EXTERNAL_ID, 'account']
    return isPhone ? [['whatsapp', 'viber'], 'phone-field'] : [['email'], 'email-field']
  })()
  return channels
    .filter((channel) => has(settings, channel))
    .map((channel) => ({ id: null, contactId, channel, address, source }))
}

function has({ lines }: Edna['settings'], channel: Channel): boolean {
  return lines.some((line) => line.channel === channel)
}

/** The card of a client, or `null`. */
export function profileOf(edna: Edna, contactId: string): Promise<WireProfile | null> {
  const internal = internalOf(contactId)
  return orNull(() =>
    edna.center.read({
      method: 'GET',
      path:
        internal === null
          ? path('v1', 'clients', contactId, 'profile')
          : path('v1', 'clients', 'internal', String(internal), 'profile'),
      answer: WireProfile,
    }),
  )
}

/**
 * What the card knows of a client's addresses. The host does not list the channels of a client: the phone is offered as
 * WhatsApp and Viber, the email as email, and other messengers as far as the CRM keeps them in additional fields. In a web chat or a
 * mobile app a client is known by the external id, where the stand has such a channel (R-CONTACT-2).
 */
export function accountsIn({ settings }: Edna, contactId: string, profile: WireProfile): Account[] {
  const found: Account[] = []
  const add = (channel: Channel, address: string | null | undefined, source: Account['source']) => {
    if (!address || address.trim() === '') return
    const account = { id: null, contactId, channel, address: address.trim(), source }
    if (!found.some((other) => sameAccount(other, account))) found.push(account)
  }
  add('whatsapp', profile.phone, 'phone-field')
  // Viber Business Messages reaches phones too (R-CONTACT-2).
  if (has(settings, 'viber')) add('viber', profile.phone, 'phone-field')
  add('email', profile.email, 'email-field')
  for (const [channel, key] of Object.entries(settings.addressKeys))
    for (const field of profile.additional ?? [])
      if (field.key === key) add(channel as Channel, field.value, 'account')
  for (const channel of BY_EXTERNAL_ID)
    if (
      internalOf(contactId) === null &&
      has(settings, channel) &&
      !found.some((one) => one.channel === channel)
    )
      add(channel, contactId, 'account')
  return found
}

async function search(edna: Edna, query: string): Promise<Contact[]> {
  if (query.length < 3) return []
  const isPhone = /^\+?[\d\s().\-–—‑]{7,}$/.test(query)
  const clients = await clientsBy(
    edna,
    isPhone ? { phones: spellings(query) } : { externalIds: [query.slice(0, 200)] },
  )
  const ids = new Set(clients.flatMap(({ id, externalId }) => contactIdOf(externalId, id) ?? []))
  const contacts = await Promise.all(
    [...ids].map(async (id) => {
      const profile = await profileOf(edna, id)
      return profile ? [asContact(id, profile)] : []
    }),
  )
  return contacts.flat()
}

/** The clients with one of these phones or external ids, and whether they have an active thread (facts, 2.5). */
export function clientsBy(
  { center }: Edna,
  wanted: { readonly phones?: readonly string[]; readonly externalIds?: readonly string[] },
): Promise<z.infer<typeof ShortInfoAnswer>> {
  return center.read({
    method: 'POST',
    path: 'v1/clients/short-info',
    json: { phones: wanted.phones ?? null, externalIds: wanted.externalIds ?? null },
    answer: ShortInfoAnswer,
  })
}

/** Digits with the country code, as the vendor's pages have them; a Russian 8 also as 7, since this only looks. */
function spellings(phone: string): string[] {
  const written = digits(phone)
  return /^8\d{10}$/.test(written) ? [written, `7${written.slice(1)}`] : [written]
}

function digits(phone: string): string {
  return phone.replaceAll(/\D/g, '')
}

function asContact(id: string, profile: WireProfile): Contact {
  const name = profile.fullName?.trim() ? profile.fullName : null
  return { id, name: name ?? profile.phone ?? profile.email ?? id }
}

function internalOf(contactId: string): number | null {
  const [, internal] = /^internal:(\d{1,16})$/.exec(contactId) ?? []
  return internal === undefined ? null : Number(internal)
}
