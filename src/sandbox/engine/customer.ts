import { receive, type Sent } from './conversation.ts'
import { accountsAt, createContact, knownAccountsAt, type Address } from './contacts.ts'
import { moveStatus } from './deliver.ts'
import { EngineError } from './errors.ts'
import type { Account, Attachment } from './types.ts'
import { messagesOf, openSession, sessionsOf } from './look-up.ts'
import type { World } from './world.ts'

export const CUSTOMER_ACTIONS = ['write', 'read', 'block', 'unblock', 'leave', 'return'] as const
type CustomerAction = (typeof CUSTOMER_ACTIONS)[number]

export interface CustomerDeed extends Address {
  readonly action: CustomerAction
  readonly text?: string | undefined
  readonly attachments?: readonly Attachment[] | undefined
  /** Opens another session under this name, whatever is open; absent: where the talk goes on. */
  readonly newSubject?: string | undefined
}

/**
 * What a customer does on their phone. `write` from an address nobody has makes a new contact; everything else throws
 * `unknown-id` for such an address. Answers the stored message for `write`, else `null`.
 */
export function act(world: World, deed: CustomerDeed): Sent | null {
  switch (deed.action) {
    case 'write':
      return write(world, deed)
    case 'read':
      for (const account of knownAccountsAt(world, deed)) read(world, account)
      return null
    case 'block':
      change(world, deed, { blocked: true })
      return null
    case 'unblock':
      change(world, deed, { blocked: false })
      return null
    case 'leave':
      change(world, deed, { left: true })
      return null
    case 'return':
      change(world, deed, { left: false })
      return null
  }
}

function write(world: World, deed: CustomerDeed): Sent {
  const { text = '', attachments = [] } = deed
  if (text.trim() === '' && attachments.length === 0)
    throw new EngineError('bad-request', 'text: the customer has to write something.')
  const accounts = accountsAt(world, deed)
  if (accounts.some((account) => account.blocked))
    throw new EngineError(
      'refused',
      'The customer has blocked us on this channel and would have to unblock first.',
    )
  if (accounts.some((account) => account.left)) change(world, deed, { left: false })
  const account = whoWrites(world, accounts) ?? stranger(world, deed)
  return receive(world, account, text, attachments, deed.newSubject)
}

/** Of several records with the same address, the one we talked with last. */
function whoWrites(world: World, accounts: readonly Account[]): Account | undefined {
  const open = accounts.find((account) => openSession(world.store, account.id))
  const last = world.store.sessions.findLast((s) => accounts.some((account) => account.id === s.accountId))
  return open ?? accounts.find((account) => account.id === last?.accountId) ?? accounts[0]
}

function stranger(world: World, { channel, address }: Address): Account {
  const contact = createContact(world, { name: address, accounts: [{ channel, address }] })
  return knownAccountsAt(world, { channel, address }).find(
    (account) => account.contactId === contact.id,
  ) as Account
}

function read(world: World, account: Account): void {
  for (const session of sessionsOf(world.store, account.id))
    for (const message of messagesOf(world.store, session.id))
      if (message.status === 'delivered') moveStatus(world, session, message, 'read')
}

function change(world: World, asked: Address, what: Partial<Pick<Account, 'blocked' | 'left'>>): void {
  for (const account of knownAccountsAt(world, asked)) {
    Object.assign(account, what)
    world.emit({ kind: 'account', account })
  }
}
