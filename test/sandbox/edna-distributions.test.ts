import { expect, test } from 'vitest'
import { ask, CENTER, HOUR_MS, stand } from './edna-stand.ts'

const PAVEL = { extId: 'c-1', phoneNumber: '79123456789' }
const NOTICE = {
  client: PAVEL,
  channel: { channelType: 'WHATSAPP' },
  routing: { skillId: 2, priority: 100 },
  text: 'Order 15 is ready',
  campaignName: 'order-ready',
  chatMessageId: 'bp-9f1c',
}

/** A stand where Pavel has written and nothing is open. */
async function quiet() {
  const there = await stand('empty')
  there.write()
  const { id } = there.engine.store.sessions[0] as { id: string }
  there.engine.close(id, null)
  return {
    ...there,
    distribute: (...messages: object[]) => there.center('POST', 'distributions', { messages }),
    threads: async (query = '') =>
      (await there.center('GET', `distribution-threads${query}`)).json.threads as Record<string, unknown>[],
    arrived: () => there.engine.store.deliveries.map(({ text }) => text),
    open: () => there.engine.store.sessions.filter(({ state }) => state !== 'closed'),
  }
}

test('what is distributed is answered without a body, arrives and opens nothing; the client’s answer opens the campaign’s thread, at the skill', async () => {
  const { distribute, threads, arrived, open, engine, write } = await quiet()
  expect(await distribute(NOTICE)).toMatchObject({ status: 200, json: null })
  expect(arrived()).toEqual(['Order 15 is ready'])
  expect([await threads(), open()]).toEqual([[], []])

  engine.advanceClock(HOUR_MS)
  write('I am coming')
  const [session] = open()
  expect(session).toMatchObject({ contactId: 'c-1', state: 'queued', groupId: 'group-2' })
  const [thread, ...others] = await threads('?page=0&size=1000')
  expect(others).toEqual([])
  expect(thread).toEqual({
    id: Number(session?.id.slice(2)),
    externalClientId: 'c-1',
    campaign: 'order-ready',
    createdAt: expect.any(String),
  })
  expect(await threads(`?fromId=${Number(thread?.['id']) + 1}`)).toEqual([])
  expect(await threads('?page=1&size=1')).toEqual([])
})

test('only the next thread is the campaign’s, and the skill counts until its time is over', async () => {
  const { distribute, threads, open, engine, write } = await quiet()
  const expiredAt = new Date(engine.now().getTime() + HOUR_MS).toISOString().replace('Z', '+00:00')
  await distribute({ ...NOTICE, routing: { skillId: 2, expiredAt } })
  engine.advanceClock(HOUR_MS)
  write('I am coming')
  expect(open()).toMatchObject([{ groupId: 'group-1' }])
  engine.close(open()[0]?.id ?? '', null)
  write('And once more')
  expect(await threads()).toHaveLength(1)
})

test('into an active thread it is written, which stays as it is and is not the campaign’s', async () => {
  const { distribute, threads, open, write, engine } = await quiet()
  write('Anybody there?')
  await distribute(NOTICE)
  expect(open()).toMatchObject([{ groupId: 'group-1' }])
  expect(engine.messagesOf(open()[0]?.id ?? '').at(-1)).toMatchObject({
    text: NOTICE.text,
    author: { kind: 'system' },
  })
  expect(await threads()).toEqual([])
})

test('it may open its thread at once, on stands that do so', async () => {
  const { distribute, threads, open, profile } = await quiet()
  await profile({ distribution: 'opens-thread' })
  await distribute(NOTICE)
  expect(open()).toMatchObject([{ groupId: 'group-2' }])
  expect(await threads()).toMatchObject([{ campaign: 'order-ready' }])
})

test('nobody tells what became of each: a stranger’s is dropped, the next arrives, and the same id sent again arrives again', async () => {
  const { distribute, arrived, engine } = await quiet()
  const stranger = { ...NOTICE, client: { extId: 'nobody' }, text: 'To nobody' }
  const later = { ...NOTICE, text: 'Again' }
  expect((await distribute(stranger, NOTICE, later)).status).toBe(200)
  expect((await distribute(later)).status).toBe(200)
  expect(arrived()).toEqual(['Order 15 is ready', 'Again', 'Again'])
  expect((await distribute({ ...NOTICE, client: { phoneNumber: '79990001122' } })).status).toBe(200)
  // A phone that has never written: free text is outside the window there.
  expect(engine.store.messages.at(-1)).toMatchObject({
    status: 'failed',
    failure: { code: 'not-template-match' },
  })
})

test('the channel is MOBILE when none is named; a channel that is not there, or no text, is refused before anything left', async () => {
  const { center, engine } = await stand()
  const distribute = async (...messages: object[]) =>
    (await center('POST', 'distributions', { messages })).status
  const before = engine.store.deliveries.length
  expect(await distribute(NOTICE, { ...NOTICE, channel: { channelType: 'FAX' } })).toBe(400)
  expect(await distribute(NOTICE, { ...NOTICE, text: '' })).toBe(400)
  expect(engine.store.deliveries).toHaveLength(before)
  expect(await distribute({ client: { extId: 'c-1' }, text: 'Hello' })).toBe(200)
  expect(engine.store.deliveries.at(-1)).toMatchObject({ channel: 'mobile-app', address: 'c-1' })
})

test('the integrator may, and the chatbot at its own address; agents may not', async () => {
  const { url, distribute, center, logIn, arrived } = await quiet()
  const olga = await logIn({ login: 'olga', password: 'sandbox-token-op-1' })
  const body = { messages: [NOTICE] }
  expect((await center('POST', 'distributions', body, olga)).status).toBe(403)
  const bot = async (token: string) =>
    (await ask(url, 'POST', `${CENTER}/v1/chatbot/distributions`, body, { authorization: `Bearer ${token}` }))
      .status
  expect(await bot('wrong')).toBe(401)
  expect(arrived()).toEqual([])
  expect(await bot('sandbox-token-chatbot')).toBe(200)
  expect((await distribute(NOTICE)).status).toBe(200)
  expect(arrived()).toHaveLength(2)
})
