import type { AttachmentPolicy } from '../../domain/attachments.ts'
import type { ChannelPolicy, HostPolicy } from '../../domain/policy.ts'
import type { HelpdeskeddySettings } from './settings.ts'

const DAY_MS = 24 * 60 * 60 * 1000

/** Neither formats nor limits are documented; a ticket and an answer need a text (V1). */
const FILES: AttachmentPolicy = {
  formats: null,
  maxBytes: null,
  maxTotalBytes: null,
  maxCount: null,
  alone: false,
}

/** The HelpDeskEddy column of the rules, section 9 (R-CONTACT-*, R-OPEN-3, R-WIN-1, R-WIN-2, R-MAIL-1, R-AFTER-4). */
export function policyOf(
  settings: Pick<HelpdeskeddySettings, 'whatsapp' | 'closedWindow' | 'openSession'>,
): HostPolicy {
  // A messenger's person must have written once (KB426): only then there is a ticket to answer in.
  const messenger: ChannelPolicy = {
    start: 'wrote-before',
    openSession: settings.openSession,
    address: 'any',
    windowMs: null,
    subject: 'none',
    textLimit: null,
    attachments: FILES,
  }
  const phone: ChannelPolicy = { ...messenger, address: 'e164' }
  const first = settings.closedWindow === 'default-template-first'
  const business: ChannelPolicy = {
    ...phone,
    windowMs: DAY_MS,
    closedWindow: first ? 'default-template-first' : 'template-only',
  }
  return {
    channels: {
      email: {
        ...messenger,
        start: 'anyone',
        openSession: 'allowed',
        address: 'email',
        subject: 'required',
        blindCopy: true,
      },
      whatsapp: settings.whatsapp === 'business' ? business : phone,
      viber: phone,
      'viber-bot': messenger,
      telegram: messenger,
      'telegram-bot': messenger,
    },
    openScope: 'account',
    operatorMayStart: null,
    // Whoever has the right to the department may answer in its tickets.
    reply: 'operators-of-line',
    // A post that was deleted is not listed any more, and nothing stands in its place.
    cannotTell: ['blocked', 'delivered', 'removed'],
    // Assignee and priority are fields of the ticket itself, so nothing is left to do afterwards.
    after: [],
    findBy: ['name', 'phone', 'email', 'id'],
    // The host makes users by email only (KB17).
    newContact: { by: ['email'], made: 'created', email: 'plain', leastPhoneDigits: null },
  }
}
