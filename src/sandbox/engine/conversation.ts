import type { Channel } from '../../domain/words.ts'
import { accountFor } from './contacts.ts'
import { deliver } from './deliver.ts'
import { EngineError } from './errors.ts'
import { keptExtras, noteOnSession, type Extras } from './extras.ts'
import { byId, openSession, sessionsOf } from './look-up.ts'
import type { Account, Attachment, Message, Session } from './types.ts'
import { newId, type World } from './world.ts'

/** A first or further message by the company, through a line. */
export interface Outbound extends Extras {
  readonly lineId: string
  readonly contactId: string
  readonly channel: Channel
  readonly address: string
  readonly text: string
  readonly subject: string | null
  /** Who appears as the author; `null` is the system. */
  readonly operatorId: string | null
  readonly runId: string | null
  /** Goes to the open session of that account on that line when there is one, or always opens another. */
  readonly whenOpen: 'append' | 'new-session'
}

export interface Sent {
  readonly session: Session
  readonly message: Message
}

/**
 * Stores a message and hands it to the network. That the network refuses is not an error: the message then stands in the
 * session as failed, with the reason, and no delivery is recorded. Throws when line, contact or channel do not fit.
 */
export function send(world: World, asked: Outbound): Sent {
  const line = byId(world.store.lines, asked.lineId, 'line')
  if (!line.channels.includes(asked.channel))
    throw new EngineError('refused', `The line "${line.name}" has no ${asked.channel} channel.`)
  const account = accountFor(world, asked.contactId, asked)
  const open = asked.whenOpen === 'append' ? openSession(world.store, account.id, line.id) : null
  const session =
    open ?? openNew(world, account, line.id, asked.operatorId === null ? 'system' : 'operator', asked.subject)
  return { session, message: write(world, session, asked) }
}

interface Reply extends Extras {
  /** Some vendors let one write into a closed session, which stays closed. */
  readonly evenClosed?: boolean
  /** On email the letter's; absent: the session's. */
  readonly subject?: string | null
}

/** What the company says in a session that exists already. Throws when it is closed. */
export function sendInto(
  world: World,
  sessionId: string,
  operatorId: string | null,
  text: string,
  { evenClosed = false, subject = null, ...extras }: Reply = {},
): Sent {
  const session = byId(world.store.sessions, sessionId, 'session')
  if (session.state === 'closed' && !evenClosed) throw new EngineError('refused', 'The session is closed.')
  return { session, message: write(world, session, { text, operatorId, subject, runId: null, ...extras }) }
}

/** The company changes the words of a message; what has arrived at the customer before stays as it was. */
export function rewrite(world: World, messageId: string, text: string): Message {
  const message = byId(world.store.messages, messageId, 'message')
  const session = byId(world.store.sessions, message.sessionId, 'session')
  message.text = text
  message.parts = { ...message.parts, editedAt: world.now() }
  world.emit({ kind: 'status', session, message })
  return message
}

/** What the customer says: adds to the open session, resumes the last one, or opens the first. */
export function receive(
  world: World,
  account: Account,
  text: string,
  attachments: readonly Attachment[] = [],
  newSubject?: string,
): Sent {
  const known =
    newSubject === undefined ? (openSession(world.store, account.id) ?? resumed(world, account)) : null
  const session = known ?? openNew(world, account, lineOf(world, account), 'customer', newSubject ?? null)
  const message = store(world, session, {
    direction: 'inbound',
    text,
    ...keptExtras(text, { attachments }),
    subject: null,
    author: { kind: 'customer', id: null },
    status: null,
    runId: null,
  })
  return { session, message }
}

/** A new session of the account on a line, waiting in the queue. */
export function openNew(
  world: World,
  account: Account,
  lineId: string,
  openedBy: Session['openedBy'],
  subject: string | null,
): Session {
  const line = byId(world.store.lines, lineId, 'line')
  const contact = byId(world.store.contacts, account.contactId, 'contact')
  const now = world.now()
  const session: Session = {
    id: newId('s'),
    contactId: account.contactId,
    accountId: account.id,
    lineId,
    channel: account.channel,
    address: account.address,
    state: 'queued',
    spam: false,
    operatorId: null,
    groupId: line.operatorGroups[0] ?? null,
    // The host fills an empty subject with the session's generated name (R-MAIL-1).
    subject: (subject ?? '').trim() || `${line.name}: ${contact.name}`,
    tags: [],
    asides: [],
    fields: {},
    openedBy,
    openedAt: now,
    lastActivityAt: now,
    closedAt: null,
  }
  world.store.sessions.push(session)
  world.emit({ kind: 'session-opened', session, resumed: false })
  return session
}

/** A client who writes back resumes the previous session; one marked as spam stays buried. */
function resumed(world: World, account: Account): Session | null {
  const last = sessionsOf(world.store, account.id)
    .filter((session) => !session.spam)
    .toSorted((a, b) => b.lastActivityAt.localeCompare(a.lastActivityAt))[0]
  if (!last) return null
  last.state = 'queued'
  last.operatorId = null
  last.closedAt = null
  world.emit({ kind: 'session-opened', session: last, resumed: true })
  return last
}

function lineOf(world: World, account: Account): string {
  const line = world.store.lines.find(({ channels }) => channels.includes(account.channel))
  if (!line) throw new EngineError('refused', `No line has a ${account.channel} channel.`)
  return line.id
}

type Words = Pick<Outbound, 'text' | 'operatorId' | 'subject' | 'runId'> & Extras

function write(world: World, session: Session, words: Words): Message {
  const { text, subject, operatorId, runId } = words
  noteOnSession(session, words)
  const message = store(world, session, {
    direction: 'outbound',
    text,
    ...keptExtras(text, words),
    subject: session.channel === 'email' ? subject || session.subject : null,
    author: operatorId === null ? { kind: 'system', id: null } : { kind: 'operator', id: operatorId },
    status: 'accepted',
    runId,
  })
  deliver(world, session, message, words)
  return message
}

type Parts = Omit<Message, 'id' | 'sessionId' | 'parts' | 'failure' | 'history' | 'at'>

function store(world: World, session: Session, parts: Parts): Message {
  const at = world.now()
  const history = parts.status === null ? [] : [{ status: parts.status, at }]
  const own = { id: newId('m'), sessionId: session.id, parts: {} }
  const message: Message = { ...own, ...parts, failure: null, history, at }
  world.store.messages.push(message)
  session.lastActivityAt = at
  world.emit({ kind: 'message', session, message })
  return message
}
