import type { Account, Line, Message, Session, Store } from '../types.ts'
import { addPerson } from './build.ts'
import { newIdsFor } from './ids.ts'
import { TOPICS } from './long-topics.ts'
import { seedAttachment } from './seed-files.ts'

/** How much one customer has said and been told. */
export interface HistorySize {
  readonly messages: number
  readonly sessions: number
}

/** Whose history it is; nobody of the other seeds has this id. */
export const HISTORY_CONTACT = 'c-900'

const OPERATORS = ['op-1', 'op-2'] as const
const NINE_YEARS_MS = 9 * 365 * 24 * 3_600_000
const HOUR_MS = 3_600_000
/** How many times longer a session lasts than it is until the next begins: some of several lines lie side by side. */
const OVERLAP = 3
const EVERY_PICTURE = 40
const EVERY_FAILURE = 250

/**
 * A customer of nine years with as many sessions and messages as asked for, spread over the lines that the vendor has for them, to see
 * how a card bears it. The same every time but for its end, which is an hour before `now`. Only the last session is open.
 */
export function addLongHistory(store: Store, now: Date, { messages, sessions }: HistorySize): void {
  const ways = waysOf(store)
  const stepMs = NINE_YEARS_MS / sessions
  for (let nth = 0; nth < sessions; nth += 1) {
    const way = ways[nth % ways.length]
    if (!way) return
    const isLast = nth === sessions - 1
    const untilMs = now.getTime() - HOUR_MS - (sessions - 1 - nth) * stepMs
    const fromMs = untilMs - (isLast ? 24 * HOUR_MS : stepMs * OVERLAP)
    const session = sessionOf(way, newIdsFor(store.sessions, 's'), fromMs, untilMs, isLast)
    session.operatorId = operatorOf(nth)
    store.sessions.push(session)
    // Exactly as many as asked for, however they divide.
    const size = shareOf(messages, sessions, nth + 1) - shareOf(messages, sessions, nth)
    for (let turn = 0; turn < size; turn += 1) {
      const part = size === 1 ? 1 : turn / (size - 1)
      addMessage(store, session, nth, turn, new Date(fromMs + (untilMs - fromMs) * part).toISOString())
    }
  }
  // Sessions lie side by side, and the store's lists are in the order of time.
  store.messages.sort(byTime)
  store.deliveries.sort(byTime)
}

interface Way {
  readonly account: Account
  readonly line: Line
}

/** Adds the customer. Answers the channels on which they and the vendor meet. */
function waysOf(store: Store): Way[] {
  addPerson(store, {
    id: HISTORY_CONTACT,
    name: 'Вера Морозова',
    company: 'Отели «Север»',
    phones: ['+79035550900'],
    emails: ['v.morozova@sever-hotels.example'],
    on: {
      whatsapp: '+79035550900',
      email: 'v.morozova@sever-hotels.example',
      'telegram-bot': 'vera_sever',
      'viber-bot': '+79035550900',
    },
  })
  return store.accounts.flatMap((account) => {
    if (account.contactId !== HISTORY_CONTACT) return []
    const line = store.lines.find(({ channels }) => channels.includes(account.channel))
    return line ? [{ account, line }] : []
  })
}

function sessionOf(
  { account, line }: Way,
  id: string,
  fromMs: number,
  untilMs: number,
  open: boolean,
): Session {
  const [openedAt, lastActivityAt] = [new Date(fromMs).toISOString(), new Date(untilMs).toISOString()]
  return {
    id,
    contactId: account.contactId,
    accountId: account.id,
    lineId: line.id,
    channel: account.channel,
    address: account.address,
    state: open ? 'active' : 'closed',
    spam: false,
    operatorId: null,
    groupId: line.operatorGroups[0] ?? null,
    subject: `${line.name}: Вера Морозова`,
    tags: [],
    asides: [],
    fields: {},
    openedBy: 'customer',
    openedAt,
    lastActivityAt,
    closedAt: open ? null : lastActivityAt,
  }
}

function addMessage(store: Store, session: Session, nth: number, turn: number, at: string): void {
  const inbound = turn % 2 === 0
  const topic = TOPICS[(nth * 3 + (turn >> 1)) % TOPICS.length] ?? TOPICS[0]
  const text = (topic?.[inbound ? 0 : 1] ?? '').replace('{n}', String(1000 + nth))
  const count = store.messages.length
  const isFailed = !inbound && count % EVERY_FAILURE === 1
  const status = inbound ? null : isFailed ? 'failed' : 'read'
  const message: Message = {
    id: newIdsFor(store.messages, 'm'),
    sessionId: session.id,
    direction: inbound ? 'inbound' : 'outbound',
    text,
    attachments: inbound && count % EVERY_PICTURE === 0 ? [seedAttachment('seed-1')] : [],
    template: null,
    parts: {},
    blindCopy: [],
    subject: !inbound && session.channel === 'email' ? session.subject : null,
    author: inbound ? { kind: 'customer', id: null } : { kind: 'operator', id: operatorOf(nth) },
    status,
    failure: isFailed ? { code: 'blocked', text: 'The recipient has blocked the sender.' } : null,
    history: status === null ? [] : [{ status, at }],
    runId: null,
    at,
  }
  store.messages.push(message)
  if (status === 'read') store.deliveries.push(deliveryOf(store, session, message))
}

function deliveryOf(
  store: Store,
  { channel, address }: Session,
  message: Message,
): Store['deliveries'][number] {
  const { id: messageId, sessionId, subject, text, at } = message
  const id = newIdsFor(store.deliveries, 'dl')
  const plain = { attachments: [], template: null, blindCopy: [] }
  return { id, messageId, channel, address, subject, text, ...plain, sessionId, at }
}

const operatorOf = (nth: number) => OPERATORS[nth % OPERATORS.length] ?? OPERATORS[0]
const shareOf = (all: number, among: number, first: number) => Math.floor((first * all) / among)
const byTime = (a: { readonly at: string }, b: { readonly at: string }) =>
  a.at < b.at ? -1 : Number(a.at > b.at)
