import { setImmediate } from 'node:timers/promises'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Session } from '../../src/domain/words.ts'
import {
  createContact,
  InvalidInput,
  openCard,
  searchContacts,
  startSession,
  waysOf,
} from '../../src/outbound/index.ts'
import { ContactPageSchema } from '../../src/wire/people.ts'
import { CardSchema, WaysSchema } from '../../src/wire/schemas.ts'
import { formScenes, silence, type FormScene } from './form-scene.ts'
import { irina, olga } from './replicas.ts'

/** As the hosts have it. */
const NEW = { by: ['phone', 'email'], made: 'created', email: 'plain' } as const

const { scene } = formScenes()
let s: FormScene
beforeEach(() => {
  s = scene()
})
const denis = { ...olga, operatorId: 'op-3' }
const find = async (query: string, asker = olga, o = s.o) => {
  const page = await searchContacts(o, asker, query, null, true)
  expect(ContactPageSchema.parse(page)).toEqual(page)
  return page.items
}

const idsFor = async (query: string) => (await find(query)).map(({ id }) => id)

describe('a search', () => {
  it('ignores the @ of a name and the punctuation of a phone (R-FIND-1)', async () => {
    const asked: string[] = []
    const search = async (query: string) => {
      asked.push(query)
      return { items: [], next: null }
    }
    const o = s.having({ contacts: { ...s.o.host.contacts, search } })
    for (const query of ['@pavel', '+7 (912) 000-00-01', ' Anna  P ', 'user-77']) await find(query, olga, o)
    expect(asked).toEqual(['pavel', '+79120000001', 'Anna P', 'user-77'])
    await expect(find('@pa', olga, o)).rejects.toThrow(InvalidInput)
    await expect(find('+ (7)', olga, o)).rejects.toMatchObject({ place: 'query' })
  })

  it('finds a contact by its id, first and once, also where the host’s own search does not (R-FIND-1)', async () => {
    s.world.contact('crm-77', ['email', 'seven@example.com'])
    s.world.contact('c-8', ['email', 'crm-77@example.com'])
    expect(await idsFor('crm-77')).toEqual(['crm-77', 'c-8'])
    expect(await idsFor('c-8')).toEqual(['c-8'])
    const asked: string[] = []
    const get = async (id: string) => (asked.push(id), silence())
    const o = s.having({ contacts: { ...s.o.host.contacts, get } })
    await Promise.all(
      ['Name of', '+79120000001', '79120000001', 'pavel', 'crm-9'].map((query) => find(query, olga, o)),
    )
    expect(asked).toEqual(['crm-9'])
  })

  it('tells the open sessions of everybody found, and which are one’s own (R-START-4)', async () => {
    const own = s.world.open('c-1', 'whatsapp', '+79120000001', 'line-1', 'op-1')
    const others = s.world.open('c-1', 'email', 'p@example.com', 'line-2', 'op-2')
    const closed = s.world.open('c-1', 'telegram-bot', '@pavel', 'line-3', 'op-1')
    s.world.change(closed.id, { state: 'closed' })
    const [found] = await find('Name of')
    expect(found?.sessions).toHaveLength(2)
    expect(found?.sessions).toEqual(
      expect.arrayContaining([
        { id: own.id, lineName: 'Support', channel: 'whatsapp', operatorName: 'Olga', own: true },
        { id: others.id, lineName: 'Orders', channel: 'email', operatorName: 'Irina', own: false },
      ]),
    )
    expect(await searchContacts(s.o, olga, 'Name of', null)).toEqual({
      items: [{ id: 'c-1', name: 'Name of c-1' }],
      next: null,
    })
  })

  it('does not lead a supervisor into a session, unless they work on the line as well (R-AFTER-3)', async () => {
    s.world.open('c-1', 'whatsapp', '+79120000001', 'line-1', 'op-3')
    expect((await find('Name of', denis))[0]?.sessions).toMatchObject([{ own: false }])
    s.world.lines = s.world.lines.map((line) => ({ ...line, operators: ['op-3'] }))
    const o = s.having({ lines: { list: async () => s.world.lines } })
    expect((await find('Name of', denis, o))[0]?.sessions).toMatchObject([{ own: true }])
  })

  it('asks about ten people and a few at once; for whom the host is silent, nothing is told', async () => {
    for (let n = 2; n <= 15; n++) s.world.contact(`c-${n}`, ['whatsapp', `+7912000${1000 + n}`])
    const { ofContact } = s.o.host.sessions
    let now = 0
    let most = 0
    const asked: string[] = []
    const o = s.having({
      sessions: {
        ...s.o.host.sessions,
        async ofContact(id, cursor) {
          asked.push(id)
          most = Math.max(most, (now += 1))
          await setImmediate()
          now -= 1
          return id === 'c-3' ? silence() : ofContact(id, cursor)
        },
      },
    })
    const found = await find('Name of', olga, o)
    expect(found).toHaveLength(15)
    expect(asked).toHaveLength(10)
    expect(most).toBeLessThanOrEqual(4)
    const told = found.filter(({ sessions }) => sessions !== undefined).map(({ id }) => id)
    expect(told).toHaveLength(9)
    expect(told).not.toContain('c-3')
  })

  it('tells namesakes apart by their addresses', async () => {
    s.world.contacts.push({ id: 'c-2', name: 'Name of c-1' }, { id: 'c-3', name: 'Name of somebody else' })
    s.world.accounts.push({
      id: null,
      contactId: 'c-2',
      channel: 'email',
      address: 'two@example.com',
      source: 'account',
    })
    const { items } = await searchContacts(s.o, olga, 'Name of', null)
    expect(items.map(({ id, addresses }) => [id, addresses])).toEqual([
      ['c-1', ['+79120000001', 'p@example.com', '@pavel']],
      ['c-2', ['two@example.com']],
      ['c-3', undefined],
    ])
  })
})

describe('a new contact', () => {
  it('is made by the same check as the address was typed by (R-ADDR-4, R-FIND-2)', async () => {
    const policy = s.policy('email', {}, { newContact: { ...NEW, leastPhoneDigits: 7 } })
    const o = s.having({ policy })
    const refused = await createContact(o, olga, {
      name: 'Anna',
      channel: 'email',
      address: 'a+b@example.com',
    }).catch((error: unknown) => error)
    expect(refused).toMatchObject({
      place: 'body',
      fields: [{ path: 'address', message: expect.stringContaining('“+”') }],
    })
    const few = createContact(o, olga, { name: 'Anna', channel: 'whatsapp', address: '12-34' })
    await expect(few).rejects.toMatchObject({ fields: [{ path: 'address' }] })
    const made = await createContact(o, olga, {
      name: ' Anna ',
      channel: 'whatsapp',
      address: '+7 (912) 000-00-77',
    })
    expect(WaysSchema.parse(made)).toEqual(made)
    expect(made.ways[0]).toMatchObject({ address: '+79120000077' })
  })
})

describe('the ways to a contact whose phone has changed', () => {
  it('show both addresses, the newest first (R-ADDR-6)', async () => {
    s.world.accounts.push({
      id: null,
      contactId: 'c-1',
      channel: 'whatsapp',
      address: '+79120000009',
      source: 'phone-field',
    })
    const { ways } = await waysOf(s.o, olga, 'c-1')
    expect(ways.map(({ channel, address, age }) => [channel, address, age])).toEqual([
      ['whatsapp', '+79120000009', 'newest'],
      ['whatsapp', '+79120000001', 'older'],
      ['email', 'p@example.com', 'only'],
      ['telegram-bot', '@pavel', 'only'],
    ])
  })
})

const card = async (o = s.o) => {
  const found = await openCard(o, { ...olga, record: { type: 'contact', id: 'c-1' } })
  expect(CardSchema.parse(found)).toEqual(found)
  return found.lastWritten
}
const both = async (o = s.o) => {
  const written = await card(o)
  expect((await waysOf(o, olga, 'c-1')).lastWritten).toEqual(written)
  return written
}
const talk = (at: string, channel: 'whatsapp' | 'email' = 'email'): Session => {
  const [line, address] = channel === 'email' ? ['line-2', 'p@example.com'] : ['line-1', '+79120000001']
  const session = s.world.open('c-1', channel, address, line, 'op-1')
  const change = { openedAt: at, lastActivityAt: at, state: 'closed' as const, closedAt: at }
  s.world.change(session.id, change)
  return { ...session, ...change }
}
const says = (session: Session, direction: 'inbound' | 'outbound', at: string, more = {}): void => {
  const message = s.world.message(session.id, direction, 'Words')
  s.world.messages = s.world.messages.map((one) => (one.id === message.id ? { ...one, at, ...more } : one))
  s.world.change(session.id, { lastActivityAt: at })
}
const operator = (id: string) => ({ author: { kind: 'operator', id, name: null } })

describe('who was last written to', () => {
  it('nobody was written to yet', async () => {
    expect(await both()).toBeNull()
    says(talk('2026-11-01T10:00:00.000Z'), 'inbound', '2026-11-01T10:00:00.000Z')
    expect(await both()).toBeNull()
  })

  it('by us: by whom, on which line, and that it was no machine', async () => {
    const sent = await startSession(s.o, olga, {
      operationId: 'form-1',
      contactId: 'c-1',
      lineId: 'line-1',
      channel: 'whatsapp',
      address: '+79120000001',
      subject: null,
      text: 'Hello',
    })
    expect(sent.state).toBe('sent')
    const written = await both()
    expect(written).toMatchObject({ by: 'Olga', automatic: false, lineName: 'Support', channel: 'whatsapp' })
    // Past our own message no other session is looked at; this one, that is open, is asked who began it too (R-OPEN-4).
    const asked: string[] = []
    const sessions = { ...s.o.host.sessions, messages: async (id: string) => (asked.push(id), silence()) }
    expect((await waysOf(s.having({ sessions }), olga, 'c-1')).lastWritten?.by).toBe('Olga')
    expect(new Set(asked).size).toBeLessThanOrEqual(1)
    expect(asked.length).toBeLessThanOrEqual(2)
  })

  it('by us under an account that the host takes for no person’s: it is still known who opened the session (R-OPEN-4)', async () => {
    const sent = await startSession(s.o, olga, {
      operationId: 'form-1',
      contactId: 'c-1',
      lineId: 'line-1',
      channel: 'whatsapp',
      address: '+79120000001',
      subject: null,
      text: 'Hello',
    })
    const page = await s.o.host.sessions.messages(sent.sessionId ?? '', null)
    const author = { kind: 'system', id: null, name: null } as const
    const sessions = {
      ...s.o.host.sessions,
      messages: async () => ({ ...page, items: page.items.map((one) => ({ ...one, author })) }),
    }
    const { ways } = await waysOf(s.having({ sessions }), olga, 'c-1')
    const verdict = ways.find(({ lineId }) => lineId === 'line-1')?.verdict
    expect(verdict?.kind === 'refused' && verdict.reasons[0].facts).toMatchObject({
      openedBy: 'operator',
      opener: 'Olga',
    })
  })

  it('by others, in the newest session; what the customer wrote and what failed does not count', async () => {
    const session = talk('2026-11-01T10:00:00.000Z')
    says(session, 'outbound', '2026-11-01T10:00:00.000Z', operator('op-2'))
    says(session, 'outbound', '2026-11-01T11:00:00.000Z', { ...operator('op-3'), status: 'failed' })
    says(session, 'inbound', '2026-11-01T12:00:00.000Z')
    expect(await both()).toEqual({
      at: '2026-11-01T10:00:00.000Z',
      by: 'Irina',
      automatic: false,
      lineName: 'Orders',
      channel: 'email',
    })
  })

  it('in the session before the newest, where nobody answered in that; no further is looked', async () => {
    const old = talk('2026-10-01T10:00:00.000Z', 'whatsapp')
    says(old, 'outbound', '2026-10-01T10:00:00.000Z', { author: { kind: 'system', id: null, name: 'Bot' } })
    const silent = talk('2026-11-01T10:00:00.000Z')
    says(silent, 'inbound', '2026-11-01T10:00:00.000Z')
    expect(await both()).toMatchObject({
      at: '2026-10-01T10:00:00.000Z',
      by: null,
      automatic: true,
      lineName: 'Support',
    })
    says(talk('2026-11-02T10:00:00.000Z'), 'inbound', '2026-11-02T10:00:00.000Z')
    expect(await both()).toBeNull()
  })

  it('costs a card at most one question more, and no failure', async () => {
    for (const at of ['2026-11-01T10:00:00.000Z', '2026-11-02T10:00:00.000Z', '2026-11-03T10:00:00.000Z'])
      says(talk(at), 'inbound', at)
    const asked: string[] = []
    const sessions = {
      ...s.o.host.sessions,
      messages: async (id: string, cursor: string | null) => {
        asked.push(id)
        return asked.length > 1 ? silence() : s.o.host.sessions.messages(id, cursor)
      },
    }
    expect(await card(s.having({ sessions }))).toBeNull()
    expect(asked).toHaveLength(2)
    expect(new Set(asked).size).toBe(2)
  })
})

it('the asker of a search is somebody the host knows', async () => {
  await expect(find('Name of', { ...irina, operatorId: 'ghost' })).rejects.toThrow(
    'does not know this operator',
  )
})
