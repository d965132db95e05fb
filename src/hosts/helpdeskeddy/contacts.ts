import type { Contact } from '../../domain/words.ts'
import { HostError } from '../errors.ts'
import type { Contacts, NewContact, Page } from '../port.ts'
import { address, badCursor, orNull, type Helpdeskeddy } from './api.ts'
import { accountsOf, contactOf, isClient, plainPhone } from './map.ts'
import { CreatedAnswer, UserAnswer, UsersAnswer, type WireUser } from './wire.ts'

/** The users of the host that are clients. */
export function contactsOf(hde: Helpdeskeddy): Required<Omit<Contacts, 'atAddress'>> {
  return {
    get: async (id) => {
      const user = await clientOf(hde, id)
      return user && contactOf(hde, user)
    },
    accounts: async (contactId) => {
      const user = await clientOf(hde, contactId)
      return user ? accountsOf(hde, user) : []
    },
    search: (query, cursor) => search(hde, query, cursor),
    create: (contact) => create(hde, contact),
  }
}

/** `null` for ids that are no number of ours, for unknown users and for staff. */
export async function clientOf(hde: Helpdeskeddy, contactId: string): Promise<WireUser | null> {
  const number = hde.ids.contact.number(contactId)
  const user = number === null ? null : await userOf(hde, number)
  return user && isClient(user) ? user : null
}

/** The user with this number; `null` where there is none. */
export async function userOf({ http }: Helpdeskeddy, number: number): Promise<WireUser | null> {
  const answer = await orNull(() =>
    http.read({ method: 'GET', path: address(['users', number]), answer: UserAnswer }),
  )
  return answer?.data ?? null
}

/** The host searches in names, e-mails and (inferred) phones, which are asked for by their digits (R-FIND-1). */
async function search(hde: Helpdeskeddy, query: string, cursor: string | null): Promise<Page<Contact>> {
  if (cursor !== null && !/^[1-9]\d{0,5}$/.test(cursor)) throw badCursor()
  const words = searchWords(query)
  if (words === '') return { items: [], next: null }
  const page = Number(cursor ?? 1)
  const { data, pagination } = await usersBy(hde, words, page)
  const items = data.filter(isClient).map((user) => contactOf(hde, user))
  const next = pagination.more ? String(page + 1) : null
  // A page of staff alone is passed over.
  return items.length > 0 || next === null ? { items, next } : search(hde, query, next)
}

function searchWords(query: string): string {
  const typed = query.trim().replace(/^@/, '')
  if (!/^\+?[\d\s().\-–—‑]{3,}$/.test(typed)) return typed
  const digits = typed.replaceAll(/\D/g, '')
  // In Russia 8 stands for +7.
  return /^8\d{10}$/.test(digits) ? digits.slice(1) : digits
}

function usersBy({ http }: Helpdeskeddy, words: string, page: number) {
  const path = address(['users'], { search: words, page: String(page) })
  return http.read({ method: 'GET', path, answer: UsersAnswer })
}

/** By e-mail only (KB17). Duplicates are looked for first (R-FIND-2): what the host itself says to them is not documented. */
async function create(hde: Helpdeskeddy, contact: NewContact): Promise<Contact> {
  await mustBeNew(hde, contact)
  if (contact.channel !== 'email')
    throw new HostError(
      'The host creates contacts by e-mail only; in a messenger the person has to write first.',
      {
        kind: 'fix-data',
        code: 'bad-request',
        happened: 'no',
      },
    )
  const { newContactGroupId: group } = hde.settings
  const made = hde.http.deed({
    method: 'POST',
    path: address(['users']),
    json: { name: contact.name, email: contact.address, ...(group !== null && { group_id: group }) },
    answer: CreatedAnswer,
  })
  const { data } = await made.catch(async (error: unknown) => {
    // An earlier try of ours, whose answer was lost, may have been carried out since we looked.
    if (error instanceof HostError && error.code === 'bad-request') await mustBeNew(hde, contact)
    throw error
  })
  return { id: hde.ids.contact.of(data.id), name: contact.name }
}

/** @throws HostError with the contact that the host has. */
async function mustBeNew(hde: Helpdeskeddy, contact: NewContact): Promise<void> {
  const { data } = await usersBy(hde, searchWords(contact.address), 1)
  const known = data.find((user) => owns(hde, user, contact))
  if (known)
    throw new HostError('The host has a contact with this address already.', {
      kind: 'fix-data',
      code: 'contact-exists',
      happened: 'no',
      contact: contactOf(hde, known),
    })
}

function owns(
  { settings: { country } }: Helpdeskeddy,
  user: WireUser,
  { channel, address: asked }: NewContact,
): boolean {
  if (!isClient(user)) return false
  if (channel === 'email') return user.email.toLowerCase() === asked.trim().toLowerCase()
  return user.phone !== '' && plainPhone(user.phone, country) === plainPhone(asked, country)
}
