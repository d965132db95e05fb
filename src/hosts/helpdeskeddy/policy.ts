import type { ChannelPolicy, HostPolicy } from '../../domain/policy.ts'
import type { HelpdeskeddySettings } from './settings.ts'

const DAY_MS = 24 * 60 * 60 * 1000

/** The HelpDeskEddy column of the rules, section 9 (R-CONTACT-*, R-OPEN-3, R-RISK-1, R-WIN-1, R-MAIL-1). */
export function policyOf(
  settings: Pick<HelpdeskeddySettings, 'whatsapp' | 'unofficialWhatsAppConfirmed' | 'openSession'>,
): HostPolicy {
  // A messenger's person must have written once (KB426): only then there is a ticket to answer in.
  const messenger: ChannelPolicy = {
    start: 'wrote-before',
    openSession: settings.openSession,
    address: 'any',
    windowMs: null,
    subject: 'none',
    textLimit: null,
  }
  const phone: ChannelPolicy = { ...messenger, address: 'e164' }
  const business = settings.whatsapp === 'business'
  return {
    channels: {
      email: { ...messenger, start: 'anyone', openSession: 'allowed', address: 'email', subject: 'required' },
      whatsapp: {
        ...phone,
        start: business || settings.unofficialWhatsAppConfirmed ? 'wrote-before' : 'never',
        windowMs: business ? DAY_MS : null,
      },
      viber: phone,
      'viber-bot': messenger,
      telegram: messenger,
      'telegram-bot': messenger,
    },
    openScope: 'account',
    operatorMayStart: null,
    // Whoever has the right to the department may answer in its tickets.
    reply: 'operators-of-line',
    cannotTell: ['blocked', 'delivered'],
  }
}
