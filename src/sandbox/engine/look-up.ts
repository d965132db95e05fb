import { canonicalAddress } from '../../domain/address.ts'
import type { Channel } from '../../domain/words.ts'
import { appendIndex } from './append-index.ts'
import { EngineError } from './errors.ts'
import type { Account, Message, Session, Store } from './types.ts'

interface Named {
  readonly id: string
}

const ids = appendIndex<Named>(({ id }) => id)
const messagesBySession = appendIndex<Message>(({ sessionId }) => sessionId)
const messagesByRun = appendIndex<Message>(({ runId }) => runId)
const sessionsByAccount = appendIndex<Session>(({ accountId }) => accountId)
const sessionsByContact = appendIndex<Session>(({ contactId }) => contactId)
const accountsByAddress = appendIndex<Account>(addressKey)
const accountsByContact = appendIndex<Account>(({ contactId }) => contactId)

/** The item with this id, or `undefined`. */
export function find<T extends Named>(items: readonly T[], id: string): T | undefined {
  // The index keeps the very items of the list.
  return ids(items, id)[0] as T | undefined
}

/** The item with this id. Throws `unknown-id`. */
export function byId<T extends Named>(items: readonly T[], id: string, word: string): T {
  const found = find(items, id)
  if (!found) throw new EngineError('unknown-id', `There is no ${word} "${id}".`)
  return found
}

/** The session's messages, oldest first. */
export function messagesOf({ messages }: Pick<Store, 'messages'>, sessionId: string): readonly Message[] {
  return messagesBySession(messages, sessionId)
}

/** What a process run has written. */
export function messagesOfRun({ messages }: Pick<Store, 'messages'>, runId: string): readonly Message[] {
  return messagesByRun(messages, runId)
}

/** The account's sessions, in the order of their opening. */
export function sessionsOf({ sessions }: Pick<Store, 'sessions'>, accountId: string): readonly Session[] {
  return sessionsByAccount(sessions, accountId)
}

/** The contact's sessions, in the order of their opening. */
export function sessionsOfContact(
  { sessions }: Pick<Store, 'sessions'>,
  contactId: string,
): readonly Session[] {
  return sessionsByContact(sessions, contactId)
}

/** The contact's accounts. */
export function accountsOf({ accounts }: Pick<Store, 'accounts'>, contactId: string): readonly Account[] {
  return accountsByContact(accounts, contactId)
}

/** Accounts with this very address, whoever's record they stand in. */
export function accountsWith(
  { accounts }: Pick<Store, 'accounts'>,
  address: { readonly channel: Channel; readonly address: string },
): readonly Account[] {
  return accountsByAddress(accounts, addressKey(address))
}

/** When the customer of this account wrote last, or `null`. */
export function lastInboundAt(store: Pick<Store, 'sessions' | 'messages'>, accountId: string): string | null {
  const times = sessionsOf(store, accountId).flatMap(
    ({ id }) => messagesOf(store, id).findLast(({ direction }) => direction === 'inbound')?.at ?? [],
  )
  return times.toSorted().at(-1) ?? null
}

/** The account's open session, on one line or on any; the one with the newest activity. */
export function openSession(
  store: Pick<Store, 'sessions'>,
  accountId: string,
  lineId?: string,
): Session | null {
  const open = sessionsOf(store, accountId).filter(
    (session) => session.state !== 'closed' && (lineId === undefined || session.lineId === lineId),
  )
  return open.toSorted((a, b) => b.lastActivityAt.localeCompare(a.lastActivityAt))[0] ?? null
}

function addressKey({ channel, address }: { readonly channel: Channel; readonly address: string }): string {
  return `${channel} ${canonicalAddress(address)}`
}
