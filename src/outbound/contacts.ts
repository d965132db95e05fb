import { addressFits, suggestPhone, tidyPhone } from '../domain/address.ts'
import type { Contact } from '../domain/words.ts'
import { HostError } from '../hosts/errors.ts'
import type { WireNewContact } from '../wire/requests.ts'
import { knownOperator } from './directory.ts'
import { ContactExists, InvalidInput, NotSupported } from './errors.ts'
import { ownerOf } from './target.ts'
import type { Asker, Locale, Outbound } from './types.ts'
import { waysOf } from './ways.ts'

const SHORTEST_QUERY = 3

/** R-FIND-1. @throws InvalidInput (path `query`), NotSupported, UnknownOperator, HostError. */
export async function searchContacts(
  o: Outbound,
  asker: Asker,
  query: string,
  cursor: string | null,
): Promise<{ items: Contact[]; next: string | null }> {
  const wanted = searchWords(query)
  if (wanted.length < SHORTEST_QUERY)
    throw new InvalidInput([{ path: 'query', message: WORDS[asker.locale].tooShort }], 'query')
  if (!o.host.contacts.search) throw new NotSupported('search for contacts')
  await knownOperator(o, asker.operatorId)
  const { items, next } = await o.host.contacts.search(wanted, cursor)
  return { items: items.map(({ id, name }) => ({ id, name })), next }
}

/**
 * Creates the contact inside the form (R-FIND-2), once: an address that somebody has already leads to that contact.
 * @throws ContactExists, InvalidInput, NotSupported, UnknownOperator, HostError.
 */
export async function createContact(
  o: Outbound,
  asker: Asker,
  body: WireNewContact,
): ReturnType<typeof waysOf> {
  const { create } = o.host.contacts
  if (!create) throw new NotSupported('create contacts')
  await knownOperator(o, asker.operatorId)
  const { channel } = body
  const address = checkedAddress(o, body, asker.locale)
  const owner = await ownerOf(o, channel, address)
  if (owner) throw new ContactExists({ id: owner.contact.id, name: owner.contact.name })
  try {
    const contact = await create({ name: body.name.trim(), channel, address })
    return await waysOf(o, asker, contact.id)
  } catch (error) {
    if (!(error instanceof HostError) || error.code !== 'contact-exists') throw error
    const found = await ownerOf(o, channel, address)
    throw new ContactExists(found && { id: found.contact.id, name: found.contact.name })
  }
}

/** R-ADDR-2, R-ADDR-4: in the form the channel needs, or refused with what was probably meant. */
function checkedAddress(
  o: Outbound,
  { name, channel, address: typed }: WireNewContact,
  locale: Locale,
): string {
  const words = WORDS[locale]
  const form = o.host.policy.channels[channel]?.address
  if (!form) throw new InvalidInput([{ path: 'channel', message: words.noChannel }])
  if (name.trim() === '') throw new InvalidInput([{ path: 'name', message: words.noName }])
  const address = form === 'e164' ? tidyPhone(typed) : typed.trim()
  if (addressFits(form, address)) return address
  const suggestion = form === 'e164' ? suggestPhone(typed, o.workspace.country) : null
  const message = suggestion ? words.meant(suggestion) : words[form]
  throw new InvalidInput([{ path: 'address', message }])
}

/** Without the `@` of a user name and the punctuation of a phone (R-FIND-1). */
function searchWords(query: string): string {
  const trimmed = query.trim().replace(/^@/, '')
  return /^[+\d\s().\-–—‑]+$/.test(trimmed) ? trimmed.replaceAll(/[^\d+]/g, '') : trimmed
}

const WORDS = {
  en: {
    tooShort: 'Type at least three characters.',
    noChannel: 'This channel is not connected here.',
    noName: 'Give the contact a name.',
    meant: (phone: string) => `The number is not in international form. Did you mean ${phone}?`,
    e164: 'Write the phone in international form, for example +79121234567.',
    email: 'Write the whole address, for example name@example.com.',
    any: 'The address is empty.',
  },
  ru: {
    tooShort: 'Введите хотя бы три знака.',
    noChannel: 'Этот канал здесь не подключён.',
    noName: 'Укажите имя контакта.',
    meant: (phone: string) => `Номер записан не в международном виде. Может быть, ${phone}?`,
    e164: 'Запишите телефон в международном виде, например +79121234567.',
    email: 'Запишите адрес целиком, например name@example.com.',
    any: 'Адрес пустой.',
  },
} as const
