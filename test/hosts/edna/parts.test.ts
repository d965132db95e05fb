import { expect, test } from 'vitest'
import { adapterOver } from './adapter.ts'
import { CHANNEL, HISTORY, PROFILE, THREAD } from './samples.ts'
import { demoStand } from './stand.ts'

const stand = demoStand()

const said = (text: string, at: string, sender = 'CLIENT') => ({ text, sender, receivedDate: at })
const AT = '2026-11-20T09:00:00.000Z'
const LATER = '2026-11-20T09:05:00.000Z'

/** The messages of the sheet's thread, of which Pulse knows this. */
async function shown(messages: readonly object[], history: unknown, patch: object = {}) {
  const { host, asked } = adapterOver(({ path }) => {
    if (path.endsWith('/chatbot/messages')) return messages
    if (path.endsWith('/messages/history')) return history
    if (path.endsWith('/profile')) return PROFILE
    return path.includes('/threads') ? THREAD : [CHANNEL]
  }, patch)
  await host.sessions.get('4410')
  const { items } = await host.sessions.messages('4410', null)
  return { items, questions: asked.filter(({ path }) => path.endsWith('/messages/history')) }
}

test('a file and a place that the chatbot’s history leaves out are told by Pulse’s, with their words where it has them', async () => {
  const messages = [
    said('Look at this', AT),
    said('', '2026-11-20T09:01:00.000Z'),
    said('We see it', '2026-11-20T09:02:00.000Z', 'OPERATOR'),
    said('', LATER),
  ]
  const { items, questions } = await shown(messages, HISTORY)
  expect(items).toMatchObject([
    { text: 'Look at this', attachments: [{ name: 'scratch.jpg', kind: 'image', size: 256 }] },
    { text: '', attachments: [{ name: 'voice.ogg', kind: 'audio', url: 'https://files.example/v.ogg' }] },
    { text: 'We see it', author: { kind: 'operator' } },
    { text: '', place: { latitude: 55.76, longitude: 37.63, title: 'Pokrovka, 17' } },
  ])
  expect(items.filter(({ kind }) => kind !== undefined)).toEqual([])
  // One question about this client, on this channel, within the time of the thread.
  expect(questions.map(({ body }) => body)).toMatchObject([
    {
      subscriberFilter: { address: '79001112233', type: 'PHONE' },
      direction: 'IN',
      subjectId: 345,
      dateFrom: '2026-11-20T08:59:55.000Z',
      dateTo: '2026-11-20T09:05:05.000Z',
    },
  ])
})

test.each([
  ['knows fewer', { content: HISTORY.content.slice(0, 1), hasNext: false }],
  ['has more than one answer', { ...HISTORY, hasNext: true }],
  ['is away', new Response('', { status: 503 })],
  ['speaks in a form that we do not know', { content: [{ content: 7 }, { content: '{' }], hasNext: false }],
])(
  'where Pulse %s, what cannot be told apart is said to be unknown, with the host’s own page',
  async (_, history) => {
    const { items } = await shown([said('', AT), said('', LATER)], history)
    expect(items).toMatchObject([
      { kind: 'unknown', link: THREAD.threadUrl },
      { kind: 'unknown', link: THREAD.threadUrl },
    ])
  },
)

test.each([
  ['no Pulse', { pulse: null }, [said('Hello', AT)]],
  ['nothing of the client', {}, [said('Hello', AT, 'BOT')]],
])('with %s nobody is asked', async (_, patch, messages) => {
  const { items, questions } = await shown(messages, HISTORY, patch)
  expect([items.length, questions.length]).toEqual([1, 0])
})

test('an address that is none of the web is no link', async () => {
  const attachment = { url: 'javascript:alert(1)', name: 'x.png', size: 1 }
  const content = [{ content: { contentType: 'IMAGE', attachment } }]
  const { items } = await shown([said('', AT)], { content, hasNext: false })
  expect(items).toMatchObject([{ attachments: [{ name: 'x.png', url: null }] }])
})

test('of the demo’s talk there is a picture, a film, a recording and a place, each where it was sent, and all of it can be fetched', async () => {
  const host = stand.host()
  const [session] = (await host.sessions.ofContact('c-21', null)).items
  const { items } = await host.sessions.messages(session!.id, null)
  const files = items.flatMap(({ text, attachments = [] }) =>
    attachments.map(({ kind, url }) => ({ text, kind, url })),
  )
  expect(files.map(({ text, kind }) => [text, kind])).toEqual([
    ['Вот фото', 'image'],
    ['И загорается не сразу', 'video'],
    ['', 'audio'],
  ])
  for (const { url } of files) expect((await fetch(url!)).status).toBe(200)
  expect(items.find(({ place }) => place)).toMatchObject({ text: 'Покровка, 17, вход с переулка' })
  // What this host does not tell is not made up: no quote, nothing deleted, no card of somebody's.
  expect(items.filter(({ replyTo, deletedAt, card, kind }) => replyTo ?? deletedAt ?? card ?? kind)).toEqual(
    [],
  )
})
