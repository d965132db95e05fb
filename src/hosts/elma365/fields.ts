import { canonicalAddress, sameAccount, suggestPhone } from '../../domain/address.ts'
import type { Account, Channel } from '../../domain/words.ts'
import type { NewContact } from '../port.ts'
import type { ChannelTable } from './map.ts'
import type { Elma365Settings } from './settings.ts'
import type { WireItem } from './wire.ts'

type Entry = Readonly<Record<string, unknown>>

/** Phone `[{type, tel}]` and Email `[{type, email}]` (A2): the values, in the order of the card. */
export function valuesOf(item: WireItem, field: string | null, key: 'tel' | 'email'): string[] {
  return entriesOf(item, field).flatMap((entry) => {
    const value = entry[key]
    return typeof value === 'string' && value.trim() !== '' ? [value.trim()] : []
  })
}

/**
 * All addresses of a contact: accounts first, then emails (R-ADDR-5), then phones offered as WhatsApp. A phone or email that
 * is an account already is not said twice. Addresses stay as they are written: whether they are well written is a rule's affair.
 */
export function accountsOf(item: WireItem, settings: Elma365Settings, table: ChannelTable): Account[] {
  const { accountField, emailField, phoneField } = settings.contacts
  const found: Account[] = []
  const add = (channel: Channel, address: string, source: Account['source']) => {
    const account = { id: null, contactId: item.__id, channel, address, source }
    if (!found.some((other) => sameAccount(comparable(other), comparable(account)))) found.push(account)
  }
  for (const entry of entriesOf(item, accountField)) {
    const { type, address } = accountEntry(entry, settings.accountKeys)
    if (type !== null && address !== null) add(table.channelOf(type), address, 'account')
  }
  for (const email of valuesOf(item, emailField, 'email')) add('email', email, 'email-field')
  for (const phone of valuesOf(item, phoneField, 'tel')) add('whatsapp', phone, 'phone-field')
  return found
}

/** The fields of a new contact. Phone and email have documented fields; only other messengers need the Account field. */
export function newFields(contact: NewContact, settings: Elma365Settings, table: ChannelTable): Entry | null {
  const { nameField, phoneField, emailField, accountField } = settings.contacts
  const fields: Record<string, unknown> = { [nameField]: contact.name }
  const type = table.typeOf(contact.channel)
  if (emailField !== null && contact.channel === 'email')
    fields[emailField] = [{ type: 'work', email: contact.address }]
  else if (phoneField !== null && isByPhone(contact.channel))
    fields[phoneField] = [{ type: 'mobile', tel: contact.address }]
  else if (accountField !== null && type !== null)
    fields[accountField] = [accountValue(type, contact.address, settings.accountKeys)]
  else return null
  return fields
}

/** The value of an Account field for one address. The one place, with `accountEntry`, that knows its JSON (ND: see README). */
export function accountValue(type: string, address: string, keys: Elma365Settings['accountKeys']): Entry {
  return { [keys.type]: type, [keys.address]: address }
}

function accountEntry(entry: Entry, keys: Elma365Settings['accountKeys']) {
  return { type: filled(entry[keys.type]), address: filled(entry[keys.address]) }
}

/** Is a person reached there by a phone? */
export function isByPhone(channel: Channel): boolean {
  return channel === 'whatsapp' || channel === 'sms' || channel === 'viber'
}

/** Two ways to write one phone are one phone. */
export function samePhone(a: string, b: string): boolean {
  return plainPhone(a) === plainPhone(b)
}

function plainPhone(phone: string): string {
  // Only for comparing: on one card 8 912… and +7 912… are one phone. What is sent to is never guessed.
  return suggestPhone(phone, 'RU') ?? canonicalAddress(phone)
}

function comparable(account: Pick<Account, 'channel' | 'address'>): Pick<Account, 'channel' | 'address'> {
  if (!isByPhone(account.channel)) return account
  return { channel: account.channel, address: plainPhone(account.address) }
}

function entriesOf(item: WireItem, field: string | null): Entry[] {
  const value: unknown = field === null ? null : item[field]
  if (!Array.isArray(value)) return isEntry(value) ? [value] : []
  return value.filter(isEntry)
}

function isEntry(value: unknown): value is Entry {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function filled(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null
}
