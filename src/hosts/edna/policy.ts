import type { ChannelPolicy, HostPolicy } from '../../domain/policy.ts'

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

/**
 * The edna column of the rules, section 9 (R-CONTACT-1, 2, 7, R-OPEN-1 to 3, R-WIN-1, 3, R-OPER-1, R-TEXT-1). A letter's subject
 * is a field of the host's form, and of no API.
 */
export const POLICY: HostPolicy = {
  channels: {
    email: { ...MESSENGER, start: 'anyone', openSession: 'allowed', address: 'email' },
    whatsapp: { ...MESSENGER, start: 'anyone', address: 'e164', windowMs: DAY_MS },
    // Viber Business Messages; the bot is a messenger like others.
    viber: { ...MESSENGER, start: 'anyone', address: 'e164' },
    'viber-bot': MESSENGER,
    telegram: MESSENGER,
    'telegram-bot': MESSENGER,
    vk: { ...MESSENGER, windowMs: DAY_MS },
    max: MESSENGER,
    // Reached by external id, which is our contact's own (R-CONTACT-2).
    'web-chat': { ...MESSENGER, start: 'anyone' },
    'mobile-app': { ...MESSENGER, start: 'anyone' },
    custom: MESSENGER,
  },
  openScope: 'contact',
  operatorMayStart: ['active', 'out', 'finishing'],
  reply: 'assignee',
  cannotTell: ['delivered'],
}
