import type { Channel } from '../../../domain/words.ts'
import { PARTNERS, SUPPORT, VIBER } from './directory/template-shape.ts'

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
/** Where the agents' workplace shows a thread. */
export const THREAD_PAGES = '/arm/thread'
export const PULSE = '/pulse'

interface EdnaChannel {
  readonly lineId: string
  readonly channel: Channel
  /** The word in sends (facts, section 4). */
  readonly type: string
  /** The number in threads, whose meaning is the stand's own (facts, 2.6). */
  readonly number: number
  /** Tells several numbers of one channel apart. */
  readonly appMarker: string | null
  /** The channel in Pulse; `null`: Pulse does not serve it. */
  readonly subjectId: number | null
}

const channel = (
  lineId: string,
  name: Channel,
  type: string,
  number: number,
  more: Partial<EdnaChannel> = {},
): EdnaChannel => ({ lineId, channel: name, type, number, appMarker: null, subjectId: null, ...more })

/** The stand's channels. That VIBERPA is the bot, and VIBER Business Messages, is inferred (facts, section 4). */
export const CHANNELS: readonly EdnaChannel[] = [
  channel('line-1', 'whatsapp', 'WHATSAPP', 2, { subjectId: SUPPORT }),
  channel('line-2', 'email', 'EMAIL', 3),
  channel('line-3', 'telegram-bot', 'TELEGRAM', 4),
  channel('line-4', 'viber-bot', 'VIBERPA', 5),
  channel('line-5', 'whatsapp', 'WHATSAPP', 6, { subjectId: PARTNERS, appMarker: 'partners' }),
  channel('line-6', 'viber', 'VIBER', 7, { subjectId: VIBER }),
  channel('line-7', 'web-chat', 'WEB', 8),
  channel('line-8', 'mobile-app', 'MOBILE', 9),
]

/** Without a marker, the first of its type. */
export function channelOfType(type: string, appMarker: string | null = null): EdnaChannel | null {
  return CHANNELS.find((one) => one.type === type && one.appMarker === appMarker) ?? null
}

export function channelOfLine(lineId: string): EdnaChannel | null {
  return CHANNELS.find((one) => one.lineId === lineId) ?? null
}

/** Channels whose addresses are phones. */
export function isPhone(name: Channel): boolean {
  return name === 'whatsapp' || name === 'viber'
}

/** Channels in which a client is known by the external id (facts, section 4). */
export function isByExternalId(name: Channel): boolean {
  return name === 'web-chat' || name === 'mobile-app'
}

/** The vendor's ids are whole numbers: `s-12` is thread 12, `op-2` is agent 2. */
export function numberOf(id: string): number {
  return Number(id.slice(id.lastIndexOf('-') + 1))
}

/** The way back. */
export function idOf(prefix: 's' | 'op', number: number): string {
  return `${prefix}-${number}`
}

/** Names of additional client fields that hold messenger addresses (facts, 2.5: `additional`). */
export const ADDRESS_KEYS: Readonly<Partial<Record<Channel, string>>> = {
  'telegram-bot': 'telegram',
  'viber-bot': 'viber',
}

/** The additional client field in which the CRM keeps the number of the last order. */
export const LAST_ORDER = 'last_order'
