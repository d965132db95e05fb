import type { Channel, MessageStatus, OperatorStatus, Session, SessionState } from '../../domain/words.ts'
import type { HostMessage } from '../port.ts'
import { attachmentsOf } from './attachments.ts'
import { failureOf } from './failures.ts'
import type { Ids } from './ids.ts'
import { partsOf } from './parts.ts'
import type { ChatwootSettings } from './settings.ts'
import type { WireConversation, WireMessage } from './wire.ts'

/** The host's channel types that we have a word for (facts, 2.1, 2.2). */
const CHANNEL: Readonly<Record<string, Channel>> = {
  'Channel::Whatsapp': 'whatsapp',
  'Channel::Email': 'email',
  'Channel::Telegram': 'telegram-bot',
  'Channel::Sms': 'sms',
  'Channel::WebWidget': 'web-chat',
}
const TWILIO = 'Channel::TwilioSms'

interface Typed {
  readonly id: number
  readonly channel_type?: string | null | undefined
  readonly medium?: string | null | undefined
}

/** Our word for an inbox's channel. */
export function channelTable({ apiInboxes }: Pick<ChatwootSettings, 'apiInboxes'>) {
  const channelOf = ({ id, channel_type: type, medium }: Typed, sourceId = ''): Channel | null => {
    if (type === 'Channel::Api') return apiInboxes[String(id)] ?? 'custom'
    // A contact's link does not name the medium, but its address does (I).
    if (type === TWILIO) return medium === 'whatsapp' || sourceId.startsWith('whatsapp:') ? 'whatsapp' : 'sms'
    return CHANNEL[type ?? ''] ?? null
  }
  return {
    /** `null` for a kind that we have no word for (Messenger, Instagram, LINE, TikTok): nobody may start there. */
    channelOf,
    /** For what is only shown, such a kind counts as custom. */
    shownAs: (inbox: Typed, sourceId = ''): Channel => channelOf(inbox, sourceId) ?? 'custom',
  }
}
export type ChannelTable = ReturnType<typeof channelTable>

/** WhatsApp's source ids are bare digits, Twilio's have a prefix; ours are E.164 (R-ADDR-2). */
export function addressOf(channel: Channel, sourceId: string): string {
  const bare = sourceId.replace(/^whatsapp:/, '')
  return channel === 'whatsapp' && /^[1-9]\d{7,14}$/.test(bare) ? `+${bare}` : bare
}

const STATE: Record<WireConversation['status'], SessionState | null> = {
  resolved: 'closed',
  // A bot has it.
  pending: 'active',
  open: null,
  snoozed: null,
}

/** Open and sleeping conversations are queued until somebody has them. */
export function stateOf({ status, meta }: Pick<WireConversation, 'status' | 'meta'>): SessionState {
  return STATE[status] ?? (meta.assignee ? 'active' : 'queued')
}

/** A conversation in our words. The host tells no time of its end. */
export function sessionOf(
  wire: WireConversation,
  ids: Ids,
  place: { readonly channel: Channel; readonly address: string },
): Session {
  const contact = wire.meta.sender?.id
  const subject = wire.additional_attributes?.['mail_subject']
  return {
    id: ids.ours('conversation', wire.id),
    contactId: contact == null ? null : ids.ours('contact', contact),
    lineId: ids.ours('inbox', wire.inbox_id),
    channel: place.channel,
    address: place.address,
    state: stateOf(wire),
    operatorId: wire.meta.assignee ? ids.ours('agent', wire.meta.assignee.id) : null,
    subject: typeof subject === 'string' && subject.trim() !== '' ? subject : null,
    openedAt: utc(wire.created_at),
    lastActivityAt: utc(wire.last_activity_at ?? wire.created_at),
    closedAt: null,
  }
}

/** `sent` stands there before the provider has even been asked, so it tells no more than that it was stored (R-ERR-3). */
const STATUS: Readonly<Record<string, MessageStatus>> = {
  sent: 'accepted',
  delivered: 'delivered',
  read: 'read',
  failed: 'failed',
}

/** Private notes and lines about what happened are not said to the customer. */
export function isSaid({ message_type: type, private: isPrivate }: WireMessage): boolean {
  return type !== 2 && isPrivate !== true
}

/** A message in our words. `serviceUser`: the user made for us, who writes as the system; `link`: the conversation's page. */
export function messageOf(
  wire: WireMessage,
  sessionId: string,
  ids: Ids,
  serviceUser: number | null,
  link: string | null,
): HostMessage {
  const inbound = wire.message_type === 0
  const status = inbound ? null : (STATUS[wire.status ?? ''] ?? 'accepted')
  const parts = partsOf(wire, ids, link, changedAt(wire))
  return {
    id: ids.ours('message', wire.id),
    sessionId,
    direction: inbound ? 'inbound' : 'outbound',
    ...parts,
    // Words about what happened are the event's.
    // Of a deleted one the host keeps no words: it says so in its own language, and the card in the reader's.
    text: parts.event || parts.deletedAt ? '' : (wire.content ?? ''),
    author: inbound
      ? { kind: 'customer', id: null, name: wire.sender?.name ?? null }
      : authorOf(wire, ids, serviceUser),
    status,
    failure: status === 'failed' ? failureOf(wire) : null,
    attachments: attachmentsOf(wire),
    at: utc(wire.created_at),
  }
}

/** Seconds, or text, or not told. */
function changedAt({ updated_at: at, created_at: created }: WireMessage): string {
  if (typeof at === 'number') return utc(at)
  const told = Date.parse(at ?? '')
  return Number.isNaN(told) ? utc(created) : new Date(told).toISOString()
}

/** Bots, automations and the user made for us write as the system. */
function authorOf({ sender }: WireMessage, ids: Ids, serviceUser: number | null): HostMessage['author'] {
  const person = sender?.id != null && sender.type !== 'agent_bot' && sender.id !== serviceUser
  if (!person || sender.id == null) return { kind: 'system', id: null, name: null }
  return { kind: 'operator', id: ids.ours('agent', sender.id), name: sender.name ?? null }
}

export const AVAILABILITY: Readonly<Record<string, OperatorStatus>> = {
  online: 'active',
  busy: 'out',
  offline: 'offline',
}

/** The host's seconds as our text. */
export function utc(seconds: number): string {
  return new Date(seconds * 1000).toISOString()
}
