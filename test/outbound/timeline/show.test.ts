import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Host } from '../../../src/hosts/port.ts'
import { openJournal, type JournalStore } from '../../../src/journal/postgres.ts'
import {
  auditOf,
  auditOfOperation,
  InvalidInput,
  NotFound,
  NotYours,
  openCard,
  searchHistory,
  showHistory,
  startSession,
  type Outbound,
} from '../../../src/outbound/index.ts'
import { CardSchema } from '../../../src/wire/schemas.ts'
import { AuditSchema, HistorySearchSchema } from '../../../src/wire/history.ts'
import { TimelineSchema } from '../../../src/wire/timeline.ts'
import { namedRuleSet } from '../../../src/outbound/rule-set.ts'
import { freshDatabase } from '../../setup/database.ts'
import { World } from '../fake-host.ts'
import { Clock, irina, olga, replica, silent } from '../replicas.ts'

let database: { url: string; drop(): Promise<void> }
let store: JournalStore
const clock = new Clock()
let world: World
let o: Outbound
let workspaces = 0
const MINUTE = 60_000

beforeAll(async () => {
  database = await freshDatabase()
  store = await openJournal({ url: database.url, log: silent })
})
afterAll(async () => {
  await store.close()
  await database.drop()
})
beforeEach(() => {
  world = new World(clock.now)
  o = replica(world, store, clock, `w-${++workspaces}`)
  world.contact('c-1', ['whatsapp', '+79120000001'], ['email', 'p@example.com'])
})

/** A letter inside the time of a WhatsApp session, and a closed Telegram one before both. */
function threeSessions() {
  const bot = world.open('c-1', 'telegram-bot', '@pavel', 'line-3')
  say(bot.id, 'inbound', 'first')
  world.change(bot.id, { state: 'closed' })
  const chat = world.open('c-1', 'whatsapp', '+79120000001')
  say(chat.id, 'inbound', 'second')
  const letter = world.open('c-1', 'email', 'p@example.com', 'line-2')
  say(letter.id, 'outbound', 'third')
  say(chat.id, 'inbound', 'fourth')
  return { bot, chat, letter }
}
function say(sessionId: string, direction: 'inbound' | 'outbound', text: string) {
  clock.skip(MINUTE)
  return world.message(sessionId, direction, text)
}
const onContact = { ...olga, record: { type: 'contact', id: 'c-1' } }
const ALL = { of: 'account', cursor: null, at: null, filter: {} } as const
const filtered = async (filter: Parameters<typeof showHistory>[3]['filter']) =>
  texts(await showHistory(o, onContact, 'c-1', { ...ALL, filter }))
const texts = (page: { readonly items: readonly { readonly text: string }[] }) =>
  page.items.map(({ text }) => text)

test('all sessions of a contact come as one, oldest first, each message with its session', async () => {
  const { bot, chat, letter } = threeSessions()
  const page = await showHistory(o, onContact, 'c-1', ALL)
  expect(TimelineSchema.parse(page)).toEqual(page)
  expect(texts(page)).toEqual(['first', 'second', 'third', 'fourth'])
  expect(page.sessions.map(({ id }) => id).toSorted()).toEqual([bot.id, chat.id, letter.id].toSorted())
  expect(page.sessions.find(({ id }) => id === bot.id)).toMatchObject({ lineName: 'News', state: 'closed' })
  expect(page.next).toBeNull()
})

test('filters are applied before the host is asked for messages, and by whose words they are', async () => {
  const { letter } = threeSessions()
  expect(await filtered({ channel: 'email' })).toEqual(['third'])
  expect(await filtered({ lineId: 'line-1' })).toEqual(['second', 'fourth'])
  expect(await filtered({ state: 'closed' })).toEqual(['first'])
  expect(await filtered({ account: { channel: 'whatsapp', address: '8 (912) 000-00-01' } })).toEqual([])
  expect(await filtered({ account: { channel: 'whatsapp', address: '+79120000001' } })).toHaveLength(2)
  expect(await filtered({ author: 'customer' })).toEqual(['first', 'second', 'fourth'])
  expect(await filtered({ author: 'process' })).toEqual(['third'])
  const before = world.reads
  await filtered({ channel: 'email', author: 'operator' })
  expect(world.reads - before, 'one list and one session').toBe(2)
  expect(letter.id).toBeTruthy()
})

test('what an operator sent through us is theirs, whoever the host says wrote it (R-MARK-1)', async () => {
  const body = {
    operationId: 'op-own',
    contactId: 'c-1',
    lineId: 'line-1',
    channel: 'whatsapp' as const,
    address: '+79120000001',
    subject: null,
    text: 'Your order is ready',
  }
  await startSession(o, onContact, body)
  await expect
    .poll(async () =>
      texts(await showHistory(o, onContact, 'c-1', { ...ALL, filter: { author: 'operator' } })),
    )
    .toEqual(['Your order is ready'])
})

test('from a date on it shows what was said until then', async () => {
  threeSessions()
  const { items } = await showHistory(o, onContact, 'c-1', ALL)
  const page = await showHistory(o, onContact, 'c-1', { ...ALL, at: items[1]?.at ?? '' })
  expect(texts(page)).toEqual(['first', 'second'])
})

test('a cursor that is not ours is refused with its name', async () => {
  for (const cursor of ['x', 'e30', '%', btoa('{"cap":1}')])
    await expect(showHistory(o, onContact, 'c-1', { ...ALL, cursor })).rejects.toMatchObject({
      fields: [{ path: 'cursor' }],
    })
})

test('a card opens with the first page of the history, and asks the host no session twice for it', async () => {
  threeSessions()
  const before = world.reads
  const card = await openCard(o, onContact)
  expect(CardSchema.parse(card)).toEqual(card)
  expect(texts(card.timeline ?? { items: [] })).toEqual(['first', 'second', 'third', 'fourth'])
  expect(card.can.history).toEqual(['account'])
  // Operator, lines, contact, accounts and an old word to a bot; the list of sessions, and each of the three.
  expect(world.reads - before).toBeLessThanOrEqual(12)
})

test('a card whose sessions are many asks for the first few alone', async () => {
  for (let n = 0; n < 40; n += 1)
    say(world.open('c-1', 'email', 'p@example.com', 'line-2').id, 'inbound', `${n}`)
  const before = world.reads
  const { timeline } = await openCard(o, onContact)
  expect(world.reads - before).toBeLessThan(25)
  expect(timeline?.next).not.toBeNull()
  let page = await showHistory(o, onContact, 'c-1', { ...ALL, cursor: timeline?.next ?? null })
  const found = [...page.items, ...(timeline?.items ?? [])]
  while (page.next !== null) {
    page = await showHistory(o, onContact, 'c-1', { ...ALL, cursor: page.next })
    found.unshift(...page.items)
  }
  expect(texts({ items: found })).toEqual(Array.from({ length: 40 }, (_, n) => `${n}`))
})

test('by record: the sessions linked with the order alone, or first; on a contact’s card always all', async () => {
  const { letter } = threeSessions()
  const onOrder = { ...olga, record: { type: 'order', id: 'o-1' } }
  const records: Host['records'] = {
    contactOf: async () => 'c-1',
    sessionsOf: async () => ({ items: world.sessions.filter(({ id }) => id === letter.id), next: null }),
  }
  const set = (history: 'by-account' | 'by-record' | 'both'): Outbound => ({
    ...o,
    host: { ...o.host, records },
    workspace: { ...o.workspace, history },
  })
  const seen = async (history: Parameters<typeof set>[0], asker = onOrder) => {
    const { timeline, can } = await openCard(set(history), asker)
    return [texts(timeline ?? { items: [] }).length, can.history]
  }
  expect(await seen('by-record')).toEqual([1, ['record']])
  expect(await seen('both')).toEqual([1, ['record', 'account']])
  expect(await seen('by-account')).toEqual([4, ['account']])
  expect(await seen('by-record', onContact)).toEqual([4, ['account']])
  await expect(showHistory(set('by-record'), onOrder, 'c-1', ALL)).rejects.toThrow(InvalidInput)
})

test('a search tells where the words stand, and that all was looked through', async () => {
  const { chat } = threeSessions()
  say(chat.id, 'inbound', 'Ещё одна ёлка (2 м), и ещё одна')
  const ask = { of: 'account', cursor: null, filter: {}, words: 'еще  ОДНА' } as const
  const found = await searchHistory(o, onContact, 'c-1', ask)
  expect(HistorySearchSchema.parse(found)).toEqual(found)
  expect(found).toMatchObject({ complete: true, next: null, sessions: [{ id: chat.id }] })
  expect(found.hits.map(({ ranges }) => ranges)).toEqual([
    [
      [0, 8],
      [23, 31],
    ],
  ])
  const brackets = await searchHistory(o, onContact, 'c-1', { ...ask, words: '(2 м)' })
  expect(brackets.hits).toHaveLength(1)
  await expect(searchHistory(o, onContact, 'c-1', { ...ask, words: ' а ' })).rejects.toMatchObject({
    fields: [{ path: 'q' }],
  })
})

test('a subject, the name of a file or a place, and a contact card are looked through too', async () => {
  const { letter } = threeSessions()
  const file = { name: 'Чертёж.pdf', type: null, size: null, url: null }
  const card = { name: 'Игорь Осипов', phones: ['+7 916 777-88-00'], emails: ['igor@example.org'] }
  const subject = { subject: 'Смета-2', from: null, to: [], cc: [], html: null }
  const place = { latitude: 1, longitude: 1, title: 'Покровка, 17' }
  const parts = { attachments: [file], card, letter: subject, place }
  const { id } = Object.assign(say(letter.id, 'inbound', 'Look'), parts)
  for (const words of ['чертеж', 'осипов', '777-88', 'igor@', 'смета-2', 'покровка']) {
    const found = await searchHistory(o, onContact, 'c-1', { ...ALL, words })
    expect({ words, ...found }).toMatchObject({ words, hits: [{ message: { id }, ranges: [] }] })
  }
})

test('a search of a long history says how far it came, and goes on to the end', async () => {
  for (let n = 0; n < 60; n += 1)
    say(world.open('c-1', 'email', 'p@example.com', 'line-2').id, 'inbound', n === 3 ? 'needle' : `hay ${n}`)
  const ask = { of: 'account', filter: {}, words: 'needle' } as const
  let found = await searchHistory(o, onContact, 'c-1', { ...ask, cursor: null })
  expect(found).toMatchObject({ hits: [], complete: false })
  expect(found.until).not.toBeNull()
  while (found.hits.length === 0 && found.next !== null)
    found = await searchHistory(o, onContact, 'c-1', { ...ask, cursor: found.next })
  expect(found.hits).toMatchObject([{ message: { text: 'needle' }, ranges: [[0, 6]] }])
  expect(found.sessions).toHaveLength(1)
})

/** A letter to a customer, to which an operation lends its id. */
const OFFER = {
  contactId: 'c-1',
  lineId: 'line-2',
  channel: 'email' as const,
  address: 'p@example.com',
  subject: null,
  text: 'The offer',
}

test('R-AUDIT-1: who sent a message, from where, and what was done for it; of another’s line nothing', async () => {
  const body = { ...OFFER, operationId: 'op-audit' }
  const { sessionId, messageId } = await startSession(o, onContact, body)
  const audit = await auditOf(o, onContact, sessionId ?? '', messageId ?? '')
  expect(AuditSchema.parse(audit)).toEqual(audit)
  expect(audit).toMatchObject({
    from: 'form',
    operator: { id: 'op-1', name: 'Olga' },
    operationId: 'op-audit',
    line: 'Orders',
    address: 'p@example.com',
    status: 'accepted',
    statuses: [{ status: 'accepted', at: expect.any(String), exact: true }],
  })
  expect(audit.steps.map(({ name }) => name)).toContain('send')
  await expect(auditOf(o, irina, sessionId ?? '', messageId ?? '')).rejects.toThrow(NotYours)
  const came = say(sessionId ?? '', 'inbound', 'Thanks')
  expect((await auditOf(o, onContact, sessionId ?? '', came.id)).from).toBe('host')
})

test('R-AUDIT-1: of what did not leave it says who, when, why, and what the host answered; not to those of other lines', async () => {
  const body = { ...OFFER, operationId: 'op-unsent' }
  world.faults.send = ['fails-later']
  expect((await startSession(o, onContact, body)).state).toBe('failed')
  const audit = await auditOfOperation(o, onContact, 'op-unsent')
  expect(AuditSchema.parse(audit)).toEqual(audit)
  expect(audit).toMatchObject({
    from: 'form',
    operator: { id: 'op-1', name: 'Olga' },
    line: 'Orders',
    address: 'p@example.com',
    rules: { host: { holds: true } },
    status: null,
    messageId: null,
    failure: {
      text: 'The message did not leave. You can send it again.',
      hostText: 'The channel is switched off.',
    },
  })
  expect(audit.sentAt).not.toBeNull()
  expect(audit.steps.map(({ name }) => name)).toContain('send')
  await expect(auditOfOperation(o, irina, 'op-unsent')).rejects.toThrow(NotYours)
  await expect(auditOfOperation(o, onContact, 'op-nobody')).rejects.toThrow(NotFound)
})

test('R-AUDIT-1: a message keeps the name of the rules that allowed it, and says which of them still hold', async () => {
  const body = { ...OFFER, operationId: 'op-rules' }
  const { sessionId, messageId } = await startSession({ ...o, release: '0.1.0' }, onContact, body)
  const rulesBy = async (asked: Outbound) =>
    (await auditOf(asked, onContact, sessionId ?? '', messageId ?? '')).rules
  const print = expect.stringMatching(/^[\da-f]{8}$/)
  const same = { release: '0.1.0', host: { print, holds: true }, workspace: { print, holds: true } }
  expect(await rulesBy(o)).toEqual(same)
  const readers = { rules: [{ operators: ['op-9'] }], ask: null }
  const stricter = { ...o, workspace: { ...o.workspace, readers } }
  expect(await rulesBy(stricter)).toEqual({ ...same, workspace: { print, holds: false } })
  const policy = { ...o.host.policy, openScope: 'contact' as const }
  const elsewhere = { ...o, host: { ...o.host, policy } }
  expect(await rulesBy(elsewhere)).toEqual({ ...same, host: { print, holds: false } })
  const told = world.messages.find(({ id }) => id === messageId)
  expect(JSON.stringify(told)).not.toContain('rules')
})

test('R-AUDIT-1: of rules that nobody noted the audit says nothing', async () => {
  expect(await namedRuleSet(o, undefined)).toBeNull()
  expect(await namedRuleSet(o, 'as usual')).toBeNull()
})
