import { describe, expect, test } from 'vitest'
import { MESSAGE_STATUSES } from '../../src/domain/words.ts'
import type { Session } from '../../src/domain/words.ts'
import type { Suite } from './host-contract.ts'
import { isTalk } from './message-kinds.ts'
import type { Store } from './oracle.ts'
import { allOf, failureOf, pagesOf, PAVEL, requestsDuring } from './steps.ts'

const BY_MAIL = { lineId: 'line-2', channel: 'email', address: 'p.serov@severny-veter.example' } as const

/** Sessions and messages. */
export function readingConversations(suite: Suite): void {
  const { asRead, shape } = comparable(suite)
  const messagesOf = (sessionId: string) =>
    pagesOf((cursor) => suite.running().host.sessions.messages(sessionId, cursor))
  const sessionsOf = (contactId: string) =>
    allOf((cursor) => suite.running().host.sessions.ofContact(contactId, cursor))

  describe('sessions of a contact', () => {
    test('are all there, newest activity first, as the host has them', async () => {
      const { oracle } = suite.running()
      const store = await oracle.store()
      for (const contactId of new Set(store.sessions.map((session) => session.contactId))) {
        const read = await sessionsOf(contactId)
        const times = read.map(({ lastActivityAt }) => lastActivityAt)
        expect(times).toEqual(times.toSorted().toReversed())
        const expected = store.sessions.filter((session) => session.contactId === contactId).map(asRead)
        expect(byId(read.map(asRead))).toEqual(byId(expected))
      }
    })

    test('go on to the last page, none lost and none twice', async () => {
      const { host, oracle } = suite.running()
      await manySessions(suite, 45)
      const pages = await pagesOf((cursor) => host.sessions.ofContact(PAVEL.contactId, cursor))
      expect(pages.length).toBeGreaterThan(1)
      const ids = pages.flat().map(({ id }) => id)
      const store = await oracle.store()
      const own = store.sessions.filter(({ contactId }) => contactId === PAVEL.contactId)
      expect(ids.toSorted()).toEqual(own.map(({ id }) => id).toSorted())
    })

    test('are not given twice when a new one comes to the front while pages are read', async () => {
      const { host, oracle } = suite.running()
      await manySessions(suite, 45)
      const first = await host.sessions.ofContact(PAVEL.contactId, null)
      await oracle.hostSession({ ...PAVEL, operatorId: 'op-1', text: 'A new session' })
      const rest = await allOf((cursor) => host.sessions.ofContact(PAVEL.contactId, cursor ?? first.next))
      const ids = [...first.items, ...rest].map(({ id }) => id)
      expect(new Set(ids).size).toBe(ids.length)
    })

    test('that were there by a time are all given, and those of days later are left out', async () => {
      const { host, oracle } = suite.running()
      const { sessions } = await oracle.store()
      for (const { contactId, openedAt } of sessions) {
        const read = await allOf((cursor) => host.sessions.ofContact(contactId, cursor, openedAt))
        const own = sessions.filter((one) => one.contactId === contactId && one.openedAt <= openedAt)
        const daysLater = new Date(Date.parse(openedAt) + 3 * 24 * 3_600_000).toISOString()
        expect(read.map(asRead)).toEqual(expect.arrayContaining(own.map(asRead)))
        expect(read.filter((one) => one.openedAt >= daysLater)).toEqual([])
      }
    })

    test.each(['c-none', '..', 'a/b'])('are none for a contact that does not exist (%j)', async (id) => {
      expect(await sessionsOf(id)).toEqual([])
      expect((await suite.running().host.sessions.open?.(id)) ?? []).toEqual([])
    })

    test('that are open are found behind whatever came after them, where the host can be asked for them alone', async () => {
      const running = suite.running()
      const { host, oracle } = running
      const ask = host.sessions.open
      if (!ask) return
      const letters = { ...PAVEL, ...BY_MAIL, operatorId: 'op-1' }
      const { sessionId } = await oracle.hostSession({ ...letters, text: 'Still open' })
      await manySessions(suite, 30)
      const { sessions } = await oracle.store()
      const open = sessions.filter(
        ({ contactId, state }) => contactId === PAVEL.contactId && state !== 'closed',
      )
      expect(open.map(({ id }) => id)).toContain(sessionId)
      const read = await ask(PAVEL.contactId)
      expect(byId(read.map(asRead))).toEqual(byId(open.map(asRead)))
      // Cheaper than to look through all pages.
      const whole = await requestsDuring(running, () => sessionsOf(PAVEL.contactId))
      const asked = await requestsDuring(running, () => ask(PAVEL.contactId))
      expect(asked.length).toBeLessThan(whole.length)
    })
  })

  describe('a session', () => {
    test('is read by its id', async () => {
      const { host, oracle } = suite.running()
      for (const session of (await oracle.store()).sessions.slice(0, 10)) {
        expect(asRead((await host.sessions.get(session.id))!)).toEqual(asRead(session))
      }
    })
    test.each(['s-none', '', '..', '../lines', 'a/b', 'x'.repeat(5000)])(
      'that does not exist is null (%j)',
      async (id) => {
        expect(await suite.running().host.sessions.get(id)).toBeNull()
      },
    )
  })

  test('a session has a page on the host, and no made-up id leads out of there', async () => {
    const running = suite.running()
    const host = running.other(suite.withPages ?? {})
    const { id } = (await running.oracle.store()).sessions[0]!
    await host.sessions.get(id)
    const page = new URL(host.links!.session(id)!)
    expect(page.protocol).toMatch(/^https?:$/)
    expect(page.href).toContain(id.replace(/^s-/, ''))
    const folder = page.href.slice(0, page.href.lastIndexOf('/') + 1)
    for (const strange of ['..', '../../admin', 'a/b', 'javascript:alert(1)', '"><b>']) {
      const led = host.links!.session(strange)
      if (led === null) continue
      expect(led).not.toMatch(/[<>"]/)
      expect(led.startsWith(folder) && new URL(led).href.startsWith(folder)).toBe(true)
    }
    expect(host.links!.newSession() ?? 'https:').toMatch(/^https?:/)
  })

  describe('messages', () => {
    test('are as the host has them, oldest first in a page, and never said to have come further than they did', async () => {
      const store = await suite.running().oracle.store()
      for (const { id } of store.sessions.slice(0, 15)) {
        const messages = (await messagesOf(id)).toReversed().flat()
        const expected = store.messages.filter(({ sessionId }) => sessionId === id)
        const talk = messages.filter(isTalk)
        const html = new Set(expected.flatMap(({ id, parts }) => (parts.html === undefined ? [] : [id])))
        // Of a letter in HTML a host may tell no plain words of its own.
        const worded = (message: Parameters<typeof shape>[0]) =>
          shape(html.has(message.id) ? { ...message, text: '' } : message)
        expect(talk.map(worded)).toEqual(expected.map(worded))
        for (const [index, message] of talk.entries())
          expect(rank(message.status)).toBeLessThanOrEqual(rank(expected[index]!.status))
      }
    })

    test('of a long session go on to the first, none lost, none twice, while new ones arrive', async () => {
      const { host, oracle } = suite.running()
      const sessionId = await longSession(suite, 130)
      const first = await host.sessions.messages(sessionId, null)
      expect(first.items.length).toBeLessThan(130)
      await say(suite, 7)
      const second = await host.sessions.messages(sessionId, first.next)
      await say(suite, 80)
      const rest = await pagesOf((cursor) => host.sessions.messages(sessionId, cursor ?? second.next))
      const read = [...rest.toReversed().flat(), ...second.items, ...first.items].map(({ id }) => id)
      const all = (await oracle.store()).messages.filter((message) => message.sessionId === sessionId)
      expect(read).toEqual(all.slice(0, -87).map(({ id }) => id))
      const newest = await host.sessions.messages(sessionId, null)
      expect(newest.items.at(-1)!.id).toBe(all.at(-1)!.id)
    })

    test.each(['s-none', '..', 'a/b'])('of a session that does not exist are an error (%j)', async (id) => {
      const error = await failureOf(suite.running().host.sessions.messages(id, null))
      expect(error).toMatchObject({ code: 'unknown-id', kind: 'fix-data', happened: 'no' })
    })
  })

  test('who has written before is told as it is, or not at all', async () => {
    const { host, oracle } = suite.running()
    const { accounts, sessions, messages } = await oracle.store()
    for (const account of accounts.slice(0, 25)) {
      const own = new Set(sessions.filter((one) => one.accountId === account.id).map(({ id }) => id))
      const wrote = messages.some(({ sessionId, direction }) => own.has(sessionId) && direction === 'inbound')
      const told = await host.sessions.wroteBefore(account)
      expect({ account, told }).toEqual({ account, told: told === undefined ? undefined : wrote })
    }
  })
}

/** What store and port both have, as exactly as the host tells it; the port's subject is the host's name for a session. */
function comparable({ timesToMs = 1, untold = [] }: Suite) {
  const exact = (at: string) => new Date(Math.floor(Date.parse(at) / timesToMs) * timesToMs).toISOString()
  return {
    asRead(session: Store['sessions'][number] | Session) {
      const { id, contactId, lineId, channel, address, state, operatorId } = session
      const closedAt =
        session.closedAt === null || untold.includes('closedAt') ? null : exact(session.closedAt)
      const [openedAt, lastActivityAt] = [exact(session.openedAt), exact(session.lastActivityAt)]
      return {
        id,
        contactId,
        lineId,
        channel,
        address,
        state,
        operatorId,
        openedAt,
        lastActivityAt,
        closedAt,
      }
    },
    shape({ id, direction, text, at }: { id: string; direction: string; text: string; at: string }) {
      return { id, direction, text, at: exact(at) }
    },
  }
}

function byId<T extends { id: string }>(items: readonly T[]): T[] {
  return items.toSorted((a, b) => a.id.localeCompare(b.id))
}

function rank(status: Store['messages'][number]['status']): number {
  return status === null ? -1 : MESSAGE_STATUSES.indexOf(status)
}

async function say(suite: Suite, times: number): Promise<void> {
  for (let nth = 1; nth <= times; nth += 1)
    await suite.running().oracle.customer({
      channel: PAVEL.channel,
      address: PAVEL.address,
      action: 'write',
      text: `Message ${nth}`,
    })
}

/** Pavel writes so often; the session they are in. */
async function longSession(suite: Suite, messages: number): Promise<string> {
  await say(suite, messages)
  const { sessions } = await suite.running().oracle.store()
  const own = sessions.filter(
    ({ contactId, channel }) => contactId === PAVEL.contactId && channel === PAVEL.channel,
  )
  return own.toSorted((a, b) => b.lastActivityAt.localeCompare(a.lastActivityAt))[0]!.id
}

async function manySessions(suite: Suite, count: number): Promise<void> {
  const { oracle } = suite.running()
  for (let nth = 0; nth < count; nth += 1) {
    const { sessionId } = await oracle.hostSession({ ...PAVEL, operatorId: 'op-1', text: `Session ${nth}` })
    await oracle.close(sessionId)
  }
}
