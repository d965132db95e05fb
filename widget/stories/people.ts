import type { WireDraft } from '../../src/wire/draft.ts'
import type { WireCard, WireMessage, WireSession } from '../../src/wire/schemas.ts'
import { reason, WAYS } from './ways.ts'

/** Made-up customers and conversations for stories and tests. Times are counted back from now, so that "today" is today. */
export const minutesAgo = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString()
export const HOUR = 60
export const DAY = 24 * HOUR

/** An operation that has not come anywhere yet. */
export const NOWHERE = { lineId: null, channel: null, address: null, attachments: [], after: null }

/** A draft in which nothing is written. */
export const EMPTY_DRAFT: WireDraft = {
  operationId: 'kept-operation',
  version: 1,
  lineId: null,
  channel: null,
  address: null,
  contactId: null,
  subject: '',
  text: '',
  template: null,
  typed: null,
  attachments: [],
  blindCopy: '',
  tags: [],
  fields: {},
  after: null,
}

export const OLGA = { id: 'op-1', name: 'Olga Smirnova' }
export const IRINA = { id: 'op-2', name: 'Irina Belova' }
export const PAVEL = { id: 'c-1', name: 'Pavel Serov' }

export const LINES: WireCard['lines'] = [
  { id: 'line-1', name: 'Support', channels: ['whatsapp'] },
  { id: 'line-2', name: 'Orders', channels: ['email'] },
  { id: 'line-3', name: 'News', channels: ['telegram-bot'] },
  { id: 'line-4', name: 'Viber', channels: ['viber-bot'] },
]

export function session(part: Partial<WireSession> & { id: string }): WireSession {
  return {
    contactId: PAVEL.id,
    lineId: 'line-1',
    lineName: 'Support',
    channel: 'whatsapp',
    address: '+79123456789',
    state: 'active',
    operatorId: OLGA.id,
    operatorName: OLGA.name,
    subject: null,
    openedAt: minutesAgo(DAY),
    lastActivityAt: minutesAgo(2),
    closedAt: null,
    preview: null,
    replyReasons: [],
    untilAt: null,
    takes: [],
    deeds: [],
    link: null,
    ...part,
  }
}

export function closed(part: Partial<WireSession> & { id: string }): WireSession {
  const replyReasons = [reason('session-closed', { kind: 'choose-another' })]
  return session({ state: 'closed', closedAt: part.lastActivityAt ?? minutesAgo(DAY), replyReasons, ...part })
}

let count = 0
function message(part: Partial<WireMessage>): WireMessage {
  count += 1
  return {
    id: `m-${count}`,
    sessionId: 's-1',
    direction: 'inbound',
    kind: 'text',
    text: '',
    author: { kind: 'customer', id: null, name: null },
    mark: null,
    status: null,
    failure: null,
    attachments: [],
    at: minutesAgo(5),
    operationId: null,
    ...part,
  }
}

/** What the customer wrote. */
export const from = (minutes: number, text: string, part: Partial<WireMessage> = {}): WireMessage =>
  message({ at: minutesAgo(minutes), text, ...part })

/** What an operator wrote; Olga unless said otherwise. */
export const to = (minutes: number, text: string, part: Partial<WireMessage> = {}): WireMessage =>
  message({
    at: minutesAgo(minutes),
    text,
    direction: 'outbound',
    author: { kind: 'operator', ...OLGA },
    status: 'read',
    ...part,
  })

export function card(part: Partial<WireCard> = {}): WireCard {
  return {
    operator: { ...OLGA, status: 'active' },
    record: { type: 'contact', id: PAVEL.id },
    contact: PAVEL,
    lines: LINES,
    ways: WAYS,
    sessions: { items: [], next: null },
    open: null,
    draft: null,
    lastWritten: null,
    operations: [],
    can: {
      searchContacts: true,
      findBy: ['name', 'phone', 'email', 'username'],
      newBy: ['phone', 'email'],
      reply: true,
      knowsDelivered: false,
    },
    cannotTell: ['blocked', 'delivered'],
    newSessionLink: null,
    cursor: '1',
    ...part,
  }
}

/** A card that shows these sessions, and these messages of the first of them. */
export function cardWith(
  sessions: WireSession[],
  messages: WireMessage[],
  part: Partial<WireCard> = {},
  next: string | null = null,
): WireCard {
  const [first] = sessions
  const items = messages.map((one) => ({ ...one, sessionId: first?.id ?? 's-1' }))
  const open = first ? { sessionId: first.id, messages: { items, next } } : null
  return card({ sessions: { items: sessions, next: null }, open, ...part })
}
