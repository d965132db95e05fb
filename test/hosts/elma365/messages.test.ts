import { array, assert, asyncProperty, integer } from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { HostMessage } from '../../../src/hosts/port.ts'
import { adapterOver, wireMessage } from './adapter.ts'

type Order = 'oldest-first' | 'newest-first'

/** A session on a host that lists in one of the two orders; `grow` adds newer messages. */
function session(order: Order, count: number) {
  const all: ReturnType<typeof wireMessage>[] = []
  const grow = (by: number) => {
    for (let nth = 0; nth < by; nth += 1) {
      const at = new Date(Date.UTC(2026, 10, 20) + all.length * 1000).toISOString()
      all.push(wireMessage(`m-${all.length}`, at))
    }
  }
  grow(count)
  const { host, asked } = adapterOver(({ body }) => {
    const { from, size } = body as { from: number; size: number }
    const listed = order === 'oldest-first' ? all : all.toReversed()
    return { messages: listed.slice(from, from + size) }
  })
  return { host, asked, all, grow }
}

const ids = (messages: readonly HostMessage[]) => messages.map(({ id }) => id)

describe.each(['oldest-first', 'newest-first'] as const)('a host that lists %s', (order) => {
  test('pages give every message once, newest page first, while new ones arrive', async () => {
    await assert(
      asyncProperty(
        integer({ min: 0, max: 400 }),
        array(integer({ min: 0, max: 120 }), { maxLength: 12 }),
        async (count, arrivals) => {
          const { host, all, grow } = session(order, count)
          const before = all.map(({ id }) => id)
          const pages: string[][] = []
          let cursor: string | null = null
          do {
            const page = await host.sessions.messages('s-1', cursor)
            pages.push(ids(page.items))
            cursor = page.next
            grow(arrivals[pages.length - 1] ?? 0)
          } while (cursor !== null)
          expect(pages.toReversed().flat()).toEqual(before)
          expect(ids((await host.sessions.messages('s-1', null)).items)).toEqual(
            all.slice(-50).map(({ id }) => id),
          )
        },
      ),
      { numRuns: 60 },
    )
  })

  test('asking again for the newest does not read a long session whole', async () => {
    const { host, asked, grow } = session(order, 5000)
    await host.sessions.messages('s-1', null)
    const first = asked.length
    grow(3)
    const page = await host.sessions.messages('s-1', null)
    expect(page.items.at(-1)!.id).toBe('m-5002')
    expect(page.items).toHaveLength(50)
    expect(asked.length - first).toBe(1)
  })
})

test('pages go on though the message they stood at is gone', async () => {
  const { host, all } = session('newest-first', 200)
  const { next } = await host.sessions.messages('s-1', null)
  all.splice(150, 1)
  const page = await host.sessions.messages('s-1', next)
  expect(page.items.at(-1)!.id).toBe('m-148')
})

test('a session that has become shorter is read anew', async () => {
  const { host, all } = session('oldest-first', 200)
  await host.sessions.messages('s-1', null)
  all.splice(60)
  expect((await host.sessions.messages('s-1', null)).items.at(-1)!.id).toBe('m-59')
})

test.each(['x', 'n1', 'o', 'o-1', 'n99999999~a', ''])(
  'a cursor that is not ours is refused (%j)',
  async (cursor) => {
    const { host } = session('oldest-first', 1)
    await expect(host.sessions.messages('s-1', cursor)).rejects.toMatchObject({ code: 'bad-request' })
  },
)

test('who wrote, when, and how far it came are as the host says, in UTC', async () => {
  const { host } = adapterOver(() => ({
    messages: [
      wireMessage('m-1', '2026-11-20T12:00:00+03:00'),
      wireMessage('m-2', '2026-11-20T12:01:00+03:00', { fromClient: false, operator: 'op-1', isRead: true }),
      wireMessage('m-3', '2026-11-20T12:02:00+03:00', { fromClient: false, body: '' }),
    ],
  }))
  const { items } = await host.sessions.messages('s-1', null)
  expect(items).toEqual([
    expect.objectContaining({ direction: 'inbound', status: null, at: '2026-11-20T09:00:00.000Z' }),
    expect.objectContaining({
      direction: 'outbound',
      status: 'read',
      author: { kind: 'operator', id: 'op-1', name: null },
    }),
    expect.objectContaining({
      status: 'accepted',
      text: '',
      author: { kind: 'system', id: null, name: null },
    }),
  ])
})

test('what was deleted tells when; what has neither words nor files is led to the host’s own page', async () => {
  const at = '2026-11-20T10:00:00Z'
  const page = { sessionPage: 'https://company.example/lines/{session}' }
  const messages = [
    wireMessage('m-1', at, { deletedAt: '2026-11-20T13:05:00+03:00' }),
    wireMessage('m-2', at, { body: ' ' }),
    wireMessage('m-3', at, { body: '', deletedAt: at }),
    wireMessage('m-4', at, { body: '', files: [{ name: 'photo.jpg', url: '/_files/1' }] }),
    // An older script of the module.
    wireMessage('m-5', at, { deletedAt: undefined }),
  ]
  const { host } = adapterOver(() => ({ messages }), page)
  const { items } = await host.sessions.messages('s-1', null)
  expect(items.map(({ deletedAt, kind, link }) => [deletedAt, kind, link])).toEqual([
    ['2026-11-20T10:05:00.000Z', undefined, undefined],
    [undefined, 'unknown', 'https://company.example/lines/s-1'],
    ['2026-11-20T10:00:00.000Z', undefined, undefined],
    [undefined, undefined, undefined],
    [undefined, undefined, undefined],
  ])
  expect(items[3]!.attachments).toMatchObject([{ name: 'photo.jpg', type: 'image/jpeg' }])
})
