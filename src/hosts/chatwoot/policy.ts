import type { AttachmentPolicy } from '../../domain/attachments.ts'
import type { ChannelPolicy, HostPolicy } from '../../domain/policy.ts'
import type { ChatwootSettings } from './settings.ts'

const DAY_MS = 24 * 60 * 60 * 1000
const MB = 1024 * 1024

/** The server's own limits (facts, 4.2); a setting of the installation may have changed the size. */
const FILES: AttachmentPolicy = {
  formats: null,
  maxBytes: 40 * MB,
  maxTotalBytes: null,
  maxCount: 15,
  alone: true,
}

const PICTURES = ['jpg', 'jpeg', 'png']
const FILMS = ['mp4', '3gp']
const PAPERS = ['pdf', 'txt', 'doc', 'docx', 'xls', 'xlsx', 'ppt', 'pptx']
/** Its provider takes these, and of several files the first alone. Sound loses the text beside it, so it is not offered. */
const WHATSAPP_FILES: AttachmentPolicy = {
  ...FILES,
  formats: [...PICTURES, ...FILMS, ...PAPERS],
  maxBytesOf: Object.fromEntries([
    ...PICTURES.map((ending) => [ending, 5 * MB]),
    ...FILMS.map((ending) => [ending, 16 * MB]),
  ]),
  maxCount: 1,
}

/** The Chatwoot column of the rules, section 9 (R-CONTACT-4 and 5 as practice, R-OPEN-1 to 3, R-WIN-1, R-MAIL-1). */
export function policyOf({ openSession }: Pick<ChatwootSettings, 'openSession'>): HostPolicy {
  const messenger: ChannelPolicy = {
    start: 'anyone',
    openSession,
    address: 'any',
    windowMs: null,
    subject: 'none',
    textLimit: null,
    attachments: FILES,
  }
  const wroteBefore: ChannelPolicy = { ...messenger, start: 'wrote-before' }
  return {
    channels: {
      email: {
        ...messenger,
        openSession: 'allowed',
        address: 'email',
        subject: 'optional',
        blindCopy: true,
      },
      whatsapp: {
        ...messenger,
        address: 'e164',
        windowMs: DAY_MS,
        closedWindow: 'template-only',
        // A text that is no template of the inbox never arrives, so none is typed.
        templates: { typed: false },
        attachments: WHATSAPP_FILES,
      },
      sms: { ...messenger, address: 'e164', attachments: { ...FILES, maxBytes: 5 * MB } },
      'telegram-bot': wroteBefore,
      // Only a website session without a conversation is offered by the host.
      'web-chat': wroteBefore,
      // What stands behind API inboxes: the host always lets one start there, the messengers do not.
      viber: { ...messenger, address: 'e164' },
      'viber-bot': wroteBefore,
      telegram: wroteBefore,
      vk: wroteBefore,
      max: wroteBefore,
      'mobile-app': wroteBefore,
      custom: messenger,
    },
    openScope: 'account',
    operatorMayStart: null,
    // Every member of an inbox may answer in its conversations.
    reply: 'operators-of-line',
    closes: 'operators-of-line',
    cannotTell: ['blocked'],
    after: ['assign-to-me', 'close', 'hand-over'],
    // Messenger names are kept where the search does not look.
    findBy: ['name', 'phone', 'email', 'id'],
    newContact: { by: ['phone', 'email'], made: 'created', email: 'plain', leastPhoneDigits: null },
  }
}
