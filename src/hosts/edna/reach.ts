import { sameAccount } from '../../domain/address.ts'
import type { Account, Line } from '../../domain/words.ts'
import type { AccountFacts } from '../port.ts'
import type { Edna } from './api.ts'
import { accountsIn, clientIdOf, profileOf } from './clients.ts'
import { threadIdOf } from './map.ts'
import { wholeThread } from './messages.ts'
import type { Threads } from './threads.ts'

/** Of how many threads the messages are looked through for the person's last one. */
const LOOKED_THROUGH = 5

/** What the host knows of an account: the last message of the person, and the flag on the client's card. */
export function reachOf(edna: Edna, threads: Threads) {
  return {
    facts: async (named: Account, line: Line): Promise<AccountFacts> => {
      const contactId = await clientIdOf(edna, named.contactId)
      if (contactId === null) return nobody(named)
      const account = { ...named, contactId }
      const [lastInboundAt, blocked] = await Promise.all([
        lastInbound(edna, threads, account, line),
        isBlocked(edna, account),
      ])
      return { lastInboundAt, blocked, enabled: undefined }
    },
  }
}

/** Who has no client's card has never written and is not blocked; but whose an email is, the host does not tell. */
function nobody({ channel }: Account): AccountFacts {
  return channel === 'email'
    ? { lastInboundAt: undefined, blocked: undefined, enabled: undefined }
    : { lastInboundAt: null, blocked: false, enabled: undefined }
}

/** The card has one flag, but a block counts per channel (R-BLOCK-1): with several channels nobody can tell which is meant. */
async function isBlocked(edna: Edna, account: Account): Promise<boolean | undefined> {
  const profile = await profileOf(edna, account.contactId)
  if (!profile || typeof profile.blocked !== 'boolean') return undefined
  if (!profile.blocked) return false
  const others = accountsIn(edna, account.contactId, profile).filter((one) => !sameAccount(one, account))
  return others.length === 0 ? true : undefined
}

/** Read off the messages of this channel's newest threads; `undefined` when older ones may lie out of sight. */
async function lastInbound(
  edna: Edna,
  threads: Threads,
  account: Account,
  line: Line,
): Promise<string | null | undefined> {
  const own = (await threads.all(account.contactId)).filter(
    (session) => session.lineId === line.id && sameAccount(session, account),
  )
  for (const session of own.slice(0, LOOKED_THROUGH)) {
    const thread = threadIdOf(edna.settings, session.id)
    const messages = thread === null ? [] : await wholeThread(edna, thread)
    const last = messages.findLast(({ direction }) => direction === 'inbound')
    if (last) return last.at
  }
  // Having written to another number of ours opens no window on this one.
  return own.length <= LOOKED_THROUGH && (await threads.seesAll()) ? null : undefined
}
