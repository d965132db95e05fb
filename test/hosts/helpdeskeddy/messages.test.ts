import { describe, expect, test } from 'vitest'
import type { Host } from '../../../src/hosts/port.ts'
import { adapterOver, NOW, page, SETTINGS, wirePost, wireTicket, wireUser, type Asked } from './adapter.ts'

/** The samples of the sheet, 3.4: comments have the fields of posts, and `visible`. */
const wireComment = (id: number, at: string, patch: object = {}) => ({
  ...wirePost({ id, text: `<p>Note ${id}</p>`, date_created: at, date_updated: at, files: [] }),
  visible: 'staff',
  ...patch,
})
const time = (seconds: number) =>
  `10:${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')} 18.11.2026`

interface Given {
  readonly ticket?: object
  readonly posts?: readonly object[]
  readonly comments?: readonly object[] | Response
  readonly settings?: object
  readonly now?: () => Date
}

/** A ticket with these posts, newest first and thirty a page, and these comments. */
function ticketWith({ ticket = {}, posts = [wirePost()], comments = [], settings = {}, now }: Given) {
  return adapterOver(
    ({ method, path }: Asked) => {
      const number = Number(new URLSearchParams(path.split('?')[1]).get('page') ?? 1)
      if (method === 'POST') return { data: { id: 77 } }
      if (path.startsWith('users/')) return { data: wireUser({ id: 17, group: { type: 'staff' } }) }
      if (path.includes('/comments/')) return comments instanceof Response ? comments.clone() : page(comments)
      if (!path.includes('/posts/')) return { data: wireTicket(ticket) }
      return page(posts.slice((number - 1) * 30, number * 30), number, Math.ceil(posts.length / 30))
    },
    settings,
    now,
  )
}

async function allOf(host: Host) {
  const pages = []
  let cursor: string | null = null
  do {
    const read: Awaited<ReturnType<Host['sessions']['messages']>> = await host.sessions.messages(
      '501',
      cursor,
    )
    pages.push(read.items)
    cursor = read.next
  } while (cursor !== null)
  return pages
}
const only = async (given: Given) => (await ticketWith(given).host.sessions.messages('501', null)).items[0]!

describe('comments', () => {
  test('stand among the posts at their time, each once, whatever page they fall on', async () => {
    const posts = Array.from({ length: 70 }, (_, at) => {
      const when = time((69 - at) * 10)
      return wirePost({ id: 1000 - at, date_created: when, date_updated: when })
    })
    // Before all posts, at the very second at which a page ends (of two posts), between, and after all.
    const comments = [700, 395, 400, 401, 0, 95].map((seconds, at) => wireComment(at + 1, time(seconds)))
    const pages = await allOf(ticketWith({ posts, comments }).host)
    expect(pages).toHaveLength(3)
    const all = pages.toReversed().flat()
    expect(all.map(({ at }) => at)).toEqual(all.map(({ at }) => at).toSorted())
    expect(all.filter(({ kind }) => kind === 'note').map(({ text }) => text)).toEqual(
      [5, 6, 2, 3, 4, 1].map((id) => `Note ${id}`),
    )
    expect(new Set(all.map(({ id }) => id)).size).toBe(76)
  })

  test('are for the staff alone, have an id of their own, and the robot writes as the system', async () => {
    const comments = [wireComment(9021, time(1)), wireComment(7, time(2), { user_id: 99 })]
    const { items } = await ticketWith({ comments }).host.sessions.messages('501', null)
    const notes = items.filter(({ kind }) => kind === 'note')
    expect(notes).toMatchObject([
      { id: 'note-501-9021', status: null, author: { kind: 'operator', id: '17' } },
      { id: 'note-501-7', author: { kind: 'system', id: null } },
    ])
    expect(items.map(({ id }) => id)).toContain('9021')
  })

  test('are read again after twenty seconds, or at once when we have written one', async () => {
    const clock = { now: Date.parse(NOW) }
    const { host, asked } = ticketWith({
      settings: { linesFreshForMs: 60_000 },
      now: () => new Date(clock.now),
    })
    const looks = async () => {
      await host.sessions.messages('501', null)
      return asked.filter(({ method, path }) => method === 'GET' && path.includes('/comments/')).length
    }
    expect([await looks(), await looks()]).toEqual([1, 1])
    clock.now += 20_000
    expect([await looks(), await looks()]).toEqual([2, 2])
    const note = { mark: 'n-1', sessionId: '501', operatorId: '17', text: 'Look', plannedAt: NOW }
    expect(await host.notes!.add(note)).toEqual({ messageId: 'note-501-77' })
    expect(await looks()).toBe(3)
  })

  test('that may not be read, or are switched off, leave the conversation as it is', async () => {
    const refused = Response.json(
      { errors: [{ code: 'e-403', title: 'Forbidden', details: '' }] },
      { status: 403 },
    )
    expect(await only({ comments: refused })).toMatchObject({ id: '9021' })
    const { host, asked } = ticketWith({ settings: { comments: false } })
    await host.sessions.messages('501', null)
    expect(asked.filter(({ path }) => path.includes('comments'))).toEqual([])
  })
})

describe('a post', () => {
  test('that was changed tells when, in the tenant’s time; others do not', async () => {
    const changed = wirePost({ date_updated: '10:05:40 18.11.2026' })
    expect((await only({ posts: [changed] })).editedAt).toBe('2026-11-18T07:05:40.000Z')
    for (const post of [
      wirePost(),
      wirePost({ date_updated: undefined }),
      wirePost({ date_updated: 'null' }),
    ])
      expect(await only({ posts: [post] })).not.toHaveProperty('editedAt')
  })

  test.each([
    ['pdf', 'offer.bin', 'application/pdf'],
    ['PNG', 'a', 'image/png'],
    ['', 'voice.ogg', 'audio/ogg'],
    ['xyz', 'a.png', null],
    ['', 'README', null],
  ])('has files of the type that their ending says: %j of %j is %s', async (data_type, name, type) => {
    const files = [{ name, url: 'https://desk.example.org/en/file/download/0f3a', data_type }]
    expect((await only({ posts: [wirePost({ files })] })).attachments).toMatchObject([
      { name, type, size: null },
    ])
  })

  test('with the words of the channel’s default template is one (R-WIN-2)', async () => {
    const [sales] = SETTINGS.lines
    const channels = [{ channel: 'whatsapp', sources: ['WhatsApp'], defaultTemplate: 'Good day!\nMay we?' }]
    const settings = { lines: [{ ...sales, channels }] }
    const ticket = { source: 'WhatsApp' }
    const ours = wirePost({ text: '<p>Good day!<br>May we?</p>' })
    expect(await only({ settings, ticket, posts: [ours] })).toMatchObject({ template: { name: null } })
    const theirs = { ...ours, user_id: 312 }
    for (const post of [wirePost(), theirs])
      expect(await only({ settings, ticket, posts: [post] })).not.toHaveProperty('template')
  })
})

describe('a letter', () => {
  const LETTER = { source: 'email', cc: ['boss@example.org'] }
  const rich = '<p>Good <b>day</b>!</p><table><tr><td>2</td></tr></table>'

  test('keeps its HTML where plain words would lose something, and who wrote it', async () => {
    const posts = [wirePost({ user_id: 312, text: rich })]
    expect((await only({ ticket: LETTER, posts })).letter).toEqual({
      subject: 'Delivery of order 7741',
      from: 'p.serov@example.org',
      to: [],
      cc: [],
      html: rich,
    })
  })

  test('of the staff goes with the ticket’s copies', async () => {
    expect((await only({ ticket: LETTER })).letter).toEqual({
      subject: 'Delivery of order 7741',
      from: null,
      to: ['p.serov@example.org'],
      cc: ['boss@example.org'],
      html: null,
    })
  })

  test.each([
    [{ source: 'email' }, '<p>Good day!</p>\n<p>See you<br/>there</p>'],
    [{ source: 'WhatsApp', cc: ['boss@example.org'] }, rich],
  ])('is none where there is no more than the session tells: %j', async (ticket, text) => {
    expect(await only({ ticket, posts: [wirePost({ text })] })).not.toHaveProperty('letter')
  })
})
