import { accountKey } from '../domain/address.ts'
import { assessCaps, capsOn } from '../domain/cap.ts'
import { consentIn, type ConsentFacts } from '../domain/consent.ts'
import type { Reason } from '../domain/reasons.ts'
import type { Account, Channel, Session } from '../domain/words.ts'
import type { HostMessage } from '../hosts/port.ts'
import type { Outbound } from './types.ts'

type OfAccount = Pick<Account, 'channel' | 'address'>

/** What is known of the consent for each of these accounts (R-CONSENT-1, R-CONSENT-2), asked at once. */
export async function consentsOf(
  o: Outbound,
  accounts: readonly OfAccount[],
): Promise<(account: OfAccount) => ConsentFacts> {
  const known = await o.journal.consents.known(accounts)
  return (account) => ({
    required: required(o, account.channel),
    known: known.get(accountKey(account)) ?? null,
  })
}

/** The same for one account. */
export async function consentOf(o: Outbound, account: OfAccount): Promise<ConsentFacts> {
  return (await consentsOf(o, [account]))(account)
}

function required({ workspace: { conditions } }: Outbound, channel: Channel): boolean {
  return conditions?.consentRequired.includes(channel) ?? false
}

/** R-CAP-1: whether a process may write to the account once more. Ask under the send lock, so that two do not both find room. */
export async function capReasons(o: Outbound, { channel, address }: OfAccount): Promise<Reason[]> {
  const caps = capsOn(o.workspace.conditions?.caps ?? [], channel)
  if (caps.length === 0) return []
  const now = o.asOf ?? o.now()
  const since = new Date(now.getTime() - Math.max(...caps.map(({ periodMs }) => periodMs)))
  const most = Math.max(...caps.map((cap) => cap.most))
  const sentAt = await o.journal.written.automaticTo({ channel, address }, since, most)
  return assessCaps(caps, sentAt, now)
}

/** R-CONSENT-2: writes down what customers decided in these messages of their session, once each however often they are seen. */
export async function noteConsents(
  o: Outbound,
  { channel, address }: Pick<Session, 'channel' | 'address'>,
  messages: readonly HostMessage[],
): Promise<void> {
  const words = o.workspace.conditions?.words
  if (!words) return
  for (const { id, sessionId, direction, text, at } of messages) {
    const state = direction === 'inbound' ? consentIn(text, channel, words) : null
    if (state === null) continue
    const entry = { state, at, source: 'customer', note: null, message: { sessionId, id, text } } as const
    await o.journal.consents.note({ channel, address }, entry, o.now())
  }
}
