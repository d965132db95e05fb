import type { ChannelPolicy, HostPolicy } from '../../domain/policy.ts'
import type { ChatwootSettings } from './settings.ts'

const DAY_MS = 24 * 60 * 60 * 1000

/** The Chatwoot column of the rules, section 9 (R-CONTACT-4 and 5 as practice, R-OPEN-1 to 3, R-WIN-1, R-MAIL-1). */
export function policyOf({ openSession }: Pick<ChatwootSettings, 'openSession'>): HostPolicy {
  const messenger: ChannelPolicy = {
    start: 'anyone',
    openSession,
    address: 'any',
    windowMs: null,
    subject: 'none',
    textLimit: null,
  }
  const wroteBefore: ChannelPolicy = { ...messenger, start: 'wrote-before' }
  return {
    channels: {
      email: { ...messenger, openSession: 'allowed', address: 'email', subject: 'optional' },
      whatsapp: { ...messenger, address: 'e164', windowMs: DAY_MS },
      sms: { ...messenger, address: 'e164' },
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
    cannotTell: ['blocked'],
  }
}
