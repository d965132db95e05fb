import type { Channel } from '../../../domain/words.ts'

/** What stands in the sandbox's account: the names that the facts leave to the administrator. */
export const TENANT = {
  accountId: 3,
  /** The token of the user made for the integration: it belongs to nobody who works here. */
  token: 'sandbox-token',
  /** A bot's token: it may not look for contacts (facts, 1.2). */
  botToken: 'sandbox-bot-token',
  service: { id: 900, name: 'Firstline', email: 'firstline@northwind.example' },
  webhookSecret: 'sandbox-hook',
  /** The attribute in which the request's key is kept (facts, 3). */
  requestAttribute: 'crm_request_id',
} as const

/** The token of an agent's own profile page. */
export function agentToken(operatorId: string): string {
  return `${TENANT.token}-${operatorId}`
}

/** What opens the socket for the owner of a token (facts, 1.2 and 6.1). */
export function pubsubToken(operatorId: string | null): string {
  return `${operatorId === null ? TENANT.token : agentToken(operatorId)}-pubsub`
}

interface Kind {
  readonly type: string
  readonly provider: string | null
  /** Free text only so long after the person's last message (facts, 5). */
  readonly windowMs: number | null
  /** What a source id is made of; `link`: only who has one already can be reached (facts, 2.1). */
  readonly reach: 'email' | 'phone' | 'any' | 'link'
}

const DAY_MS = 24 * 60 * 60 * 1000
const API: Kind = { type: 'Channel::Api', provider: null, windowMs: null, reach: 'any' }

const KINDS: Readonly<Partial<Record<Channel, Kind>>> = {
  email: { type: 'Channel::Email', provider: null, windowMs: null, reach: 'email' },
  whatsapp: { type: 'Channel::Whatsapp', provider: 'whatsapp_cloud', windowMs: DAY_MS, reach: 'phone' },
  'telegram-bot': { type: 'Channel::Telegram', provider: null, windowMs: null, reach: 'link' },
  sms: { type: 'Channel::Sms', provider: 'default', windowMs: null, reach: 'phone' },
  'web-chat': { type: 'Channel::WebWidget', provider: null, windowMs: null, reach: 'link' },
}

/** There is no Viber and no VK here: what the vendor has no channel for stands behind an API inbox (facts, summary). */
export function kindOf(channel: Channel): Kind {
  return KINDS[channel] ?? API
}
