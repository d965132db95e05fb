import {
  array,
  assert as checked,
  asyncProperty,
  boolean,
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
    {
      numRuns: 300,
      // Sessions that were given to their end come to lie on a page of the list that is yet to be read.
      examples: [
        [
          [[0], [0], [13], [13], [13, 0]],
          { list: 1, talk: 1, size: 1 },
          [
            ['write', 0],
            ['write', 0],
            ['write', 2],
            ['open', 0],
          ],
        ],
      ],
    },
  )
})

const dates = tuple(integer({ min: 0, max: 15 }), boolean(), deeds)

test('from a date on, it is what was said until then, whether the host leaves out later sessions or not', async () => {
  await checked(
    asyncProperty(few, sizes, dates, async (talks, { list, talk, size }, [at, leavesOut, news]) => {
      const world = new PagedWorld(talks, list, talk)
      world.leavesOut = leavesOut
      const until = world.all().filter((message) => message.at <= second(at))
      const { given } = await walk(world, size, second(at), (page) => {
        const [deed, which] = news[page] ?? ['rest', 0]
        if (deed === 'write' && world.talks.length > 0) world.write(which, 100 + page)
        if (deed === 'open') world.open(100 + page)
      })
      expect(times(given)).toEqual(times(until).toSorted().toReversed())
    }),
    { numRuns: 300 },
  )
})

test('a date behind thousands of sessions is one answer away where the host leaves out later ones', async () => {
  const talks = Array.from({ length: 3000 }, (_, n) => [n * 10, n * 10 + 5])
  // Two that were there before and go on until today.
  const world = new PagedWorld([...talks, [1, 30_000], [2, 5000, 30_001]], 25, 20)
  const merge = await mergeFrom(readerOf(world), beginning(second(6000)), () => true, 24)
  const given = await merge.take(30)
  const until = world.all().filter(({ at }) => at <= second(6000))
  expect(times(given)).toEqual(times(until).toSorted().toReversed().slice(0, 30))
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
