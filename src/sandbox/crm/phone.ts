import { channelName, type Locale } from '../../words/index.ts'
import type { Engine, StoreView } from '../engine/index.ts'
import { when } from './format.ts'
import type { Phone, PhoneAccount } from './phone-wire.ts'

type Account = StoreView['accounts'][number]

/**
 * The contact's phone: one screen for each address, with what the customer wrote and what truly arrived. The same address in two
 * channels is two apps; the same channel and address twice on a record is one.
 */
export function phoneOf(engine: Pick<Engine, 'store' | 'now'>, contactId: string, locale: Locale): Phone {
  const theirs = engine.store.accounts.filter((account) => account.contactId === contactId)
  const seen = new Set<string>()
  const accounts = theirs.filter(({ channel, address }) => {
    const key = `${channel} ${address.toLowerCase()}`
    return !seen.has(key) && seen.add(key)
  })
  return { accounts: accounts.map((account) => screen(engine, account, locale)) }
}

function screen(engine: Pick<Engine, 'store' | 'now'>, account: Account, locale: Locale): PhoneAccount {
  const { sessions, messages } = engine.store
  const { channel, address, blocked, left } = account
  const subjects = new Map(
    sessions
      .filter((s) => s.channel === channel && s.address.toLowerCase() === address.toLowerCase())
      .map(({ id, subject }) => [id, subject] as const),
  )
  const shown = messages.filter(
    ({ sessionId, direction, status }) =>
      subjects.has(sessionId) && (direction === 'inbound' || status === 'delivered' || status === 'read'),
  )
  return {
    channel,
    channelName: channelName(channel, locale),
    address,
    kind: channel === 'email' ? 'email' : 'messenger',
    blocked,
    left,
    unread: shown.filter(({ status }) => status === 'delivered').length,
    messages: shown
      .toSorted((a, b) => a.at.localeCompare(b.at))
      .map(({ id, direction, text, subject, sessionId, status, at }) => ({
        id,
        from: direction === 'inbound' ? 'customer' : 'company',
        subject: channel === 'email' ? (subject ?? subjects.get(sessionId) ?? null) : null,
        text,
        time: when(at, locale, engine.now()),
        at,
        read: status === 'read',
      })),
  }
}
