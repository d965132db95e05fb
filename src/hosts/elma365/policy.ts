import type { AttachmentPolicy } from '../../domain/attachments.ts'
import type { ChannelPolicy, HostPolicy } from '../../domain/policy.ts'
import type { Elma365Settings } from './settings.ts'

/** Text length and windows are not documented by the vendor: no limit of ours stands in for them. */
const MESSENGER: ChannelPolicy = {
  start: 'anyone',
  openSession: 'refuses',
  address: 'any',
  windowMs: null,
  subject: 'none',
  textLimit: null,
}

const CUSTOM = { allowed: 'anyone', refused: 'never', unknown: 'if-enabled' } as const

/** The ELMA365 column of the rules, section 9 (R-CONTACT-4 to 6, R-OPEN-1 to 3, R-ADDR-2, R-MAIL-1, R-OPER-1). */
export function policyOf(
  settings: Pick<Elma365Settings, 'service' | 'customMessenger' | 'files'> & {
    readonly contacts: Pick<Elma365Settings['contacts'], 'phoneField' | 'emailField'>
  },
): HostPolicy {
  const channels = channelsOf(settings)
  const { phoneField, emailField } = settings.contacts
  const phone = phoneField === null ? [] : (['phone'] as const)
  const email = emailField === null ? [] : (['email'] as const)
  return {
    channels: settings.files ? withFiles(channels, settings.files) : channels,
    openScope: 'account',
    // The status exists only with the paid Service solution.
    operatorMayStart: settings.service ? ['active', 'out', 'finishing'] : null,
    // Operators answer in sessions assigned to them; a supervisor may assign them to himself.
    reply: 'assignee',
    cannotTell: ['blocked', 'delivered'],
    // A session is its creator's (P0). An operator group of the line takes it without a comment (T2).
    after: ['assign-to-me', 'hand-over'],
    handOverComment: false,
    // The list's filter does not look into Account fields, where messenger names stand (A1).
    findBy: ['name', ...phone, ...email, 'id'],
    newContact: { by: [...phone, ...email], made: 'created', email: 'plain', leastPhoneDigits: null },
  }
}

/** The vendor names neither formats nor sizes: the messengers' own limits show afterwards (R-FILE-1). */
function withFiles(
  channels: HostPolicy['channels'],
  { maxBytes, maxCount }: NonNullable<Elma365Settings['files']>,
): HostPolicy['channels'] {
  const attachments: AttachmentPolicy = {
    formats: null,
    maxBytes,
    maxTotalBytes: null,
    maxCount,
    // Whether the node takes an empty text is not documented.
    alone: false,
  }
  return Object.fromEntries(
    Object.entries(channels).map(([channel, policy]) => [channel, { ...policy, attachments }]),
  )
}

function channelsOf(settings: Pick<Elma365Settings, 'customMessenger'>): HostPolicy['channels'] {
  return {
    email: { ...MESSENGER, openSession: 'allowed', address: 'email', subject: 'optional' },
    whatsapp: { ...MESSENGER, address: 'e164' },
    telegram: MESSENGER,
    'telegram-bot': { ...MESSENGER, start: 'wrote-before' },
    'viber-bot': { ...MESSENGER, start: 'never' },
    vk: { ...MESSENGER, start: 'never' },
    'web-chat': { ...MESSENGER, start: 'never' },
    custom: { ...MESSENGER, start: CUSTOM[settings.customMessenger] },
  }
}
