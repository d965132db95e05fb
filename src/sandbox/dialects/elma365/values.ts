import type { Channel } from '../../../domain/words.ts'

/** What stands in the sandbox's tenant: the names that the facts leave to the administrator. */
export const TENANT = {
  token: 'sandbox-token',
  hookSecret: 'sandbox-hook',
  moduleId: '5b1c7a52-3f0e-4c55-9a41-7d1f6c0e2a11',
  /** Who owns the token; the "initiator" of every process started with it. */
  tokenOwnerId: 'op-3',
  /** The folder in which files wait for their message. */
  fileDirectory: 'dir-outgoing',
  contacts: { namespace: '_clients', code: '_contacts' },
  deals: { namespace: 'sales', code: 'deals' },
  orders: { namespace: 'sales', code: 'orders' },
  /** The app Templates of the section "Response templates"; its codes are this tenant's. */
  replies: { namespace: 'response_templates', code: 'templates' },
} as const

/** A module's processes live in its own namespace (facts, 6.1). */
export const MODULE_NAMESPACE = `ext_${TENANT.moduleId}`

/** The process that sends from a line: one node, one line (facts, 2.1). */
export function processCode(lineId: string): string {
  return `send_${lineId.replaceAll('-', '_')}`
}

/** Documented: telegramBot, inbox, viberbot, livechat (facts, 1.3). The others are this tenant's. */
const CHANNEL_TYPE: Readonly<Partial<Record<Channel, string>>> = {
  'telegram-bot': 'telegramBot',
  email: 'inbox',
  'viber-bot': 'viberbot',
  'web-chat': 'livechat',
  whatsapp: 'whatsapp',
  telegram: 'telegram',
  vk: 'vk',
  custom: 'custom',
}

/** The host's name of a channel; what it has no name for is a custom messenger. */
export function typeOf(channel: Channel): string {
  return CHANNEL_TYPE[channel] ?? 'custom'
}

/** `null` for a type the host does not know. */
export function channelOf(type: string): Channel | null {
  const found = Object.entries(CHANNEL_TYPE).find(([, name]) => name === type)
  return found ? (found[0] as Channel) : null
}
