import { afterAll, beforeAll, expect, test } from 'vitest'
import { openJournal, type JournalStore } from '../../../src/journal/postgres.ts'
import { messagesAround, NotFound, type Outbound } from '../../../src/outbound/index.ts'
import { AroundSchema } from '../../../src/wire/history.ts'
import { freshDatabase } from '../../setup/database.ts'
import { World } from '../fake-host.ts'
import { Clock, olga, replica, silent } from '../replicas.ts'

const PAGE = 10
const MINUTE = 60_000
let database: { url: string; drop(): Promise<void> }
let store: JournalStore
let o: Outbound
let id: string
let asked = 0
let times: string[]

beforeAll(async () => {
  database = await freshDatabase()
  store = await openJournal({ url: database.url, log: silent })
  const clock = new Clock()
  const world = new World(clock.now)
  world.contact('c-1', ['whatsapp', '+79120000001'])
  ;({ id } = world.open('c-1', 'whatsapp', '+79120000001'))
  for (let n = 0; n < 1000; n++) {
    clock.skip(MINUTE)
    world.message(id, 'inbound', `said ${n}`)
  }
  const plain = replica(world, store, clock, 'w-around')
  const { items } = await plain.host.sessions.messages(id, null)
  times = items.map(({ at }) => at)
  o = {
    ...plain,
    host: {
      ...plain.host,
      sessions: {
        ...plain.host.sessions,
        messages: (_session, cursor) => {
          asked++
          const end = cursor === null ? items.length : Number(cursor)
          const start = Math.max(0, end - PAGE)
          return Promise.resolve({ items: items.slice(start, end), next: start > 0 ? String(start) : null })
        },
      },
    },
  }
})
afterAll(async () => {
  await store.close()
  await database.drop()
})

const ask = async (part: Partial<Parameters<typeof messagesAround>[3]>) => {
  const answer = await messagesAround(o, olga, id, { message: null, at: null, cursor: null, ...part })
  expect(AroundSchema.parse(answer)).toEqual(answer)
  return answer
}
const texts = ({ items }: { readonly items: readonly { readonly text: string }[] }) =>
  items.map(({ text }) => text)
const said = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => `said ${from + n}`)

test('a message is answered with its page and the newer one beside it, and with the way to those between', async () => {
  const { items } = await o.host.sessions.messages(id, '930')
  const answer = await ask({ message: items[4]?.id ?? '' })
  expect(texts(answer)).toEqual(said(920, 940))
  expect(answer).toMatchObject({ found: true, next: '920', cursor: '940' })
  expect(answer.newer).toEqual([null, '990', '980', '970', '960', '950'])
  // Of the newest page nothing is newer.
  expect(await ask({ message: (await ask({ at: times[999] ?? '' })).items.at(-1)?.id ?? '' })).toMatchObject({
    found: true,
    cursor: null,
    newer: [],
  })
})

test('a time is answered with the page on which it lies, and one before the beginning with the beginning', async () => {
  expect(texts(await ask({ at: times[955] ?? '' }))).toEqual(said(950, 970))
  expect(texts(await ask({ at: '2001-01-01T00:00:00.000Z', cursor: '30' }))).toEqual(said(0, 20))
})

test('one answer asks the host for a bounded number of pages, and what is not found yet is looked for further', async () => {
  asked = 0
  const first = await ask({ at: times[500] ?? '' })
  expect(first).toMatchObject({ found: false, items: [], next: '760' })
  expect(asked).toBe(24)
  const newer = [...first.newer]
  let answer = first
  while (!answer.found) {
    answer = await ask({ at: times[500] ?? '', cursor: answer.next })
    newer.push(...answer.newer)
  }
  expect(texts(answer)[0]).toBe('said 500')
  // Each page between is named once, from the newest on.
  expect([...newer, answer.cursor]).toEqual([
    null,
    ...Array.from({ length: 48 }, (_, n) => String(990 - n * PAGE)),
  ])
})

test('a message that is not there is not found, and neither is an unknown session', async () => {
  expect(await ask({ message: 'm-none', cursor: '50' })).toMatchObject({
    found: false,
    items: [],
    next: null,
  })
  await expect(messagesAround(o, olga, 's-none', { message: 'm-1', at: null, cursor: null })).rejects.toThrow(
    NotFound,
  )
})
