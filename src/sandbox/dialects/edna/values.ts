import type { Channel } from '../../../domain/words.ts'

/** The one tenant of this sandbox. Nothing here is a real secret. */
export const TENANT = {
  login: 'crm_integrator',
  password: 'sandbox-token-integrator',
  chatbotToken: 'sandbox-token-chatbot',
  apiKey: 'sandbox-token-pulse',
  hookSecret: 'sandbox-hook',
  tenantName: 'northwind',
} as const

/** Where the two products listen; on a real stand each has a host of its own. */
export const CHAT_CENTER = '/chat-center'
export const PULSE = '/pulse'

interface EdnaChannel {
  readonly channel: Channel
  /** The word in sends (facts, section 4). */
  readonly type: string
  /** The number in threads, whose meaning is the stand's own (facts, 2.6). */
  readonly number: number
}

/** The stand's channels. That VIBERPA is the bot is inferred (facts, section 4). */
export const CHANNELS: readonly EdnaChannel[] = [
  { channel: 'whatsapp', type: 'WHATSAPP', number: 2 },
  { channel: 'email', type: 'EMAIL', number: 3 },
  { channel: 'telegram-bot', type: 'TELEGRAM', number: 4 },
  { channel: 'viber-bot', type: 'VIBERPA', number: 5 },
]

export function channelOfType(type: string): EdnaChannel | null {
  return CHANNELS.find((one) => one.type === type) ?? null
}

/** The vendor's ids are whole numbers: `s-12` is thread 12, `c-1` is client 1, `op-2` is agent 2. */
export function numberOf(id: string): number {
  return Number(id.slice(id.lastIndexOf('-') + 1))
}

/** The way back. */
export function idOf(prefix: 'c' | 's' | 'op', number: number): string {
  return `${prefix}-${number}`
}

/** Names of additional client fields that hold messenger addresses (facts, 2.5: `additional`). */
export const ADDRESS_KEYS: Readonly<Partial<Record<Channel, string>>> = {
  'telegram-bot': 'telegram',
  'viber-bot': 'viber',
}
