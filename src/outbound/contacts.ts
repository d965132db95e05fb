import { addressOfId, idAtAddress, searchWords } from '../domain/address.ts'
import type { Contact } from '../domain/words.ts'
import { HostError } from '../hosts/errors.ts'
import type { WireFoundContact } from '../wire/people.ts'
import type { WireNewContact } from '../wire/requests.ts'
import { checkAddress } from './addresses.ts'
import { knownOperator } from './directory.ts'
import { ContactExists, InvalidInput, NotSupported } from './errors.ts'
import { foundContacts } from './found.ts'
import { optional } from './kept.ts'
import { keyOf, newContactKeys } from './new-contacts.ts'
import { ownerOf } from './target.ts'
import type { Asker, Outbound } from './types.ts'
import { waysOf } from './ways.ts'

const SHORTEST_QUERY = 3

/** R-FIND-1. @param withSessions R-START-4. @throws InvalidInput (path `query`), NotSupported, UnknownOperator, HostError. */
export async function searchContacts(
  o: Outbound,
  asker: Asker,
  query: string,
  cursor: string | null,
  withSessions = false,
): Promise<{ items: WireFoundContact[]; next: string | null }> {
  const wanted = searchWords(query)
  if (wanted.length < SHORTEST_QUERY)
    throw new InvalidInput([{ path: 'query', message: WORDS[asker.locale].tooShort }], 'query')
  if (!o.host.contacts.search) throw new NotSupported('search for contacts')
  await knownOperator(o, asker.operatorId)
  const [{ items, next }, known] = await Promise.all([
    o.host.contacts.search(wanted, cursor),
    cursor === null ? byId(o, wanted) : null,
  ])
  const all = known && !items.some(({ id }) => id === known.id) ? [known, ...items] : items
  return { items: await foundContacts(o, asker.operatorId, all, withSessions), next }
}

/** The contact whose id this is: a host's search need not look there. Only for what can be an id and is no phone. */
async function byId(o: Outbound, words: string): Promise<Contact | null> {
  const isId = /^(?=.*\d)[\w:.-]{3,64}$/.test(words) && !/^\d{7,}$/.test(words)
  // What we name by its address has no id of its own.
  if (addressOfId(words) !== null) return null
  return isId ? optional(o, 'the contact of an id', null, o.host.contacts.get(words)) : null
}

/**
 * Creates the contact inside the form (R-FIND-2), once: an address that somebody has already leads to that contact. Where the host
 * makes a client of whoever is written to, nothing is created yet, and the name is not asked for (R-CONTACT-2).
 * @throws ContactExists, InvalidInput, NotSupported, UnknownOperator, HostError.
 */
export async function createContact(
  o: Outbound,
  asker: Asker,
  body: WireNewContact,
): ReturnType<typeof waysOf> {
  const { create } = o.host.contacts
  if (newContactKeys(o).length === 0) throw new NotSupported('create contacts')
  await knownOperator(o, asker.operatorId)
  const { channel } = body
  const name = body.name.trim()
  if (name === '') throw new InvalidInput([{ path: 'name', message: WORDS[asker.locale].noName }])
  const key = keyOf(o.host.policy, channel)
  if (key !== null && !newContactKeys(o).includes(key))
    throw new InvalidInput([{ path: 'channel', message: WORDS[asker.locale].notBy[key] }])
  const { address, fault } = checkAddress(o, asker.locale, channel, body.address, 'body')
  if (fault !== null) throw new InvalidInput([{ path: 'address', message: fault }])
  const owner = await ownerOf(o, channel, address)
  if (owner) throw new ContactExists({ id: owner.contact.id, name: owner.contact.name })
  if (!create) return waysOf(o, asker, idAtAddress(address, key === 'id' ? 'external-id' : 'address'))
  try {
    const contact = await create({ name, channel, address })
    return await waysOf(o, asker, contact.id)
  } catch (error) {
    if (!(error instanceof HostError) || error.code !== 'contact-exists') throw error
    const found = await ownerOf(o, channel, address)
    throw new ContactExists(found && { id: found.contact.id, name: found.contact.name })
  }
}

const WORDS = {
  en: {
    tooShort: 'Type at least three characters.',
    noName: 'Give the contact a name.',
    notBy: {
      phone: 'This host takes no new contacts by phone.',
      email: 'This host takes no new contacts by email.',
      id: 'This host takes no new contacts by id.',
    },
  },
  ru: {
    tooShort: 'Введите хотя бы три знака.',
    noName: 'Укажите имя контакта.',
    notBy: {
      phone: 'Эта система не принимает новых контактов по телефону.',
      email: 'Эта система не принимает новых контактов по почте.',
      id: 'Эта система не принимает новых контактов по id.',
    },
  },
} as const
