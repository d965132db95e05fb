import { expect, test } from 'vitest'
import { stand } from './edna-stand.ts'

const CONTENT = {
  contentType: 'TEXT',
  text: 'Order 15 is ready on 10 May',
  header: { text: 'Hello Oleg' },
  footer: { text: 'Northwind' },
}
const SCHEDULE = {
  requestId: 'bp-1',
  cascadeId: 2557,
  subscriberFilter: { address: '79123456789', type: 'PHONE' },
  content: { whatsappContent: CONTENT },
  comment: 'bp-1',
}

test('every channel of Pulse has a cascade by itself, beside others', async () => {
  const { pulse } = await stand()
  const { json } = await pulse('cascade/get-all', {})
  for (const subjectId of [345, 346, 347])
    expect(json).toContainEqual(
      expect.objectContaining({
        status: 'ACTIVE',
        stages: [expect.objectContaining({ subject: expect.objectContaining({ id: subjectId }) })],
      }),
    )
})

test('content that is an approved template arrives with its parts, once per request id', async () => {
  const { pulse, engine } = await stand('empty')
  expect(await pulse('cascade/schedule', SCHEDULE)).toMatchObject({
    status: 200,
    json: { requestId: 'bp-1' },
  })
  expect(engine.store.deliveries).toMatchObject([
    { template: { header: 'Hello Oleg', body: CONTENT.text, footer: 'Northwind', approved: true } },
  ])
  expect(await pulse('cascade/schedule', SCHEDULE)).toMatchObject({
    status: 400,
    json: { error: 'requestId-is-not-unique' },
  })
  expect(engine.store.deliveries).toHaveLength(1)
})

test.each([
  [{ text: 'Order 15 is ready' }],
  [{ text: 'Order  is ready on 10 May' }],
  [{ header: null }],
  [{ footer: { text: 'Somebody else' } }],
  [{ text: 'A text that is locked.', header: null, footer: null }],
  [{ text: 'A text that waits for approval.', header: null, footer: null }],
])('other content is taken and undelivered, or refused at once: %j', async (patch) => {
  const { pulse, engine, profile } = await stand('empty')
  const asked = { ...SCHEDULE, content: { whatsappContent: { ...CONTENT, ...patch } } }
  expect((await pulse('cascade/schedule', asked)).status).toBe(200)
  expect(engine.store.deliveries).toEqual([])
  const { json } = await pulse('messages/history', { direction: 'OUT', subjectId: 345 })
  expect(json.content).toMatchObject([{ comment: 'bp-1', deliveryStatus: 'UNDELIVERED', subjectId: 345 }])
  await profile({ mismatch: 'at-once' })
  expect(await pulse('cascade/schedule', { ...asked, requestId: 'bp-2' })).toMatchObject({
    status: 400,
    json: { error: 'matched-template-not-found' },
  })
})

test.each([
  [{ cascadeId: 2550 }, 'cascade-not-found'],
  [{ cascadeId: 1 }, 'cascade-not-found'],
  [{ content: {} }, 'content-not-specified'],
])('%j is refused: %s', async (patch, error) => {
  const { pulse } = await stand('empty')
  expect(await pulse('cascade/schedule', { ...SCHEDULE, ...patch })).toMatchObject({
    status: 400,
    json: { error },
  })
})

test('each channel has its own catalogue, and one of them is empty', async () => {
  const { pulse } = await stand()
  const ids = async (subjectId: number) =>
    (await pulse('message-matchers/get-by-request', { subjectId })).json.map(({ id }: { id: number }) => id)
  expect(await ids(345)).toContain(242)
  expect(await ids(346)).toEqual([])
  expect(await ids(347)).toEqual([260, 261])
  expect(await ids(999)).toEqual([])
})

test('Viber has its own door, which takes its templates alone', async () => {
  const { pulse, engine } = await stand()
  const send = { messageId: 'bp-1', sender: 'SHOP_VB', phone: '79123456789', templateId: 260 }
  const filled = { ...send, textVariables: ['15', 'Олег'] }
  expect((await pulse('v1/out-messages/viber/template', filled)).status).toBe(200)
  expect(engine.store.deliveries.at(-1)).toMatchObject({
    channel: 'viber',
    text: 'Заказ 15 готов, Олег. Ждём вас!',
  })
  expect((await pulse('v1/out-messages/viber/template', { ...send, textVariables: ['15'] })).status).toBe(400)
  expect((await pulse('v1/out-messages/whatsapp/template', filled)).status).toBe(400)
})
