import { addressFits, canonicalAddress, sameAccount, suggestPhone, tidyPhone } from '../domain/address.ts'
import { reason, type Reason } from '../domain/reasons.ts'
import type { Account, Channel, Contact, Line, Session } from '../domain/words.ts'
import type { Intent } from '../journal/intent.ts'
import { lineOf } from './directory.ts'
import { contactOfRecord } from './facts.ts'
import type { Outbound } from './types.ts'

/** Where an intention goes, resolved at the host. */
export interface Target {
  readonly line: Line
  /** `null`: nobody has this address yet; the contact is made just before sending. */
  readonly contactId: string | null
  readonly channel: Channel
  readonly address: string
  /** Only for a reply. */
  readonly session: Session | null
}

export type Resolution =
  | { readonly kind: 'found'; readonly target: Target }
  | { readonly kind: 'refused'; readonly reasons: readonly Reason[] }

/** Finds contact, account and line of the intention. @throws HostError. */
export async function resolve(o: Outbound, intent: Intent): Promise<Resolution> {
  const { aim, lineId, channel } = intent
  if (aim.by === 'session') return ofSession(o, aim.sessionId)
  const line = lineId === null ? null : await lineOf(o, lineId)
  if (!line || channel === null) return none(channel)
  const found = (contactId: string | null, address: string): Resolution => ({
    kind: 'found',
    target: { line, contactId, channel, address, session: null },
  })
  if (aim.by === 'address') {
    const address = tidyPhone(aim.address.trim())
    const owner = await ownerOf(o, channel, address)
    if (owner) return found(owner.contactId, owner.address)
    const { create, atAddress } = o.host.contacts
    return create || atAddress ? found(null, address) : none(channel)
  }
  const contactId = aim.by === 'contact' ? aim.contactId : await contactOfRecord(o, aim.record)
  if (contactId === null) return none(channel)
  const accounts = await o.host.contacts.accounts(contactId)
  const wanted = aim.by === 'contact' ? aim.address : null
  const address = wanted === null ? bestOf(o, accounts, channel) : chosen(o, accounts, channel, wanted)
  if (address === null) return none(channel)
  // Whoever has an address may be a contact by now, and is then known by their own id (R-CONTACT-2).
  const owner = accounts.find((account) => account.channel === channel && account.address === address)
  return found(owner?.contactId ?? contactId, address)
}

/** Names whom a new session would belong to, by the host's scope: the lock and "is one under way" go by it (R-OPEN-3). */
export function accountName(o: Outbound, { contactId, channel, address }: Target): string {
  if (o.host.policy.openScope === 'contact' && contactId !== null) return `contact:${contactId}`
  return `${channel}:${canonicalAddress(address)}`
}

/** The contact who has this address on this channel. `null` also where the host cannot search. */
export async function ownerOf(
  o: Outbound,
  channel: Channel,
  address: string,
): Promise<(Account & { contact: Contact }) | null> {
  const page = await o.host.contacts.search?.(address, null)
  for (const contact of page?.items.slice(0, 10) ?? []) {
    const accounts = await o.host.contacts.accounts(contact.id)
    const account = accounts.find((known) => sameAccount(known, { channel, address }))
    if (account) return { ...account, contact }
  }
  return null
}

/** R-ADDR-6: the address chosen is the address used, as long as it is the contact's own, or the correction of one of theirs. */
export function chosen(
  o: Outbound,
  accounts: readonly Account[],
  channel: Channel,
  wanted: string,
): string | null {
  const own = accounts.filter((account) => account.channel === channel)
  const same = own.find((account) => sameAccount(account, { channel, address: wanted }))
  if (same) return same.address
  const corrected = own.some(({ address }) => suggestPhone(address, o.workspace.country) === wanted)
  return corrected ? wanted : null
}

/** A process cannot be asked which one: the first that is written as the channel needs it. */
function bestOf(o: Outbound, accounts: readonly Account[], channel: Channel): string | null {
  const own = accounts.filter((account) => account.channel === channel)
  const form = o.host.policy.channels[channel]?.address ?? 'any'
  return (own.find(({ address }) => addressFits(form, address)) ?? own[0])?.address ?? null
}

async function ofSession(o: Outbound, sessionId: string): Promise<Resolution> {
  const session = await o.host.sessions.get(sessionId)
  if (!session) return { kind: 'refused', reasons: [reason('session-closed', { kind: 'choose-another' })] }
  const { contactId, channel, address, lineId } = session
  const line = (await lineOf(o, lineId)) ?? lostLine(lineId, channel)
  return { kind: 'found', target: { line, contactId, channel, address, session } }
}

/** A line that the host no longer lists: nobody works there. */
export function lostLine(id: string, channel: Channel): Line {
  return { id, name: id, channels: [channel], operators: [], supervisors: [] }
}

function none(channel: Channel | null): Resolution {
  return { kind: 'refused', reasons: [reason('no-account', { kind: 'choose-another' }, { channel })] }
}
