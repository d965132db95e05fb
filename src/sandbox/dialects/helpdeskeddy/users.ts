import type { Contact, Engine, StoreView } from '../../engine/index.ts'
import { ACCOUNT_FIELDS, agentNumber, numberOf, operatorId, TENANT } from './values.ts'

type ContactView = StoreView['contacts'][number]

export type User = ReturnType<typeof client> | ReturnType<typeof agent>

/** Clients and staff, one list (facts, 4). */
export function allUsers(engine: Engine): User[] {
  const { contacts, operators } = engine.store
  return [
    ...contacts.map((one) => client(engine, one)),
    ...operators.map((one) => agent(engine, one)),
    keyOwner(),
  ]
}

export function userOf(engine: Engine, number: number): User | null {
  if (number === TENANT.keyOwnerId) return keyOwner()
  const contact = engine.contact(`c-${number}`)
  if (contact) return client(engine, contact)
  const operator = engine.store.operators.find(({ id }) => id === operatorId(number))
  return operator ? agent(engine, operator) : null
}

/** Whose e-mail this is. */
export function contactByEmail(engine: Engine, email: string): Contact | null {
  const own = engine.store.contacts.find((one) => emailOf(engine, one).toLowerCase() === email.toLowerCase())
  return own ? (engine.contact(own.id) ?? null) : null
}

export function emailOf(engine: Engine, { id, emails }: ContactView): string {
  return emails[0] ?? engine.accountsOf(id).find(({ channel }) => channel === 'email')?.address ?? ''
}

function client(engine: Engine, contact: ContactView) {
  const [name, lastname] = parted(contact.name)
  const accounts = engine.accountsOf(contact.id).filter(({ inRecord }) => inRecord)
  const phone = contact.phones[0] ?? accounts.find(({ channel }) => channel === 'whatsapp')?.address ?? ''
  return {
    ...person(numberOf(contact.id), name, lastname, emailOf(engine, contact)),
    phone,
    organization: contact.company === null ? '' : { id: numberOf(contact.id), name: contact.company },
    group: group(TENANT.groups.clients, 'user', 'Clients'),
    // Mail notices are on unless somebody has switched them off (facts, 4.2).
    notifications: contact.hostFields['notifications'] === 0 ? 0 : 1,
    department: [] as number[],
    custom_fields: accounts.flatMap(({ channel, address }) => {
      const id = ACCOUNT_FIELDS[channel]
      return id === undefined ? [] : [{ id, field_type: 'text', field_value: address }]
    }),
  }
}

function agent(engine: Engine, { id, name: whole, email }: StoreView['operators'][number]) {
  const [name, lastname] = parted(whole)
  const { lines } = engine.store
  const works = lines.filter(({ operators }) => operators.includes(id))
  const heads = lines.filter(({ supervisors }) => supervisors.includes(id))
  return {
    ...person(agentNumber(id), name, lastname, email),
    phone: '',
    organization: '',
    group:
      works.length > 0
        ? group(TENANT.groups.agents, 'staff', 'Agents')
        : group(TENANT.groups.supervisors, 'staff', 'Supervisors'),
    department: [...works, ...heads].map((line) => numberOf(line.id)),
    custom_fields: [] as { id: number; field_type: string; field_value: string }[],
  }
}

/** The robot whose key we have; it is nobody's colleague. */
function keyOwner() {
  return {
    ...person(TENANT.keyOwnerId, 'Firstline', '', TENANT.email),
    phone: '',
    organization: '',
    group: group(4, 'staff', 'Integrations'),
    department: [] as number[],
    custom_fields: [] as { id: number; field_type: string; field_value: string }[],
  }
}

function person(id: number, name: string, lastname: string, email: string) {
  const at = '2026-01-12 09:00:00'
  const times = { date_created: at, date_updated: at }
  return {
    id,
    ...times,
    name,
    lastname,
    alias: '',
    email,
    skype: '',
    website: '',
    status: 'active',
    language: 'ru',
    notifications: 1,
    user_status: '',
    ldap_username: '',
    // Every user object carries the key of its user (facts, 2; scenario 16).
    api_key: `key-of-user-${id}`,
  }
}

function group(id: number, type: 'staff' | 'user', name: string) {
  return { id, type, name: { en: name, ru: name }, disable: 0 }
}

function parted(whole: string): [string, string] {
  const [, name, lastname] = /^(\S+) (\S.*)$/s.exec(whole) ?? []
  return name === undefined || lastname === undefined ? [whole, ''] : [name, lastname]
}
