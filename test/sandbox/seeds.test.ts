import { beforeAll, expect, test } from 'vitest'
import { addressFits } from '../../src/domain/address.ts'
import { createEngine, type StoreView } from '../../src/sandbox/engine/index.ts'
import { StoreSchema } from '../../src/sandbox/engine/schema.ts'
import { addLongHistory, HISTORY_CONTACT } from '../../src/sandbox/engine/seed/long-history.ts'
import { seedStore } from '../../src/sandbox/engine/seed/index.ts'

const NOW = new Date('2026-11-20T12:00:00.000Z')
let demo: StoreView
beforeAll(async () => {
  demo = (await createEngine({ seed: 'demo', dataDir: null, now: () => NOW })).store
})

const accountsOf = (contactId: string) => demo.accounts.filter((account) => account.contactId === contactId)
const wrote = (accountId: string): boolean =>
  demo.sessions.some(
    (s) =>
      s.accountId === accountId &&
      demo.messages.some((m) => m.sessionId === s.id && m.direction === 'inbound'),
  )

test.each(['demo', 'empty'] as const)(
  'the %s seed is a store by its own schema, with ids used once',
  async (seed) => {
    const { store } = await createEngine({ seed, dataDir: null, now: () => NOW })
    expect(StoreSchema.parse(structuredClone(store))).toEqual(store)
    for (const part of [store.contacts, store.accounts, store.sessions, store.messages, store.deliveries])
      expect(new Set(part.map(({ id }) => id)).size).toBe(part.length)
  },
)

test('the demo has forty-two contacts, four lines of different kinds, deals and orders', () => {
  expect(demo.contacts.map(({ id }) => id)).toEqual(
    Array.from({ length: 42 }, (_, index) => `c-${index + 1}`),
  )
  expect(demo.lines.map(({ channels }) => channels)).toEqual([
    ['whatsapp'],
    ['email'],
    ['telegram-bot'],
    ['viber-bot'],
  ])
  expect(demo.deals.length).toBeGreaterThan(10)
  expect(demo.orders.find(({ id }) => id === 'o-15')).toMatchObject({ number: 15, contactId: 'c-1' })
})

test('Pavel Serov wrote in WhatsApp before, has no open session there, and never wrote to the bots', () => {
  const accounts = accountsOf('c-1')
  expect(accounts.map(({ channel }) => channel)).toEqual(['whatsapp', 'email', 'telegram-bot', 'viber-bot'])
  expect(accounts.map(({ id }) => wrote(id))).toEqual([true, true, false, false])
  expect(demo.sessions.filter((s) => s.contactId === 'c-1' && s.state !== 'closed')).toEqual([])
})

test('op-1 works on all lines, op-2 on two, op-3 supervises all', () => {
  const of = (id: string) =>
    demo.lines.filter(({ operators }) => operators.includes(id)).map((line) => line.id)
  expect(of('op-1')).toHaveLength(4)
  expect(of('op-2')).toEqual(['line-1', 'line-2'])
  expect(demo.lines.every(({ supervisors }) => supervisors.includes('op-3'))).toBe(true)
})

test('staff: more teams than one on a line, somebody is out, somebody is offline, and a supervisor is no operator', () => {
  expect(demo.lines[0]!.operatorGroups).toEqual(['group-1', 'group-4'])
  expect(demo.operators.map(({ status }) => status)).toEqual([
    'active',
    'active',
    'active',
    'out',
    'offline',
    'active',
  ])
  expect(demo.lines.some(({ operators }) => operators.includes('op-3'))).toBe(false)
})

test('a contact has changed their phone, and another has two addresses of a kind (R-ADDR-6)', () => {
  const [old] = accountsOf('c-41')
  expect(demo.contacts.find(({ id }) => id === 'c-41')!.phones).not.toContain(old!.address)
  expect(wrote(old!.id)).toBe(true)
  expect(accountsOf('c-42').map(({ channel }) => channel)).toEqual([
    'whatsapp',
    'email',
    'telegram-bot',
    'whatsapp',
    'email',
  ])
})

test('somebody stands for every awkward case', () => {
  const open = demo.sessions.filter(({ state, channel }) => state === 'active' && channel === 'whatsapp')
  expect(open.some(({ operatorId }) => operatorId === 'op-2')).toBe(true)
  expect(demo.accounts.filter(({ blocked }) => blocked).length).toBeGreaterThan(1)
  expect(demo.accounts.some(({ left }) => left)).toBe(true)
  expect(
    demo.accounts.some(({ channel, address }) => channel === 'whatsapp' && !addressFits('e164', address)),
  ).toBe(true)
  expect(demo.contacts.some(({ id }) => accountsOf(id).length === 0)).toBe(true)
  expect(demo.contacts.some(({ name }) => name.length > 80)).toBe(true)
  expect(demo.contacts.some(({ name }) => /[\u0600-\u06ff]/.test(name))).toBe(true)
  expect(demo.contacts.some(({ name }) => name.includes('<script>'))).toBe(true)
  expect(demo.contacts.filter(({ id }) => accountsOf(id).some((a) => wrote(a.id))).length).toBeLessThan(20)
  expect(
    Math.max(...demo.sessions.map((s) => demo.messages.filter((m) => m.sessionId === s.id).length)),
  ).toBeGreaterThan(300)
})

test('no two open sessions share a messenger account, and nothing lies in the future', () => {
  const open = demo.sessions.filter(({ state, channel }) => state !== 'closed' && channel !== 'email')
  expect(new Set(open.map(({ accountId }) => accountId)).size).toBe(open.length)
  for (const { at } of demo.messages) expect(at < NOW.toISOString()).toBe(true)
})

test('everything delivered has its message, and nothing failed was delivered', () => {
  const delivered = demo.messages.filter(({ status }) => status === 'delivered' || status === 'read')
  expect(demo.deliveries.map(({ messageId }) => messageId).toSorted()).toEqual(
    delivered.map(({ id }) => id).toSorted(),
  )
})

test('a long history has exactly as many messages and sessions as asked for, over several lines side by side, and one that is open', () => {
  const store = seedStore('demo', NOW)
  addLongHistory(store, NOW, { messages: 1003, sessions: 50 })
  expect(StoreSchema.parse(structuredClone(store))).toEqual(store)
  for (const part of [store.contacts, store.accounts, store.sessions, store.messages, store.deliveries])
    expect(new Set(part.map(({ id }) => id)).size).toBe(part.length)
  const own = new Map(
    store.sessions.filter(({ contactId }) => contactId === HISTORY_CONTACT).map((one) => [one.id, one]),
  )
  const said = store.messages.filter(({ sessionId }) => own.has(sessionId))
  expect([said.length, own.size, new Set([...own.values()].map(({ lineId }) => lineId)).size]).toEqual([
    1003, 50, 4,
  ])
  expect([...own.values()].filter(({ state }) => state !== 'closed')).toEqual([[...own.values()].at(-1)])
  expect(said.map(({ at }) => at)).toEqual(said.map(({ at }) => at).toSorted())
  // Between the first and the last word of a session others are spoken, and nothing is said outside of its time.
  const spoken = said.map(({ sessionId }) => sessionId)
  expect(
    new Set(spoken.slice(spoken.indexOf(spoken[0]!), spoken.lastIndexOf(spoken[0]!))).size,
  ).toBeGreaterThan(1)
  expect(
    said.filter(
      ({ sessionId, at }) => at < own.get(sessionId)!.openedAt || at > own.get(sessionId)!.lastActivityAt,
    ),
  ).toEqual([])
})
