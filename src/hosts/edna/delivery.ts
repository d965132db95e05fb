import type { MessageStatus } from '../../domain/words.ts'
import type { HostMessage } from '../port.ts'

/** Pulse's statuses (facts, 3.7). Case differs between pages. */
const STATUS: Readonly<Record<string, MessageStatus>> = {
  enqueued: 'accepted',
  delayed: 'accepted',
  sent: 'sent',
  delivered: 'delivered',
  read: 'read',
  undelivered: 'failed',
  failed: 'failed',
  cancelled: 'failed',
  expired: 'failed',
}

/** How far Pulse says that a message came; `null` for a status that we have no word for. */
export function statusOf(told: string | null | undefined): MessageStatus | null {
  const name = (told ?? '').trim().toLowerCase()
  return Object.hasOwn(STATUS, name) ? (STATUS[name] ?? null) : null
}

/** Pulse's reasons (facts, 3.7) by what they mean to people (R-ERR-2). Our own wrong requests are an administrator's affair too. */
const REASON: Readonly<Record<string, string>> = {
  'not-whatsapp-user': 'not-a-user',
  'not-viber-user': 'not-a-user',
  'user-blocked': 'blocked',
  'not-template-match': 'not-approved-template',
  'error-address-format': 'address-unreachable',
  'error-address-not-specified': 'address-unreachable',
  'error-insufficient-balance': 'channel-setup',
  'error-subject-unknown': 'channel-setup',
  'error-subject-format': 'channel-setup',
  'error-unauthorized': 'channel-setup',
  'error-not-found': 'channel-setup',
  'error-id-not-unique': 'channel-setup',
  'error-attachment-url-not-specified': 'channel-setup',
  'error-im-type-not-specified': 'channel-setup',
  'error-start-time-format': 'channel-setup',
  'error-priority-format': 'channel-setup',
  'error-validity-period-seconds-format': 'channel-setup',
  'error-syntax': 'channel-setup',
  'error-system': 'channel-broken',
  'error-system-blocked': 'channel-broken',
}
/** Of the reasons about content one is about templates, the others about our request. */
const NO_TEMPLATE = 'error-content-do-not-match-hsm-template'
const OF_CONTENT = /^error-content-/
/** The same words to the same person within twenty minutes are cancelled, before they leave (facts, 3.2). */
export const CANCELLED = 'cancelled'

/** Why it did not reach the customer, with the host's own words beside: its reason, or else its status. */
export function failureOf(
  status: string,
  error: string | null | undefined,
): NonNullable<HostMessage['failure']> {
  const text = (error ?? '').trim() || status.trim().toLowerCase()
  const reason = text.toLowerCase()
  return { code: codeOf(reason), text }
}

function codeOf(reason: string): string {
  if (reason === NO_TEMPLATE) return 'not-approved-template'
  if (OF_CONTENT.test(reason)) return 'channel-setup'
  if (reason === CANCELLED) return 'not-sent'
  return Object.hasOwn(REASON, reason) ? (REASON[reason] ?? 'unknown') : 'unknown'
}
