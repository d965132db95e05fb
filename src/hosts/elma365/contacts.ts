import type { Contact } from '../../domain/words.ts'
import { HostError } from '../errors.ts'
import { path } from '../http-body.ts'
import type { Contacts, NewContact } from '../port.ts'
import { orNull, type Elma365 } from './api.ts'
import { accountsOf, isByPhone, newFields, samePhone, valuesOf } from './fields.ts'
import { itemsWith, searchContacts } from './search.ts'
import { ItemAnswer, type WireItem } from './wire.ts'

/** The items of the app that keeps the clients. */
export function contactsOf(elma: Elma365): Required<Omit<Contacts, 'atAddress'>> {
  return {
    get: async (id) => {
      const item = await itemOf(elma, id)
      return item && asContact(elma, item)
    },
    accounts: async (contactId) => {
      const item = await itemOf(elma, contactId)
      return item ? accountsOf(item, elma.settings, elma.table) : []
    },
    search: async (query, cursor) => {
      const { items, next } = await searchContacts(elma, query, cursor)
      return { items: items.map((item) => asContact(elma, item)), next }
    },
    create: (contact) => create(elma, contact),
  }
}

async function itemOf({ web, settings }: Elma365, id: string): Promise<WireItem | null> {
  const { namespace, code } = settings.contacts
  const answer = await orNull(() =>
    web.read({ method: 'GET', path: path('app', namespace, code, id, 'get'), answer: ItemAnswer }),
  )
  // A deleted item is still read, with the time of its end.
  return answer && !answer.item['__deletedAt'] ? answer.item : null
}

function asContact({ settings }: Elma365, item: WireItem): Contact {
  const name: unknown = item[settings.contacts.nameField]
  return { id: item.__id, name: typeof name === 'string' && name.trim() !== '' ? name : item.__id }
}

/** The host refuses no duplicates by itself, so the address is looked for first (R-FIND-2). */
async function create(elma: Elma365, contact: NewContact): Promise<Contact> {
  const { settings, web, table } = elma
  const fields = newFields(contact, settings, table)
  if (fields === null)
    throw new HostError('The host has no field for this kind of address.', {
      kind: 'fix-setup',
      code: 'setup-incomplete',
      happened: 'no',
    })
  const existing = await ownerOf(elma, contact)
  if (existing)
    throw new HostError('The host has a contact with this address already.', {
      kind: 'fix-data',
      code: 'contact-exists',
      happened: 'no',
      contact: asContact(elma, existing),
    })
  const { item } = await web.deed({
    method: 'POST',
    path: path('app', settings.contacts.namespace, settings.contacts.code, 'create'),
    json: { context: fields },
    answer: ItemAnswer,
  })
  return { id: item.__id, name: contact.name }
}

/** Who has this address? Asked by phone and email only: what stands in an Account field cannot be searched for. */
async function ownerOf(elma: Elma365, { channel, address }: NewContact): Promise<WireItem | null> {
  const { emailField, phoneField } = elma.settings.contacts
  if (channel === 'email' && emailField !== null) {
    const same = (item: WireItem) =>
      valuesOf(item, emailField, 'email').some((email) => email.toLowerCase() === address.toLowerCase())
    return (await itemsWith(elma, emailField, address)).find(same) ?? null
  }
  if (isByPhone(channel) && phoneField !== null) {
    const same = (item: WireItem) =>
      valuesOf(item, phoneField, 'tel').some((phone) => samePhone(phone, address))
    return (await itemsWith(elma, phoneField, address)).find(same) ?? null
  }
  return null
}
