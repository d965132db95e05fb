import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { GatewayProblem } from '../../src/gateway/client/index.ts'
import type { WireMessage } from '../../src/wire/schemas.ts'
import { inOrder } from '../../widget/conversation/stores/merge-message.ts'
import { land, readNewer, readOlder, type ReadPage } from '../../widget/conversation/stores/reading.ts'
import {
  emptyThread,
  putMessage,
  startWith,
  type HistoryPage,
} from '../../widget/conversation/stores/thread.ts'
import { from, to } from '../../widget/stories/people.ts'

const START = Date.parse('2026-11-18T10:00:00Z')
const numbered = (number: number): WireMessage =>
  from(0, `Message ${number}`, { id: `m-${number}`, at: new Date(START + number * 1000).toISOString() })
const numbers = (messages: readonly WireMessage[]) => messages.map(({ id }) => Number(id.slice(2)))

/** A host with so many messages that pages by their place from the newest, so that its cursors shift with every new message. */
function host(count: number, size: number) {
  const state = { count, asked: 0 }
  const read: ReadPage = (cursor) => {
    state.asked += 1
    const newest = state.count - Number(cursor ?? 0)
    const oldest = Math.max(1, newest - size + 1)
    const items = Array.from({ length: Math.max(0, newest - oldest + 1) }, (_, n) => numbered(oldest + n))
    return Promise.resolve<HistoryPage>({
      items,
      next: oldest > 1 ? String(Number(cursor ?? 0) + size) : null,
    })
  }
  return { state, read }
}

const VERSIONS = (['sent', 'delivered', 'read', 'failed'] as const).map((status) => ({ status }))

describe('the messages that are held', () => {
  it('are the same in any order of the news and however often each is heard', () => {
    const news = fc.array(
      fc.record({
        number: fc.integer({ min: 1, max: 12 }),
        // Several in one second, told by another precision.
        second: fc.integer({ min: 0, max: 3 }),
        version: fc.constantFrom(...VERSIONS),
        editedAt: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
        deleted: fc.boolean(),
      }),
      { maxLength: 40 },
    )
    fc.assert(
      fc.property(
        news.chain((list) =>
          fc.tuple(
            fc.constant(list),
            fc.shuffledSubarray([...list, ...list], { minLength: list.length * 2 }),
          ),
        ),
        ([list, shuffled]) => {
          const told = (one: (typeof list)[number]): WireMessage => ({
            ...to(0, `Version ${one.editedAt ?? 0}`, { id: `m-${one.number}`, status: one.version.status }),
            at:
              one.number % 2
                ? `2026-11-18T10:00:0${one.number % 4}Z`
                : `2026-11-18T10:00:0${one.number % 4}.000Z`,
            ...(one.editedAt ? { editedAt: `2026-11-18T1${one.editedAt}:00:00Z` } : {}),
            ...(one.deleted ? { text: '', deletedAt: '2026-11-18T20:00:00Z' } : {}),
          })
          const [a, b] = [list, shuffled].map((these) => {
            const thread = emptyThread()
            for (const one of these) putMessage(thread, told(one))
            return thread.items
          }) as [readonly WireMessage[], readonly WireMessage[]]
          expect(b.map(({ id, text, deletedAt }) => ({ id, text, deletedAt }))).toEqual(
            a.map(({ id, text, deletedAt }) => ({ id, text, deletedAt })),
          )
          expect(new Set(b.map(({ id }) => id)).size).toBe(b.length)
          expect(b.toSorted(inOrder)).toEqual(b)
        },
      ),
    )
  })

  it('keep the status that came furthest and the time of the first change of mind', () => {
    const thread = emptyThread()
    for (const status of ['read', 'sent', 'delivered'] as const)
      putMessage(thread, to(0, 'Hello', { id: 'm-1', status }))
    expect(thread.items.map(({ status }) => status)).toEqual(['read'])
  })
})

describe('a stretch of a long history', () => {
  it('has no gap and no message twice, wherever one scrolls and whatever comes meanwhile', async () => {
    const walk = fc.array(fc.constantFrom('older', 'older', 'older', 'newer', 'live', 'push'), {
      maxLength: 60,
    })
    await fc.assert(
      fc.asyncProperty(walk, fc.integer({ min: 3, max: 9 }), async (steps, size) => {
        const { state, read } = host(300, size)
        const thread = emptyThread()
        startWith(thread, await read(null), null)
        for (const step of steps) {
          const cursor = thread.gone.at(-1)
          if (step === 'older') await readOlder(thread, read, false, 20)
          else if (step === 'newer' && cursor !== undefined)
            await readNewer(thread, read, cursor, undefined, 20)
          else if (step === 'live') state.count += 1
          if (step === 'live' || step === 'push') putMessage(thread, numbered(state.count))
          const held = numbers(thread.items)
          const [first = 0] = held
          expect(held).toEqual(Array.from({ length: held.length }, (_, n) => first + n))
          expect(thread.byId.size).toBe(held.length)
        }
        for (let cursor = thread.gone.at(-1); cursor !== undefined; cursor = thread.gone.at(-1))
          await readNewer(thread, read, cursor, undefined, 20)
        expect(numbers(thread.items).at(-1)).toBe(state.count)
      }),
    )
  })

  it('never holds more than it may and the two pages about it', async () => {
    const { read } = host(500, 10)
    const thread = emptyThread()
    startWith(thread, await read(null), null)
    while (thread.next !== null) {
      await readOlder(thread, read, false, 50)
      expect(thread.items.length).toBeLessThanOrEqual(60)
    }
    expect(numbers(thread.items)[0]).toBe(1)
  })

  it('is joined to what was missed while the network was away, however much it was', async () => {
    for (const missed of [0, 1, 7, 35]) {
      const { state, read } = host(100, 10)
      const thread = emptyThread()
      startWith(thread, await read(null), null)
      await readOlder(thread, read)
      state.count += missed
      await readNewer(thread, read, null)
      const held = numbers(thread.items)
      expect(held).toEqual(Array.from({ length: 20 + missed }, (_, n) => 81 + n))
    }
  })

  it('begins anew with the newest page when too much was missed, and is read on from there', async () => {
    const { state, read } = host(100, 10)
    const thread = emptyThread()
    startWith(thread, await read(null), null)
    state.count += 1000
    await readNewer(thread, read, null)
    expect(numbers(thread.items)).toEqual(Array.from({ length: 10 }, (_, n) => 1091 + n))
    await readOlder(thread, read)
    expect(numbers(thread.items)[0]).toBe(1081)
  })

  it('may begin anywhere, grows from there to the present without a gap, and keeps what comes while it is read', async () => {
    const { state, read } = host(2000, 10)
    const thread = emptyThread()
    startWith(thread, await read(null), null)
    // A merged history is entered at a time: between there and the present no page is known.
    const elsewhere = async () => ({ ...(await read('1500')), cursor: '1500', newer: [null] })
    await land(thread, elsewhere)
    expect(numbers(thread.items).at(-1)).toBe(500)
    for (let cursor = thread.gone.at(-1); cursor !== undefined; cursor = thread.gone.at(-1)) {
      const before = numbers(thread.items).at(-1) ?? 0
      const reading = readNewer(thread, read, cursor, undefined, 5000)
      state.count += 1
      putMessage(thread, numbered(state.count))
      await reading
      const held = numbers(thread.items)
      expect(held).toEqual(Array.from({ length: held.length }, (_, k) => (held[0] ?? 0) + k))
      // Whoever stands at the end of it cannot scroll on to ask for more.
      expect(held.at(-1)).toBeGreaterThan(before)
    }
    expect(numbers(thread.items).at(-1)).toBe(state.count)
    expect(thread).toMatchObject({ below: null, heard: [], fresh: true })
  })

  it('stays what it is where the place it should go to cannot be found', async () => {
    const { read } = host(100, 10)
    const thread = emptyThread()
    startWith(thread, await read(null), null)
    const before = thread.items
    await land(thread, () => Promise.resolve(null))
    expect(thread.items).toBe(before)
    await land(thread, () => Promise.reject(new GatewayProblem('gateway-timeout', null, '')))
    expect(thread.items).toBe(before)
    expect(thread.problem?.code).toBe('gateway-timeout')
  })
})
