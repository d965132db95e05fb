import { expect, test } from 'vitest'
import { ask, stand } from './edna-stand.ts'

const SEND = {
  messageId: 'bp-1',
  sender: 'SHOP_WA',
  phone: '79123456789',
  templateId: 242,
  headerVariables: ['Oleg'],
  textVariables: ['15', '10 May'],
  options: { comment: 'order-ready' },
}
const PATH = 'v1/out-messages/whatsapp/template'
const HISTORY = { subscriberFilter: { address: '79123456789', type: 'PHONE' }, direction: 'OUT' }

test('channels: one that is not active has no subjectId; a wrong key is 401', async () => {
  const { url } = await stand('empty')
  const path = '/pulse/api/channel-profile?types=WHATSAPP'
  const key = { 'x-api-key': 'sandbox-token-pulse' }
  const { json } = await ask(url, 'GET', path, undefined, key)
  expect(json.map(({ subjectId }: { subjectId?: number }) => subjectId)).toEqual([345, 346, undefined])
  expect((await ask(url, 'GET', path, undefined, { 'x-api-key': 'no' })).status).toBe(401)
})

test('a template reaches a person who has never written, with header, text and footer', async () => {
  const { pulse, engine } = await stand('empty')
  expect((await pulse(PATH, SEND)).status).toBe(200)
  expect(engine.store.deliveries).toMatchObject([
    { channel: 'whatsapp', text: 'Hello Oleg\nOrder 15 is ready on 10 May\nNorthwind' },
  ])
})

test.each([
  [{ templateId: 247 }, 'matched-template-not-found'],
  [{ templateId: 248 }, 'matched-template-not-found'],
  [{ textVariables: ['15'] }, 'matched-template-not-found'],
  [{ sender: 'SHOP_WA_2' }, 'error-subject-unknown'],
])('%j is refused: %s', async (patch, error) => {
  const { pulse, engine } = await stand('empty')
  expect(await pulse(PATH, { ...SEND, ...patch })).toMatchObject({ status: 400, json: { error } })
  expect(engine.store.messages).toEqual([])
})

test('one messageId sends once', async () => {
  const { pulse, engine } = await stand('empty')
  await pulse(PATH, SEND)
  expect(await pulse(PATH, { ...SEND, textVariables: ['16', '11 May'] })).toMatchObject({
    status: 400,
    json: { error: 'requestId-is-not-unique' },
  })
  expect(engine.store.deliveries).toHaveLength(1)
})

test('equal words to one person within twenty minutes are cancelled, later they are not', async () => {
  const { pulse, engine } = await stand('empty')
  await pulse(PATH, SEND)
  await pulse(PATH, { ...SEND, messageId: 'bp-2' })
  expect(engine.store.deliveries).toHaveLength(1)
  engine.advanceClock(20 * 60_000 + 1)
  await pulse(PATH, { ...SEND, messageId: 'bp-3' })
  expect(engine.store.deliveries).toHaveLength(2)
  const { json } = await pulse('messages/history', HISTORY)
  const statuses = json.content.map(({ deliveryStatus }: { deliveryStatus: string }) => deliveryStatus)
  expect(statuses).toEqual(['DELIVERED', 'CANCELLED', 'DELIVERED'])
})

test('the history is read in pages, and its content is an object or a string', async () => {
  const { pulse, profile, write } = await stand('empty')
  await pulse(PATH, SEND)
  write()
  const read = async (patch: object) => (await pulse('messages/history', { ...HISTORY, ...patch })).json
  expect(await read({ direction: 'IN' })).toMatchObject({ content: [{ direction: 'IN' }], hasNext: false })
  expect(await read({ direction: null, limit: 1 })).toMatchObject({ hasNext: true })
  expect((await read({})).content[0]).toMatchObject({
    comment: 'order-ready',
    content: { contentType: 'TEXT' },
  })
  await profile({ historyContent: 'string' })
  expect((await read({})).content[0].content).toMatch(/^\{"contentType"/)
})
