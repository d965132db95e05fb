import type { Channel } from '../../../domain/words.ts'

/** What stands in the sandbox's tenant: the names and numbers that the facts leave to the administrator. */
export const TENANT = {
  email: 'firstline@northwind.example',
  apiKey: 'sandbox-token',
  hookSecret: 'sandbox-hook',
  /** All its times are in this zone, and say so nowhere (facts, 2.3). */
  timeZone: 'Europe/Moscow',
  /** The staff user whose key we use. */
  keyOwnerId: 900_900,
  groups: { agents: 1, supervisors: 2, clients: 3 },
  /** A department without a mailbox or messenger of its own, to hand over to. */
  warranty: 5,
  /** Fields that an administrator of this tenant has added. */
  ticketKeyField: 90,
  deliveryField: 30,
  /** The tag by which a rule of its dispatcher mails a new ticket. */
  letterTag: 'send-letter',
  /** What its WhatsApp Business channel calls the default template. */
  defaultTemplate: 'Good day! This is Northwind. We have news for you: may we write to you here?',
} as const

/** The contact's messenger names: no field of the vendor's holds them, so this tenant has its own (facts, 4.2). */
export const ACCOUNT_FIELDS: Readonly<Partial<Record<Channel, number>>> = {
  'telegram-bot': 71,
  'viber-bot': 72,
  whatsapp: 73,
}

/** Among a session's own fields, beside the numbers of the tenant's. */
export const PRIORITY = 'priority'
/** The priorities by number, from 1. */
export const PRIORITIES = ['Low', 'Usual', 'High'] as const

const AGENTS_FROM = 900_000

/** `c-1`, `s-1` and `m-1` of the store are the numbers 1 of the vendor, each in its own list. */
export function numberOf(id: string): number {
  return Number(id.slice(id.indexOf('-') + 1))
}

/** Clients and staff are one list of users, so the staff begin far above. */
export function agentNumber(operatorId: string): number {
  return AGENTS_FROM + numberOf(operatorId)
}

export function operatorId(agent: number): string {
  return `op-${agent - AGENTS_FROM}`
}
