import {
  array,
  assert as checked,
  asyncProperty,
  constantFrom,
  integer,
  nat,
  record,
  tuple,
} from 'fast-check'
import { expect, test } from 'vitest'
import type { HostMessage } from '../../../src/hosts/port.ts'
import { mergeFrom } from '../../../src/outbound/timeline/merge.ts'
import { beginning, readPlace, writePlace, type Place } from '../../../src/outbound/timeline/place.ts'
import { readerOf } from '../../../src/outbound/timeline/reader.ts'
import { PagedWorld, second } from './paged-world.ts'

interface Walk {
  readonly given: readonly HostMessage[]
  readonly longestCursor: number
  readonly mostAsked: number
}

/** Reads to the end, page by page, with `meanwhile` between the pages. */
async function walk(
  world: PagedWorld,
  size: number,
  at: string | null = null,
  meanwhile: (page: number) => void = () => undefined,
): Promise<Walk> {
  const given: HostMessage[] = []
  let longestCursor = 0
  let mostAsked = 0
  let cursor = writePlace(beginning(at))
  for (let page = 0; ; page += 1) {
    expect(page, 'the pages come to an end').toBeLessThan(3000)
    const before = world.asked
    const merge = await mergeFrom(readerOf(world), readPlace(cursor), () => true, 24)
    given.push(...(await merge.take(size)))
    mostAsked = Math.max(mostAsked, world.asked - before)
    const place: Place | null = merge.place()
    if (!place) return { given, longestCursor, mostAsked }
    cursor = writePlace(place)
    longestCursor = Math.max(longestCursor, cursor.length)
    meanwhile(page)
  }
}

const ids = (messages: readonly HostMessage[]) => messages.map(({ id }) => id)
const times = (messages: readonly HostMessage[]) => messages.map(({ at }) => at)
const few = array(array(integer({ min: 0, max: 15 }), { minLength: 1, maxLength: 12 }), {
  maxLength: 12,
})
const sizes = record({
  list: integer({ min: 1, max: 6 }),
  talk: integer({ min: 1, max: 5 }),
  size: integer({ min: 1, max: 9 }),
})

test('all pages together are the sorted merge of all sessions, whatever the sizes of pages', async () => {
  await checked(
    asyncProperty(few, sizes, async (talks, { list, talk, size }) => {
      const world = new PagedWorld(talks, list, talk)
      const { given } = await walk(world, size)
      expect(times(given)).toEqual(times(world.all()).toSorted().toReversed())
      expect(new Set(ids(given)).size).toBe(given.length)
    }),
    { numRuns: 300 },
  )
})

const deeds = array(tuple(constantFrom('write', 'open', 'rest'), nat(20)), { maxLength: 30 })

test('messages and sessions that come while it is read neither lose nor double anything', async () => {
  await checked(
    asyncProperty(few, sizes, deeds, async (talks, { list, talk, size }, news) => {
      const world = new PagedWorld(talks, list, talk)
      const before = world.all()
      const { given } = await walk(world, size, null, (page) => {
        const [deed, which] = news[page] ?? ['rest', 0]
        // Several at once, so that what was given last comes to lie on another page.
        const several = deed === 'write' && world.talks.length > 0 ? 1 + (which % 3) : 0
        for (let n = 0; n < several; n += 1) world.write(which, 100 + page)
        if (deed === 'open') world.open(100 + page)
      })
      const old = given.filter(({ id }) => ids(before).includes(id))
      expect(times(old)).toEqual(times(before).toSorted().toReversed())
      expect(new Set(ids(given)).size).toBe(given.length)
    }),
    { numRuns: 300 },
  )
})

test('from a date on, it is what was said until then', async () => {
  await checked(
    asyncProperty(few, sizes, integer({ min: 0, max: 15 }), async (talks, { list, talk, size }, at) => {
      const world = new PagedWorld(talks, list, talk)
      const { given } = await walk(world, size, second(at))
      const until = world.all().filter((message) => message.at <= second(at))
      expect(times(given)).toEqual(times(until).toSorted().toReversed())
    }),
    { numRuns: 200 },
  )
})

test('more sessions at one time than are read side by side come late, but none is lost', async () => {
  const talks = Array.from({ length: 60 }, (_, n) => [n, 100 + n, 200 + n, 300 + n])
  const world = new PagedWorld(talks, 20, 2)
  const { given, longestCursor } = await walk(world, 30)
  expect(ids(given).toSorted()).toEqual(ids(world.all()).toSorted())
  expect(longestCursor).toBeLessThan(6000)
})

test('a page of a long history costs a few questions, and its cursor stays short', async () => {
  const talks = Array.from({ length: 400 }, (_, n) => Array.from({ length: 20 }, (_two, m) => n * 30 + m * 2))
  const world = new PagedWorld(talks, 20, 20)
  const { given, longestCursor, mostAsked } = await walk(world, 40)
  expect(times(given)).toEqual(times(world.all()).toSorted().toReversed())
  expect(longestCursor).toBeLessThan(1500)
  expect(mostAsked).toBeLessThanOrEqual(8)
})
