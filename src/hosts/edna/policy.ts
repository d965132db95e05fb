import type { AttachmentPolicy } from '../../domain/attachments.ts'
import type { ChannelPolicy, HostPolicy } from '../../domain/policy.ts'
import { CHANNELS, type Channel } from '../../domain/words.ts'
import type { EdnaSettings } from './settings.ts'

const DAY_MS = 24 * 60 * 60 * 1000

/** Telegram, VK, Apple and so on: only people who wrote before (R-CONTACT-7). */
const MESSENGER: ChannelPolicy = {
  start: 'wrote-before',
  openSession: 'refuses',
  address: 'any',
  windowMs: null,
  subject: 'none',
  textLimit: 2000,
}

/** An approved text may be typed where there is no catalogue (R-TPL-3). */
const TEMPLATES: Pick<ChannelPolicy, 'templates'> = { templates: { typed: true } }

const CHANNEL_POLICIES: Readonly<Partial<Record<Channel, ChannelPolicy>>> = {
  // Sent as finished: no session opens, and nothing is done afterwards (R-AFTER-2).
  email: { ...MESSENGER, start: 'anyone', openSession: 'allowed', address: 'email', finished: true },
  whatsapp: { ...MESSENGER, ...TEMPLATES, start: 'anyone', address: 'e164', windowMs: DAY_MS },
  // Viber Business Messages; the bot is a messenger like others.
  viber: { ...MESSENGER, ...TEMPLATES, start: 'anyone', address: 'e164' },
  'viber-bot': MESSENGER,
  telegram: MESSENGER,
  'telegram-bot': MESSENGER,
  // As WhatsApp, but Pulse has no catalogue of its templates (R-WIN-3).
  vk: { ...MESSENGER, ...TEMPLATES, windowMs: DAY_MS },
  max: MESSENGER,
  // Reached by external id, which is our contact's own (R-CONTACT-2).
  'web-chat': { ...MESSENGER, start: 'anyone', address: 'external-id' },
  'mobile-app': { ...MESSENGER, start: 'anyone', address: 'external-id' },
  custom: MESSENGER,
}

/**
 * The edna column of the rules, section 9 (R-CONTACT-1, 2, 7, R-OPEN-1 to 3, R-WIN-1, 3, R-OPER-1, R-TEXT-1, R-FILE-1, R-ADDR-3, 4,
 * R-AFTER-1, 2). A letter's subject is a field of the host's form, and of no API; nor can a thread be closed from outside.
 */
export function policyOf({ files }: Pick<EdnaSettings, 'files'>): HostPolicy {
  const channels = CHANNELS.flatMap((channel) => {
    const policy = CHANNEL_POLICIES[channel]
    return policy ? [[channel, { ...policy, attachments: filesOf(files[channel]) }] as const] : []
  })
  return {
    channels: Object.fromEntries(channels),
    openScope: 'contact',
    operatorMayStart: ['active', 'out', 'finishing'],
    reply: 'assignee',
    cannotTell: ['delivered'],
    after: ['assign-to-me', 'hand-over'],
    // There is no list of clients (facts, 2.5).
    findBy: ['whole-phone', 'id'],
    newContact: { by: ['phone', 'email', 'id'], made: 'first-message', email: 'plain', leastPhoneDigits: 7 },
  }
}

/** Text, text with files, or files alone (S17, S18). */
function filesOf(limits: EdnaSettings['files'][Channel]): AttachmentPolicy {
  const none = { formats: null, maxBytes: null, maxTotalBytes: null, maxCount: null }
  return { ...none, ...limits, alone: true }
}
