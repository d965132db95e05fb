import { asyncProperty, assert, array, constantFrom, shuffledSubarray } from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Message, Session } from '../../src/domain/words.ts'
import type { Finding, HostMessage } from '../../src/hosts/port.ts'
import type { Told } from '../../src/journal/sight.ts'
import type { Intent } from '../../src/journal/intent.ts'
import { openJournal, type JournalStore } from '../../src/journal/postgres.ts'
import { placed } from '../../src/outbound/placed.ts'
import { freshDatabase } from '../setup/database.ts'

const silent = { info() {}, warn() {}, error() {} }
const now = new Date('2026-11-20T10:00:00Z')
const at = (ms: number) => new Date(now.getTime() + ms).toISOString()
const intent: Intent = {
  kind: 'step',
  lineId: 'line-1',
  channel: 'whatsapp',
  aim: { by: 'contact', contactId: 'c-1', address: null },
  text: 'Hello',
  subject: null,
  operatorId: null,
  onOpenSession: 'write',
}
const lease = { owner: 'me', until: new Date(now.getTime() + 60_000) }
const BLOCKED = { code: 'blocked', text: 'user-blocked' }

let database: { url: string; drop(): Promise<void> }
let stores: JournalStore[]
beforeAll(async () => {
  database = await freshDatabase()
  stores = await Promise.all([1, 2].map(() => openJournal({ url: database.url, log: silent })))
})
afterAll(async () => {
  await Promise.all(stores.map((store) => store.close()))
  await database.drop()
})
const [a, b] = [0, 1].map((n) => () => stores[n]!.of('w')) as [() => Journal, () => Journal]
type Journal = ReturnType<JournalStore['of']>

let numbers = 0
/** An operation that sent message m in session s, each of its own. */
async function sent() {
  numbers += 1
  const [id, sessionId, messageId] = [`o-${numbers}`, `s-${numbers}`, `m-${numbers}`] as const
  const { operations } = a()
  await operations.plan({ id, fingerprint: 'f', intent, contactId: 'c-1' }, lease, now)
  await operations.change(id, lease, { state: 'sending', sentAt: at(0) }, now)
  await operations.change(id, lease, { state: 'sent', sessionId, messageId }, now)
  const message = (more: Partial<HostMessage> = {}): HostMessage => ({
    id: messageId,
    sessionId,
    direction: 'outbound',
    text: 'Hello',
    author: { kind: 'system', id: null, name: null },
    status: 'accepted',
    failure: null,
    at: at(0),
    ...more,
  })
  return { id, sessionId, message, fate: () => b().seen.fateOf(id) }
}

const steps: readonly Told[] = [
  { status: 'accepted' },
  { status: 'sent' },
  { status: 'delivered' },
  { status: 'read' },
  { answeredAt: at(5000) },
  { answeredAt: at(9000) },
]

it('what is told in any order, again and again, to any replica, comes to the same', async () => {
  const told = shuffledSubarray([...steps], { minLength: steps.length })
  await assert(
    asyncProperty(told, array(constantFrom(...steps), { maxLength: 4 }), async (once, again) => {
      const { id, fate } = await sent()
      await Promise.all([...once, ...again].map((one, n) => (n % 2 ? a : b)().seen.noteTold(id, one, now)))
      expect(await fate()).toEqual({ status: 'read', failure: null, answeredAt: at(5000) })
      for (const one of again) expect(await a().seen.noteTold(id, one, now)).toBe(false)
    }),
    { numRuns: 15 },
  )
})

it('a status that was pushed is at the message whenever it is looked at, and becomes an event', async () => {
  const { id, message } = await sent()
  const shown = async () => [...(await a().seen.noteMessages('c-1', [message()], now, now)).values()][0]
  expect(await shown()).toEqual({ status: 'accepted', failure: null })
  const cursor = await b().events.cursor()
  expect(await a().seen.noteTold(id, { status: 'failed', failure: BLOCKED }, now)).toBe(true)
  expect(await shown()).toEqual({ status: 'failed', failure: BLOCKED })
  const events = await b().events.after({ contactId: 'c-1', operatorId: 'op-1' }, cursor, 10)
  expect(events?.map(({ event }) => event.kind)).toEqual(['operation', 'message'])
})

it('the conversation and the push know of one fate together', async () => {
  const { id, sessionId, message, fate } = await sent()
  expect(await fate()).toEqual({ status: null, failure: null, answeredAt: null })
  const earlier = message({ id: 'before', direction: 'inbound', status: null, at: at(-1000) })
  const status: Message['status'] = 'delivered'
  await a().seen.noteMessages('c-1', [earlier, message({ status })], now, now)
  expect(await fate()).toEqual({ status, failure: null, answeredAt: null })
  await b().seen.noteTold(id, { status: 'failed', failure: BLOCKED }, now)
  expect(await fate()).toMatchObject({ status: 'delivered' })
  const answer = message({ id: 'after', sessionId, direction: 'inbound', status: null, at: at(700) })
  await a().seen.noteMessages('c-1', [answer], now, now)
  expect(await fate()).toEqual({ status, failure: null, answeredAt: at(700) })
})

it('R-AUDIT-1: each status has the host’s time, however late it is told, else the time at which it was seen', async () => {
  const { id, sessionId, message } = await sent()
  const times = () => b().seen.statusTimes(sessionId, message().id)
  const note = (status: Message['status'], ms: number) =>
    a().seen.noteMessages('c-1', [message({ status })], now, new Date(at(ms)))
  expect(await times()).toEqual([])
  await note('accepted', 10)
  await note('read', 50_000)
  await note('delivered', 60_000)
  const seen = [
    { status: 'accepted', at: at(10), exact: false },
    { status: 'read', at: at(50_000), exact: false },
  ]
  expect(await times()).toEqual(seen)
  const tell = (told: Told) => b().seen.noteTold(id, told, new Date(at(70_000)))
  expect(await tell({ status: 'read', statusAt: at(9000) })).toBe(true)
  expect(await tell({ status: 'delivered', statusAt: at(4000) })).toBe(false)
  expect(await tell({ status: 'delivered', statusAt: at(5000) })).toBe(false)
  expect(await tell({ status: 'sent' })).toBe(false)
  expect(await tell({ status: 'failed', statusAt: at(5) })).toBe(false)
  expect(await times()).toEqual([
    seen[0],
    { status: 'sent', at: at(70_000), exact: false },
    { status: 'delivered', at: at(4000), exact: true },
    { status: 'read', at: at(9000), exact: true },
  ])
})

it('R-AUDIT-1: of what is older than the first look nobody knows since when, unless it is ours', async () => {
  const { sessionId, message } = await sent()
  const [ours, old, young] = [
    message(),
    message({ id: 'old', at: at(-1) }),
    message({ id: 'young', at: at(10_000) }),
  ]
  const early = { ...ours, at: at(-1), status: 'read' as const }
  await a().seen.noteMessages('c-1', [early, old, young], now, new Date(at(20_000)))
  const times = async (id: string) => (await b().seen.statusTimes(sessionId, id)).map(({ status }) => status)
  expect(await Promise.all([ours.id, 'old', 'young', 'none'].map(times))).toEqual([
    ['read'],
    [],
    ['accepted'],
    [],
  ])
})

it('R-ERR-2: of the failure and its reason the one that comes later finds the other', async () => {
  for (const order of ['reason first', 'failure first']) {
    const id = `failing ${order}`
    const { operations, seen } = a()
    await operations.plan({ id, fingerprint: 'f', intent, contactId: 'c-1' }, lease, now)
    await operations.change(id, lease, { state: 'sending', sentAt: at(0) }, now)
    const fail = () =>
      operations.change(
        id,
        lease,
        { state: 'failed', failure: { code: 'not-sent', hostText: null }, dueAt: null, announce: true },
        now,
      )
    const tell = () => seen.noteTold(id, { status: 'failed', failure: BLOCKED }, now)
    for (const deed of order === 'reason first' ? [tell, fail] : [fail, tell]) await deed()
    const { failure } = (await operations.get(id))!
    expect(failure).toEqual({ code: 'blocked', hostText: 'user-blocked' })
  }
})

it('nothing is kept for an operation that is not there', async () => {
  expect(await a().seen.noteTold('none', { status: 'read' }, now)).toBe(false)
  expect(await a().seen.fateOf('none')).toBeNull()
})

const session = (id: string, contactId: string | null): Session => ({
  id,
  contactId,
  lineId: 'line-1',
  channel: 'whatsapp',
  address: '+79120000001',
  state: 'active',
  operatorId: null,
  subject: null,
  openedAt: at(0),
  lastActivityAt: at(0),
  closedAt: null,
})

it('somebody may wait for news of a session, unless its contact was neither looked at nor written to', async () => {
  const { seen } = a()
  const { operations } = a()
  await operations.plan({ id: 'o-written', fingerprint: 'f', intent, contactId: 'c-written' }, lease, now)
  await seen.noteSessions([session('s-seen', 'c-seen'), session('s-nobody', null)], now)
  await seen.noteSessions([session('s-written', 'c-written')], now)
  await seen.noteSessions([session('s-card', 'c-card')], now, 'c-card')
  expect(
    await Promise.all(
      ['s-seen', 's-nobody', 's-written', 's-card', 's-new'].map(async (id) => [
        id,
        await b().seen.minds(id),
      ]),
    ),
  ).toEqual([
    ['s-seen', false],
    ['s-nobody', true],
    ['s-written', true],
    ['s-card', true],
    ['s-new', true],
  ])
})

it('the same words to the same person are a twin until its message is known, and nobody else’s are', async () => {
  const { operations } = a()
  const plan = async (id: string, contactId: string, text: string, minutes: number) => {
    const then = new Date(now.getTime() + minutes * 60_000)
    await operations.plan({ id, fingerprint: id, intent, contactId }, lease, then)
    await operations.change(id, lease, { state: 'sending', request: { text } as never }, then)
  }
  await plan('own', 'c-9', 'Hello', 0)
  await plan('others-words', 'c-9', 'Bye', 1)
  await plan('somebody-elses', 'c-8', 'Hello', 1)
  await plan('long-ago', 'c-9', 'Hello', -90)
  expect(await operations.hasTwin('own')).toBe(false)
  await plan('twin', 'c-9', 'Hello', 20)
  expect(await operations.hasTwin('own')).toBe(true)
  await operations.change('twin', lease, { state: 'sent', sessionId: 's-9', messageId: 'm-9' }, now)
  expect(await operations.hasTwin('own')).toBe(false)
})

const messagesOf = (findings: readonly Finding[]) =>
  findings.map((finding) => (finding.state === 'sent' ? finding.messageId : 'not sent'))

it('a message found by its words is taken by one operation only, whichever replicas look for it at the same instant (R-ERR-2)', async () => {
  const places = ['m-71', 'm-72', 'm-73'].map((messageId) => ({ sessionId: 's-7', messageId }))
  const find = async (journal: Journal, id: string) => {
    const o = { host: { sender: { certainty: 'findable' } }, journal } as never
    return placed(o, { id } as never, { state: 'sent', ...places[0]!, places })
  }
  const ids = ['t-1', 't-2', 't-3', 't-4']
  const { operations } = a()
  for (const id of ids) await operations.plan({ id, fingerprint: 'f', intent, contactId: 'c-7' }, lease, now)
  const round = () => Promise.all(ids.map(async (id, n) => find(n % 2 === 0 ? a() : b(), id)))
  const first = messagesOf(await round())
  // Each of the three is somebody's, and the fourth operation has left too, but as which message is not known.
  expect(first.toSorted()).toEqual([...places.map(({ messageId }) => messageId), null].toSorted())
  // Whoever looks again finds its own, here or elsewhere.
  expect(messagesOf(await round())).toEqual(first)
})
