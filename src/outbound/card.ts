import { worksOn } from '../domain/reach.ts'
import type { Operator } from '../domain/words.ts'
import type { WireCard } from '../wire/schemas.ts'
import { messagePage, sessionPage } from './conversation.ts'
import { knownOperator, linesOf } from './directory.ts'
import { readDraft } from './drafts.ts'
import { openSessionsOf } from './facts.ts'
import { lastWritten } from './last-written.ts'
import { madeByMessage, newContactKeysFor } from './new-contacts.ts'
import { contactOf } from './refresh.ts'
import { wireOperation } from './to-wire.ts'
import type { Asker, Outbound } from './types.ts'
import { ways } from './ways.ts'

const DAY_MS = 24 * 3600_000

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
  const newBy = newContactKeysFor(o, lines, operator.id)
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
      reply: true,
      knowsDelivered: !o.host.policy.cannotTell.includes('delivered'),
    },
    cannotTell: [...o.host.policy.cannotTell],
    newSessionLink: o.host.links?.newSession() ?? null,
    cursor,
  }
}

type ContactPart = Pick<WireCard, 'contact' | 'ways' | 'sessions' | 'open' | 'lastWritten' | 'operations'>

const NOBODY: ContactPart = {
  contact: null,
  ways: [],
  sessions: { items: [], next: null },
  open: null,
  lastWritten: null,
  operations: [],
}

async function contactPart(
  o: Outbound,
  asker: Asker,
  operator: Operator,
  contactId: string,
): Promise<ContactPart> {
  const reading = sessionPage(o, operator, contactId, null)
  const [contact, accounts, sessions, openSessions, open, troubled] = await Promise.all([
    o.host.contacts.get(contactId),
    o.host.contacts.accounts(contactId),
    reading,
    // A second question only where the first page is not all.
    reading.then(({ items, next }) =>
      next === null ? items.filter(({ state }) => state !== 'closed') : openSessionsOf(o, contactId),
    ),
    reading.then(({ items: [newest] }) => (newest ? newestMessages(o, newest) : null)),
    o.journal.operations.troubled(contactId, new Date(o.now().getTime() - DAY_MS)),
  ])
  if (!contact) return NOBODY
  const read = open && { sessionId: open.sessionId, items: open.messages.items }
  const [found, written] = await Promise.all([
    ways(o, operator, accounts, openSessions),
    lastWritten(o, contactId, sessions.items, read),
  ])
  return {
    contact: { id: contact.id, name: contact.name },
    ways: found,
    sessions,
    open,
    lastWritten: written,
    operations: troubled
      // What was to follow is repeated by whoever sent it (R-AFTER-5).
      .filter(({ state, intent }) => state !== 'sent' || intent.operatorId === asker.operatorId)
      .map((operation) => wireOperation(operation, asker.locale)),
  }
}

async function newestMessages(
  o: Outbound,
  newest: Parameters<typeof messagePage>[1],
): Promise<ContactPart['open']> {
  return { sessionId: newest.id, messages: await messagePage(o, newest, null) }
}
