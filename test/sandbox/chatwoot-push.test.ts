import { createHmac } from 'node:crypto'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import { account } from './chatwoot-account.ts'

interface Call {
  readonly headers: IncomingHttpHeaders
  readonly raw: string
  // oxlint-disable-next-line typescript/no-explicit-any -- bodies of any shape, judged by the tests
  readonly body: any
}

/** A sandbox whose web hooks come here. `answer`: with what, and `null`: never. */
async function receiver(answer: number | null, profile: object = {}) {
  const calls: Call[] = []
  /** The words of messages whose call has ended. */
  const over = new Set<string>()
  const server = createServer((request, response) => {
    let raw = ''
    request.on('data', (part) => (raw += part))
    request.on('end', () => {
      const body = JSON.parse(raw)
      calls.push({ headers: request.headers, raw, body })
      response.on('close', () => over.add(body.content))
      if (answer !== null) response.writeHead(answer).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const sandbox = await account(profile)
  sandbox.setGateway({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, secret: 'secret' })
  const named = (event: string) => calls.filter(({ body }) => body.event === event)
  return { ...sandbox, named, over }
}

test('a web hook is signed over time and raw body, and tells a message without its status (scenarios 19 and 22)', async () => {
  const { customer, named } = await receiver(200)
  await customer('write')
  await expect.poll(() => named('message_created')).toHaveLength(1)
  const [call] = named('message_created')
  expect(call!.body).toMatchObject({
    message_type: 'incoming',
    created_at: expect.stringMatching(/Z$/),
    conversation: { messages: [{ status: 'sent' }] },
  })
  expect(call!.body).not.toHaveProperty('status')
  const timestamp = String(call!.headers['x-chatwoot-timestamp'])
  const digest = createHmac('sha256', 'sandbox-hook').update(`${timestamp}.${call!.raw}`).digest('hex')
  expect(call!.headers['x-chatwoot-signature']).toBe(`sha256=${digest}`)
})

test('a web hook tells what has changed, and how far a message came only in its conversation (scenario 19)', async () => {
  const { customer, named, ask } = await receiver(200)
  await customer('write')
  const { id } = (await ask('GET', '/conversations?inbox_id=1')).json.data.payload[0]
  await ask('POST', `/conversations/${id}/assignments`, { assignee_id: 2 })
  await expect
    .poll(() => named('conversation_updated').at(-1)?.body.changed_attributes)
    .toEqual([{ assignee_id: { previous_value: null, current_value: 2 } }])
  await ask('POST', `/conversations/${id}/messages`, { content: 'It is ready' })
  await customer('read')
  const stages = () => named('message_updated').map(({ body }) => body.conversation.messages[0].status)
  await expect.poll(() => stages().toSorted()).toEqual(['delivered', 'read', 'sent'])
  expect(named('message_updated').filter(({ body }) => 'status' in body)).toEqual([])
  await customer('block')
  await ask('POST', `/conversations/${id}/messages`, { content: 'Are you there?' })
  await expect
    .poll(() => named('message_updated').at(-1)?.body.content_attributes)
    .toMatchObject({ external_error: expect.any(String) })
  await ask('POST', `/conversations/${id}/toggle_status`, { status: 'resolved' })
  await expect
    .poll(() => named('conversation_status_changed').at(-1)?.body)
    .toMatchObject({
      status: 'resolved',
      changed_attributes: [{ status: { previous_value: 'open', current_value: 'resolved' } }],
    })
})

test.each([
  ['refuses', 500],
  ['never answers', null],
])('a web hook whose receiver %s is given up, and never repeated (scenario 19)', async (_, answer) => {
  const { customer, named, over } = await receiver(answer, { hookTimeoutMs: 1000 })
  for (const text of ['First', 'Second']) {
    await customer('write', text)
    await expect
      .poll(() => named('message_created').filter(({ body }) => body.content === text))
      .toHaveLength(1)
    await expect.poll(() => over.has(text)).toBe(true)
  }
  expect(named('message_created')).toHaveLength(2)
})

interface Frame {
  readonly event: string
  // oxlint-disable-next-line typescript/no-explicit-any -- frames of any shape, judged by the tests
  readonly data: any
}

test('the socket tells each stage of a message, the echo once, foreign accounts too, and that caches are stale (scenarios 13 and 20)', async () => {
  const { url, ask, customer } = await account({ socketForeign: true })
  await customer('write')
  const { id } = (await ask('GET', '/conversations?inbox_id=1')).json.data.payload[0]
  const socket = new WebSocket(`${url.replace('http', 'ws')}/cable`, 'actioncable-v1-json')
  onTestFinished(() => socket.terminate())
  const frames: Frame[] = []
  const confirmed = Promise.withResolvers<void>()
  const room = { channel: 'RoomChannel', pubsub_token: 'sandbox-token-pubsub', account_id: 3, user_id: 900 }
  socket.on('message', (raw) => {
    const { type, message } = JSON.parse(String(raw))
    if (type === 'welcome')
      socket.send(JSON.stringify({ command: 'subscribe', identifier: JSON.stringify(room) }))
    if (type === 'confirm_subscription') confirmed.resolve()
    if (message?.event) frames.push(message)
  })
  await confirmed.promise
  const own = () => frames.filter(({ data }) => data.account_id === 3)
  const stages = (content: string) =>
    own().flatMap(({ event, data }) => (data.content === content ? [[event, data.status, data.echo_id]] : []))
  await ask('POST', `/conversations/${id}/messages`, { content: 'It is ready', echo_id: 'e-1' })
  await customer('read')
  await expect
    .poll(() => stages('It is ready'))
    .toEqual([
      ['message.created', 'sent', 'e-1'],
      ['message.updated', 'sent', undefined],
      ['message.updated', 'delivered', undefined],
      ['message.updated', 'read', undefined],
    ])
  await customer('block')
  await ask('POST', `/conversations/${id}/messages`, { content: 'Are you there?' })
  await expect.poll(() => stages('Are you there?').map(([, status]) => status)).toEqual(['sent', 'failed'])
  // Each came with one of another account, which looks the same but for its number.
  expect(frames.length).toBe(own().length * 2)
  await ask('POST', '/../../../../_sandbox/reset', { seed: 'demo' })
  await expect
    .poll(() => own().at(-1))
    .toMatchObject({
      event: 'account.cache_invalidated',
      data: {
        cache_keys: { label: expect.any(String), inbox: expect.any(String), team: expect.any(String) },
      },
    })
})
