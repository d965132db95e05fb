import { sameAccount, suggestPhone } from '../../domain/address.ts'
import type { Account, Channel, Contact, Session, SessionState } from '../../domain/words.ts'
import type { Helpdeskeddy } from './api.ts'
import type { LineRow } from './line-settings.ts'
import type { HelpdeskeddySettings } from './settings.ts'
import type { Names, WireTicket, WireUser } from './wire.ts'

export interface Place {
  readonly lineId: string
  readonly channel: Channel
}

/**
 * On which line and channel a ticket is: by department and source; a ticket handed to another department keeps its source, and a
 * source nobody has named leaves the department. `null`: the settings do not know such tickets.
 */
export function placeOf(
  lines: readonly LineRow[],
  ticket: Pick<WireTicket, 'department_id' | 'source'>,
): Place | null {
  const source = ticket.source.toLowerCase()
  const rows = lines.flatMap(({ id, departmentId, channels }) =>
    channels.map(({ channel, sources }) => ({
      place: { lineId: id, channel },
      here: departmentId === ticket.department_id,
      so: sources.some((one) => one.toLowerCase() === source),
    })),
  )
  const exact = rows.find(({ here, so }) => here && so)
  const bySource = rows.filter(({ so }) => so)
  const byDepartment = rows.filter(({ here }) => here)
  const only = [bySource, byDepartment].find((found) => found.length === 1)
  return (exact ?? only?.[0])?.place ?? null
}

/** `closed` is the only terminal status (C); whoever owns an open ticket has taken it. */
export function stateOf(
  ticket: WireTicket,
  { closedStatuses }: Pick<HelpdeskeddySettings, 'closedStatuses'>,
): SessionState {
  if (closedStatuses.includes(ticket.status_id)) return 'closed'
  return ticket.owner_id === 0 ? 'queued' : 'active'
}

/** A ticket in our words. It names no messenger account, so the address is the contact's on that channel. */
export function sessionOf(
  { settings, ids, times }: Helpdeskeddy,
  ticket: WireTicket,
  accounts: readonly Account[],
): Session {
  const place = placeOf(settings.lines, ticket)
  const channel = place?.channel ?? 'custom'
  const account = accounts.find((one) => one.channel === channel)
  return {
    id: ids.session.of(ticket.id),
    contactId: ticket.user_id === 0 ? null : ids.contact.of(ticket.user_id),
    lineId: place?.lineId ?? '',
    channel,
    address: (channel === 'email' && ticket.user_email) || (account?.address ?? ''),
    state: stateOf(ticket, settings),
    operatorId: ticket.owner_id === 0 ? null : ids.operator.of(ticket.owner_id),
    subject: ticket.title.trim() === '' ? null : ticket.title,
    openedAt: times.ofTicket(ticket.date_created),
    lastActivityAt: times.ofTicket(ticket.date_updated),
    // When a ticket was closed is told nowhere.
    closedAt: null,
  }
}

/** A client in our words. */
export function contactOf({ ids }: Helpdeskeddy, user: WireUser): Contact {
  const id = ids.contact.of(user.id)
  return { id, name: nameOf(user) ?? id }
}

/** The whole name; `null` for who has none. */
export function nameOf({ name, lastname }: WireUser): string | null {
  const whole = lastname === '' ? name : `${name} ${lastname}`
  return whole.trim() === '' ? null : whole
}

/** Clients only: staff stand in the same list. Who has no group is a client. */
export function isClient({ group }: WireUser): boolean {
  return group?.type !== 'staff'
}

/** All addresses: the tenant's own fields first, then e-mail (R-ADDR-5), then the phone offered as WhatsApp; as they are written. */
export function accountsOf({ settings, ids }: Helpdeskeddy, user: WireUser): Account[] {
  const found: Account[] = []
  const contactId = ids.contact.of(user.id)
  const add = (channel: Channel, value: unknown, source: Account['source']) => {
    const address = typeof value === 'string' ? value.trim() : ''
    const account = { id: null, contactId, channel, address, source }
    const known = found.some((other) =>
      sameAccount(comparable(other, settings), comparable(account, settings)),
    )
    if (address !== '' && !known) found.push(account)
  }
  for (const { channel, fieldId } of settings.accountFields)
    for (const field of user.custom_fields)
      if (field.id === fieldId) add(channel, field.field_value, 'account')
  add('email', user.email, 'email-field')
  add('whatsapp', user.phone, 'phone-field')
  return found
}

/** Two ways to write one phone are one phone; what is sent to is never changed. */
export function plainPhone(phone: string, country: string): string {
  return suggestPhone(phone, country) ?? phone
}

function comparable(account: Account, { country }: HelpdeskeddySettings): Account {
  return account.channel === 'whatsapp'
    ? { ...account, address: plainPhone(account.address, country) }
    : account
}

/** In the tenant's language, else in any. */
export function inLanguage(names: Names, language: string): string | null {
  if (typeof names === 'string') return names.trim() || null
  const known: Readonly<Record<string, string | null>> = Array.isArray(names) ? {} : names
  const texts = [known[language], known['en'], known['ru'], ...Object.values(known)]
  return texts.find((text) => text?.trim()) ?? null
}
