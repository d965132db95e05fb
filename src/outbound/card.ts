import { worksOn } from '../domain/reach.ts'
import type { Operator } from '../domain/words.ts'
import type { WireCard } from '../wire/schemas.ts'
import { knownOperator, linesOf } from './directory.ts'
import { readDraft } from './drafts.ts'
import { openSessionsOf } from './facts.ts'
import { optional } from './kept.ts'
import { lastWritten } from './last-written.ts'
import { madeByMessage, newContactKeysFor } from './new-contacts.ts'
import { readerReason } from './readers.ts'
import { contactOf } from './refresh.ts'
import { readerOf, type Reader } from './timeline/reader.ts'
import { historiesFor } from './timeline/show.ts'
import { sourceOf, type NotedSource } from './timeline/source.ts'
import { timelinePage } from './timeline/timeline.ts'
import { wireMessages, wireReason, wireSessions } from './to-wire.ts'
import type { Asker, Outbound } from './types.ts'
import { troublesOf } from './troubles-of-contact.ts'
import { ways } from './ways.ts'

/** Pages of the host for the first page of the history; the rest is read when somebody scrolls. */
const MOST_ASKED = 10

/** All that a card needs when it opens, in one answer. @throws UnknownOperator, HostError. */
export async function openCard(o: Outbound, asker: Asker): Promise<WireCard> {
  // Before anything is read: what happens meanwhile comes again on the stream, and is not lost.
  const [cursor, operator, contactId, lines, draft] = await Promise.all([
    o.journal.events.cursor(),
    knownOperator(o, asker.operatorId),
    contactOf(o, asker),
    linesOf(o),
    readDraft(o, asker),
  ])
  const reads = await readerReason(o, operator.id)
  const newBy = reads ? [] : newContactKeysFor(o, lines, operator.id)
  const about = contactId === null ? NOBODY : await contactPart(o, asker, operator, contactId)
  return {
    operator: { id: operator.id, name: operator.name, status: operator.status },
    record: asker.record && { ...asker.record },
    ...about,
    lines: lines
      .filter((line) => worksOn(line, operator.id))
      .map(({ id, name, channels }) => ({ id, name, channels: [...channels] })),
    draft,
    can: {
      searchContacts: o.host.contacts.search !== undefined,
      findBy: [...(o.host.policy.findBy ?? [])],
      newBy,
      nameless: madeByMessage(o.host.policy),
      reply: reads === null,
      start: reads === null,
      history: [...historiesFor(o, asker.record)],
      knowsDelivered: !o.host.policy.cannotTell.includes('delivered'),
    },
    readOnly: reads && wireReason(reads),
    cannotTell: [...o.host.policy.cannotTell],
    newSessionLink: o.host.links?.newSession() ?? null,
    cursor,
  }
}

type ContactPart = Pick<
  WireCard,
  'contact' | 'ways' | 'sessions' | 'open' | 'timeline' | 'lastWritten' | 'operations'
>

const NOBODY: ContactPart = {
  contact: null,
  ways: [],
  sessions: { items: [], next: null },
  open: null,
  timeline: null,
  lastWritten: null,
  operations: [],
}

async function contactPart(
  o: Outbound,
  asker: Asker,
  operator: Operator,
  contactId: string,
): Promise<ContactPart> {
  const source = sourceOf(o, contactId)
  const reader = readerOf(source)
  const reading = reader.sessions(null)
  const [contact, accounts, sessions, openSessions, open, timeline, troubled] = await Promise.all([
    o.host.contacts.get(contactId),
    o.host.contacts.accounts(contactId),
    reading.then(async ({ items, next }) => ({ items: await wireSessions(o, operator, items), next })),
    // A second question only where the first page is not all.
    reading.then(({ items, next }) =>
      next === null ? items.filter(({ state }) => state !== 'closed') : openSessionsOf(o, contactId),
    ),
    reading.then(({ items: [newest] }) => (newest ? newestMessages(o, reader, source, newest.id) : null)),
    optional(o, 'the history', null, firstHistory(o, asker, operator, contactId, { source, reader })),
    troublesOf(o, asker, contactId),
  ])
  if (!contact) return NOBODY
  const read = open && { sessionId: open.sessionId, items: open.messages.items }
  const [found, written] = await Promise.all([
    ways(o, operator, accounts, openSessions),
    lastWritten(o, contactId, sessions.items, read, (id) => reader.messages(id, null)),
  ])
  return {
    contact: { id: contact.id, name: contact.name },
    ways: found,
    sessions,
    open,
    timeline,
    lastWritten: written,
    operations: troubled,
  }
}

async function newestMessages(
  o: Outbound,
  reader: Reader,
  { known }: NotedSource,
  sessionId: string,
): Promise<ContactPart['open']> {
  const { items, next } = await reader.messages(sessionId, null)
  return { sessionId, messages: { items: await wireMessages(o, items, known), next } }
}

/** The first page of the history that is shown first; what else the card reads of the same is read once. */
async function firstHistory(
  o: Outbound,
  { record }: Asker,
  operator: Operator,
  contactId: string,
  ofContact: { readonly source: NotedSource; readonly reader: Reader },
): Promise<ContactPart['timeline']> {
  const [first] = historiesFor(o, record)
  const ask = { cursor: null, at: null, filter: {}, mostAsked: MOST_ASKED }
  if (first === 'account') return timelinePage(o, operator, ofContact.source, ofContact.reader, ask)
  const source = sourceOf(o, contactId, record)
  return timelinePage(o, operator, source, readerOf(source), ask)
}
