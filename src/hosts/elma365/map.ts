import type { Channel, Session, SessionState } from '../../domain/words.ts'
import { CHANNELS } from '../../domain/words.ts'
import { HostError } from '../errors.ts'
import { typeByEnding } from '../file-types.ts'
import type { HostMessage } from '../port.ts'
import { CHANNEL_TYPES, type Elma365Settings } from './settings.ts'
import type { WireMessage, WireSession } from './wire.ts'

/** Sessions states by their documented names, without case and punctuation: how they are spelled at run time is not said. */
const STATE: Readonly<Record<string, SessionState>> = {
  waiting: 'queued',
  assignedtobot: 'active',
  assignedtooperator: 'active',
  closed: 'closed',
  markedasspam: 'closed',
}

/** @throws HostError `unexpected-answer` for a state that we do not know: it must never pass for closed. */
export function stateOf(word: string): SessionState {
  const state = STATE[word.toLowerCase().replaceAll(/[^a-z]/g, '')]
  if (state) return state
  throw new HostError(`The host answered in a form that we do not know. In short: "state" is "${word}".`, {
    kind: 'unknown',
    code: 'unexpected-answer',
    happened: 'no',
  })
}

/** Both ways between our channels and the host's types, with the tenant's own names first. */
export function channelTable(settings: Pick<Elma365Settings, 'channelTypes'>) {
  const types = { ...CHANNEL_TYPES, ...settings.channelTypes }
  const channels = new Map<string, Channel>()
  for (const channel of CHANNELS) {
    const type = types[channel]
    if (type !== undefined) channels.set(type.toLowerCase(), channel)
  }
  return {
    /** The host's name of the channel; `null` when it has none. */
    typeOf: (channel: Channel): string | null => types[channel] ?? null,
    /** Ours; kinds that we have no word for (Instagram, internal chats) count as custom. */
    channelOf: (type: string | null): Channel => channels.get((type ?? '').toLowerCase()) ?? 'custom',
  }
}
export type ChannelTable = ReturnType<typeof channelTable>

/** A session in our words. The contact is the linked item of the app that holds the contacts. */
export function sessionOf(
  wire: WireSession,
  table: ChannelTable,
  contacts: Elma365Settings['contacts'],
): Session {
  const channel = table.channelOf(wire.channelType)
  const contact = wire.apps.find((app) => app.namespace === contacts.namespace && app.code === contacts.code)
  const state = stateOf(wire.state)
  return {
    id: wire.id,
    contactId: contact?.id ?? null,
    lineId: wire.line ?? '',
    channel,
    address: addressOf(channel, wire.chatId ?? wire.chatName ?? ''),
    state,
    operatorId: wire.operator,
    subject: wire.name?.trim() ? wire.name : null,
    openedAt: utc(wire.createdAt),
    lastActivityAt: utc(wire.lastActivityAt),
    // A resumed session may still bear the time of its earlier close.
    closedAt: state === 'closed' && wire.closedAt ? utc(wire.closedAt) : null,
  }
}

/** WhatsApp numbers go without a plus in messengers' own ids; ours have it (R-ADDR-2). */
function addressOf(channel: Channel, chatId: string): string {
  return channel === 'whatsapp' && /^\d{8,15}$/.test(chatId) ? `+${chatId}` : chatId
}

/**
 * The host never tells delivery: only that it has stored a message, and that it was read (R-ERR-3). What has neither words nor files
 * is something that only the host's own page draws: what may stand in its other members is not documented.
 */
export function messageOf(wire: WireMessage, sessionId: string, link: string | null): HostMessage {
  const silent = wire.body.trim() === '' && wire.files.length === 0 && wire.deletedAt === null
  return {
    id: wire.id,
    sessionId,
    direction: wire.fromClient ? 'inbound' : 'outbound',
    ...(silent && { kind: 'unknown', link }),
    text: wire.body,
    author: { kind: authorKind(wire), id: wire.fromClient ? null : wire.operator, name: null },
    status: wire.fromClient ? null : wire.isRead ? 'read' : 'accepted',
    failure: null,
    attachments: wire.files.map(({ name, url }) => ({
      name: name ?? 'file',
      type: typeByEnding(name ?? ''),
      size: null,
      url,
    })),
    ...(wire.deletedAt !== null && { deletedAt: utc(wire.deletedAt) }),
    at: utc(wire.createdAt),
  }
}

/** A file's link may lack the host's own address; what is no web address is no link. */
export function withWholeLinks(wire: WireMessage, host: string): WireMessage {
  if (wire.files.length === 0) return wire
  const whole = (link: string | null): string | null => {
    const url = link === null ? null : URL.parse(link, host)
    return url && (url.protocol === 'https:' || url.protocol === 'http:') ? url.href : null
  }
  return { ...wire, files: wire.files.map(({ name, url }) => ({ name, url: whole(url) })) }
}

function authorKind(wire: WireMessage): HostMessage['author']['kind'] {
  if (wire.fromClient) return 'customer'
  return wire.operator === null ? 'system' : 'operator'
}

/** The host's times may have an offset; ours are UTC. */
export function utc(at: string): string {
  return new Date(at).toISOString()
}
