import { sameAccount, suggestPhone } from '../../domain/address.ts'
import type { Channel } from '../../domain/words.ts'
import { EngineError } from './errors.ts'
import { accountsOf, accountsWith, byId } from './look-up.ts'
import type { Account, Contact } from './types.ts'
import { newId, type World } from './world.ts'

export interface Address {
  readonly channel: Channel
  readonly address: string
}

export interface NewContact {
  /** Where somebody else has given the id; must be free. Absent: a new one. */
  readonly id?: string
  readonly name: string
  readonly company?: string | null
  readonly phones?: readonly string[]
  readonly emails?: readonly string[]
  readonly accounts?: readonly Address[]
  /** Kept as they are. */
  readonly hostFields?: Contact['hostFields']
}

/** Adds a person with their addresses. Duplicates are the CRM's own affair and allowed, as in most CRMs. */
export function createContact(world: World, asked: NewContact): Contact {
  const contact: Contact = {
    id: asked.id ?? newId('c'),
    name: asked.name,
    company: asked.company ?? null,
    phones: [...(asked.phones ?? [])],
    emails: [...(asked.emails ?? [])],
    hostFields: { ...asked.hostFields },
  }
  world.store.contacts.push(contact)
  for (const address of asked.accounts ?? []) addAccount(world, contact.id, address, true)
  world.changed()
  return contact
}

/** Replaces the named fields of a contact; `accounts` replaces what stands in the record's account field. */
export function updateContact(world: World, id: string, asked: Partial<NewContact>): Contact {
  const contact = byId(world.store.contacts, id, 'contact')
  if (asked.name !== undefined) contact.name = asked.name
  if (asked.company !== undefined) contact.company = asked.company
  if (asked.phones) contact.phones = [...asked.phones]
  if (asked.emails) contact.emails = [...asked.emails]
  if (asked.hostFields) Object.assign(contact.hostFields, asked.hostFields)
  if (asked.accounts) replaceAccounts(world, id, asked.accounts)
  world.changed()
  return contact
}

/** The contact's account at this address; made when a message goes to a phone or email field for the first time. */
export function accountFor(world: World, contactId: string, asked: Address): Account {
  byId(world.store.contacts, contactId, 'contact')
  const known = accountsWith(world.store, asked).find((account) => account.contactId === contactId)
  return known ?? addAccount(world, contactId, asked, false)
}

/** All accounts at an address: more than one when two records carry the same one. Empty when nobody has it. */
export function accountsAt(world: World, asked: Address): readonly Account[] {
  const known = accountsWith(world.store, asked)
  if (known.length > 0) return known
  const owner = world.store.contacts.find((contact) => ownsAddress(contact, asked))
  return owner ? [addAccount(world, owner.id, asked, false)] : []
}

/** Throws `unknown-id` where `accountsAt` is empty. */
export function knownAccountsAt(world: World, asked: Address): readonly Account[] {
  const accounts = accountsAt(world, asked)
  if (accounts.length === 0)
    throw new EngineError('unknown-id', `Nobody has the ${asked.channel} address "${asked.address}".`)
  return accounts
}

function addAccount(
  world: World,
  contactId: string,
  { channel, address }: Address,
  inRecord: boolean,
): Account {
  // What the network knows of an address does not depend on whose record it stands in.
  const twin = accountsWith(world.store, { channel, address })[0]
  const account: Account = {
    id: newId('a'),
    contactId,
    channel,
    address,
    blocked: twin?.blocked ?? false,
    left: twin?.left ?? false,
    inRecord,
  }
  world.store.accounts.push(account)
  world.changed()
  return account
}

function replaceAccounts(world: World, contactId: string, wanted: readonly Address[]): void {
  for (const account of accountsOf(world.store, contactId))
    account.inRecord = wanted.some((asked) => sameAccount(asked, account))
  for (const asked of wanted) accountFor(world, contactId, asked).inRecord = true
}

/** Does the address stand in one of the record's plain fields? Phones are compared in their international form. */
function ownsAddress(contact: Contact, asked: Address): boolean {
  if (asked.channel === 'email')
    return contact.emails.some((email) => sameAccount({ ...asked, address: email }, asked))
  return contact.phones.some((phone) => international(phone) === international(asked.address))
}

function international(phone: string): string {
  return suggestPhone(phone, 'RU') ?? phone
}
