import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { stand } from './edna-stand.ts'
import { until } from './stand.ts'

interface Heard {
  readonly method: string
  readonly url: string
  readonly body: Record<string, unknown>
}

/** A stand that pushes to somebody who answers everything with 202, unless told otherwise. */
async function heardBy(statusOf: (heard: Heard) => number = () => 202) {
  const there = await stand('empty')
  const heard: Heard[] = []
  const server = createServer((request, response) => {
    let text = ''
    request.on('data', (part) => (text += part))
    request.on('end', () => {
      const { method = '', url = '' } = request
      const one = { method, url, body: text === '' ? {} : JSON.parse(text) }
      heard.push(one)
      response.writeHead(statusOf(one)).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  there.setGateway({ url: `http://127.0.0.1:${port}`, secret: 'workspace-secret' })
  return {
    ...there,
    training: () => heard.filter(({ body }) => body['action'] === 'TRAINING'),
    pulses: () => heard.filter(({ body }) => body['action'] === undefined),
  }
}

test('every message is pushed to the bot’s webhook, with its place in the thread, again and again if need be', async () => {
  const { write, engine, profile, training } = await heardBy()
  await profile({ pushTwice: true })
  write('One')
  const { id } = engine.store.sessions[0] as { id: string }
  await until(() => training().length === 2)
  expect(training()[0]).toEqual(training()[1])
  expect(training()[0]).toMatchObject({
    url: '/v1/hooks/sandbox/sandbox-hook',
    body: {
      action: 'TRAINING',
      sessionId: id.slice(2),
      messageIndex: 1,
      messageOwner: 'CLIENT',
      clientId: 'c-1',
    },
  })
  await profile({ pushTwice: false })
  engine.sendInto(id, 'op-1', 'And two')
  await until(() => training().length === 3)
  expect(training()[2]?.body).toMatchObject({ text: 'And two', messageIndex: 2, messageOwner: 'OPERATOR' })
})

test('Pulse asks the address by HEAD first, and pushes nothing where nobody answers it', async () => {
  let head = 404
  const { write, pulses, training } = await heardBy(({ method }) => (method === 'HEAD' ? head : 202))
  write('One')
  await until(() => pulses().length === 1 && training().length === 1)
  head = 200
  write('Two')
  await until(() => pulses().length === 3)
  expect(pulses().map(({ method }) => method)).toEqual(['HEAD', 'HEAD', 'POST'])
  expect(pulses()[2]?.body).toMatchObject({ messageContent: { type: 'TEXT', text: 'Two' } })
})

test('a picture is told by both web hooks and the history under an address that anybody can fetch', async () => {
  const { engine, url, pulse, pulses, training } = await heardBy(() => 200)
  const bytes = new Uint8Array([1, 2, 3])
  const { name, type, size, url: address } = engine.keepFile({ name: 'lamp.png', type: 'image/png', bytes })
  const sender = { channel: 'whatsapp', address: '+79123456789' } as const
  engine.customer({
    ...sender,
    action: 'write',
    text: 'Look',
    attachments: [{ name, type, size, url: address }],
  })
  const whole = { url: `${url}${address}`, name, size: 3 }
  await until(() => pulses().length === 2 && training().length === 1)
  expect(training()[0]?.body).toMatchObject({ text: 'Look', attachments: [whole] })
  const content = { text: null, caption: 'Look', attachment: whole }
  expect(pulses()[1]?.body).toMatchObject({ messageContent: { type: 'IMAGE', ...content } })
  const { json } = await pulse('messages/history', { direction: 'IN' })
  expect(json.content[0].content).toEqual({ contentType: 'IMAGE', ...content })
  expect((await (await fetch(whole.url)).bytes()).length).toBe(3)
})

test.each([
  ['three', 2],
  ['ten', 5],
])(
  'a push of Pulse that is not taken is tried again, %s times: here %i were in vain',
  async (statusTries, vain) => {
    const { write, pulses, profile } = await heardBy(({ method }) =>
      method === 'POST' && pulses().filter((one) => one.method === 'POST').length <= vain ? 500 : 200,
    )
    await profile({ statusTries })
    write('One')
    await until(() => pulses().length === vain + 2)
    const [, ...posts] = pulses()
    for (const { body } of posts) expect(body).toEqual(posts[0]?.body)
  },
)
