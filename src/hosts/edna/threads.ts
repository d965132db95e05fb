import type { Account, Session } from '../../domain/words.ts'
import type { Page, Sessions } from '../port.ts'
import { remembered } from '../remember.ts'
import { notOurs, unknownId, type Edna } from './api.ts'
import { accountsIn, clientIdOf, clientNamed, clientsBy, contactIdOf, profileOf } from './clients.ts'
import { sessionOf, stateOf, STATUSES, threadIdOf } from './map.ts'
import { hasInbound, messagesOf } from './messages.ts'
import { threadBy } from './thread-by.ts'
import { ThreadsAnswer, type WireThread } from './wire.ts'

const PAGE = 20
const THREADS_PAGE = 100
/** How many open threads are read; a stand with more of them at once has thousands of agents. */
const MOST_OPEN = 20_000
/** Of how many threads of a person the messages are looked through. */
const LOOKED_THROUGH = 20

export interface Threads extends Sessions {
  /** The contact's sessions that we can see, newest activity first. */
  all(contactId: string): Promise<readonly Session[]>
  /** Are those all there ever were, or may older threads lie deeper than we look? */
  seesAll(): Promise<boolean>
}

/** Threads: the host lists them all or none, so a client's own are picked out of the list. */
export function threadsOf(edna: Edna): Threads {
  const { settings } = edna
  const asked = STATUSES.map((status) => `&statuses=${status}`).join('')
  const everyNow = () => readThreads(edna, asked, settings.closedThreadsLookedAt)
  const every = remembered(everyNow, settings.threadsFreshForMs, edna.now)

  const closed = async (contactId: string, open: readonly WireThread[]): Promise<readonly WireThread[]> => {
    if (settings.closedThreadsLookedAt === 0) return []
    const isOpen = new Set(open.map(({ id }) => id))
    const own = (await every()).filter(isOf(contactId))
    const known = own.every((wire) => isOpen.has(wire.id) || stateOf(wire) === 'closed')
    // One that was open when the list was read has ended since.
    return known ? own : (await everyNow()).filter(isOf(contactId))
  }

  const all = async (named: string): Promise<readonly Session[]> => {
    const contactId = await clientIdOf(edna, named)
    if (contactId === null) return []
    // Asked anew each time: on what is open depends whether another session may start (R-OPEN-4).
    const open = await openThreads(edna, contactId)
    const own = new Map([...(await closed(contactId, open)), ...open].map((wire) => [wire.id, wire]))
    if (own.size === 0) return []
    const accounts = await accountsOf(edna, contactId)
    return [...own.values()].map((wire) => sessionOf(wire, settings, accounts)).toSorted(newestFirst)
  }

  const open = async (named: string): Promise<readonly Session[]> => {
    const contactId = await clientIdOf(edna, named)
    const wires = contactId === null ? [] : await openThreads(edna, contactId)
    if (contactId === null || wires.length === 0) return []
    const accounts = await accountsOf(edna, contactId)
    return wires.map((wire) => sessionOf(wire, settings, accounts)).filter(({ state }) => state !== 'closed')
  }

  const seesAll = async (): Promise<boolean> =>
    settings.closedThreadsLookedAt > 0 && (await every()).length < settings.closedThreadsLookedAt

  return {
    all,
    open,
    seesAll,
    ofContact: async (contactId, cursor, openedUntil = null) => {
      const own = await all(contactId)
      return pageAfter(openedUntil === null ? own : own.filter((one) => one.openedAt <= openedUntil), cursor)
    },
    get: async (id) => {
      const thread = threadIdOf(settings, id)
      const wire = thread === null ? null : await threadBy(edna, thread)
      if (!wire) return null
      const contactId = contactIdOf(wire.clientExternalId, wire.clientId)
      return sessionOf(wire, settings, contactId === null ? [] : await accountsOf(edna, contactId))
    },
    messages: async (sessionId, cursor) => {
      const thread = threadIdOf(settings, sessionId)
      if (thread === null) throw unknownId('session')
      return messagesOf(edna, thread, cursor)
    },
    wroteBefore: async ({ contactId, channel }) => {
      const own = (await all(contactId)).filter((session) => session.channel === channel)
      for (const session of own.slice(0, LOOKED_THROUGH)) {
        const thread = threadIdOf(settings, session.id)
        if (thread !== null && (await hasInbound(edna, thread))) return true
      }
      return own.length <= LOOKED_THROUGH && (await seesAll()) ? false : undefined
    },
  }
}

/** The client's threads that are not closed. The host tells in one answer whether there are any (facts, 2.5). */
async function openThreads(edna: Edna, contactId: string): Promise<readonly WireThread[]> {
  const client = clientNamed(contactId)
  if ('clientId' in client) {
    const found = await clientsBy(edna, { externalIds: [client.clientId] })
    if (found.every(({ hasActiveThread }) => hasActiveThread === false)) return []
  }
  return (await readThreads(edna, '', MOST_OPEN)).filter(isOf(contactId))
}

/** A page may be shorter than asked for, and no total is told: only a page without news ends the list (facts, 2.6). */
async function readThreads(
  { center, pages }: Edna,
  query: string,
  most: number,
): Promise<readonly WireThread[]> {
  const found = new Map<number, WireThread>()
  for (let page = 0; found.size < most; page += 1) {
    const threads = await center.read({
      method: 'GET',
      path: `v1/threads?page=${page}&size=${THREADS_PAGE}${query}`,
      answer: ThreadsAnswer,
    })
    const before = found.size
    for (const thread of threads) {
      found.set(thread.id, thread)
      pages.note(thread)
    }
    if (found.size === before) break
  }
  return [...found.values()]
}

function isOf(contactId: string): (wire: WireThread) => boolean {
  const client = clientNamed(contactId)
  if ('threadsClientId' in client) return (wire) => wire.clientId === client.threadsClientId
  return (wire) => wire.clientExternalId === contactId
}

async function accountsOf(edna: Edna, contactId: string): Promise<readonly Account[]> {
  const profile = await profileOf(edna, contactId)
  return profile ? accountsIn(edna, contactId, profile) : []
}

function newestFirst(a: Session, b: Session): number {
  return b.lastActivityAt.localeCompare(a.lastActivityAt) || b.id.localeCompare(a.id)
}

/** The cursor is the last session given: what has news meanwhile stands before it and is not given twice. */
function pageAfter(sessions: readonly Session[], cursor: string | null): Page<Session> {
  const last = cursor === null ? null : readCursor(cursor)
  const rest =
    last === null
      ? sessions
      : sessions.filter(
          (session) =>
            session.lastActivityAt < last.at ||
            (session.lastActivityAt === last.at && session.id.localeCompare(last.id) < 0),
        )
  const items = rest.slice(0, PAGE)
  const end = items.at(-1)
  return { items, next: rest.length > PAGE && end ? `${end.lastActivityAt}~${end.id}` : null }
}

function readCursor(cursor: string): { at: string; id: string } {
  const [, at, id] = /^([\dT:.Z-]{20,30})~(.{1,200})$/s.exec(cursor) ?? []
  if (at === undefined || id === undefined) throw notOurs()
  return { at, id }
}
