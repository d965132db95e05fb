import { addressFits } from '../../domain/address.ts'
import type { Channel } from '../../domain/words.ts'
import type { Account, Line, Message } from './types.ts'

/** How a channel's network itself treats a message from a company: no host's rules, only what the wire does. */
interface Network {
  readonly address: 'e164' | 'email' | 'any'
  /** Only people who wrote to us can be reached: bots and chats know nobody else. */
  readonly onlyAfterInbound: boolean
}

const NETWORKS: Readonly<Record<Channel, Network>> = {
  email: { address: 'email', onlyAfterInbound: false },
  whatsapp: { address: 'e164', onlyAfterInbound: false },
  viber: { address: 'e164', onlyAfterInbound: false },
  'viber-bot': { address: 'any', onlyAfterInbound: true },
  telegram: { address: 'any', onlyAfterInbound: false },
  'telegram-bot': { address: 'any', onlyAfterInbound: true },
  vk: { address: 'any', onlyAfterInbound: true },
  max: { address: 'any', onlyAfterInbound: false },
  sms: { address: 'e164', onlyAfterInbound: false },
  // Whoever is signed in there can be reached; whether anybody may write first is the host's affair.
  'web-chat': { address: 'any', onlyAfterInbound: false },
  'mobile-app': { address: 'any', onlyAfterInbound: false },
  custom: { address: 'any', onlyAfterInbound: false },
}

/** Why a message cannot arrive. */
export interface Undelivered {
  readonly code:
    | 'address-malformed'
    | 'not-a-user'
    | 'blocked'
    | 'never-wrote'
    | 'window-closed'
    | 'not-approved-template'
  readonly text: string
}

export interface NetworkFacts {
  readonly account: Pick<Account, 'channel' | 'address' | 'blocked' | 'left'>
  readonly line: Pick<Line, 'windowMs'>
  /** When this customer wrote last on this channel; `null`: never. */
  readonly lastInboundAt: string | null
  /** `null`: free text. */
  readonly template: Pick<NonNullable<Message['template']>, 'approved'> | null
  readonly now: string
}

/** Would a message to this account arrive now? `null`: yes. The window is closed at exactly its end (R-WIN-1). */
export function obstacle({ account, line, lastInboundAt, template, now }: NetworkFacts): Undelivered | null {
  const network = NETWORKS[account.channel]
  if (!addressFits(network.address, account.address))
    return { code: 'address-malformed', text: 'The network does not know such an address.' }
  if (account.left)
    return {
      code: 'not-a-user',
      text: LEFT_TEXT[account.channel] ?? 'The person does not use this messenger.',
    }
  if (account.blocked) return { code: 'blocked', text: 'The recipient has blocked the sender.' }
  if (network.onlyAfterInbound && lastInboundAt === null)
    return { code: 'never-wrote', text: 'The person has never written to this bot.' }
  if (template)
    return template.approved
      ? null
      : { code: 'not-approved-template', text: 'The text is not an approved template.' }
  const windowMs = line.windowMs[account.channel]
  const open =
    windowMs === undefined ||
    (lastInboundAt !== null && Date.parse(now) < Date.parse(lastInboundAt) + windowMs)
  return open
    ? null
    : { code: 'window-closed', text: 'The window for free text is closed; only a template would arrive.' }
}

const LEFT_TEXT: Readonly<Partial<Record<Channel, string>>> = { email: 'The mailbox does not exist.' }
