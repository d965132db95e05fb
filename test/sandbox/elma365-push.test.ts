import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { stand, until } from './stand.ts'

const PAVEL = { channel: 'whatsapp', address: '+79123456789' } as const

interface Heard {
  readonly path: string | undefined
  readonly secret: unknown
  readonly accepted: boolean
  readonly body: { readonly eventId: string; readonly event: string; readonly session: string }
}

/** Stands where the gateway would; refuses the first `failures` pushes. */
async function listener(failures = 0): Promise<{ url: string; heard: Heard[] }> {
  const heard: Heard[] = []
  let refusals = failures
  const server = createServer((request, response) => {
    let text = ''
    request.on('data', (chunk: Buffer) => (text += chunk.toString()))
    request.on('end', () => {
      response.statusCode = refusals > 0 ? 503 : 204
      const secret = request.headers['x-firstline-hook']
      heard.push({ path: request.url, secret, accepted: refusals <= 0, body: JSON.parse(text) })
      refusals -= 1
      response.end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, heard }
}

test('tells the gateway of a client’s session, message and a close, and of nothing else', async () => {
  const { url, heard } = await listener()
  const { engine } = await stand({ gateway: { url, secret: 'x' } })
  const { session } = engine.customer({ ...PAVEL, action: 'write', text: 'Hello' })!
  engine.assign(session.id, 'op-2')
  engine.sendInto(session.id, 'op-2', 'Good day')
  engine.customer({ ...PAVEL, action: 'read' })
  engine.close(session.id, null)
  await until(() => heard.length === 3)
  expect(heard.map(({ body }) => body.event).toSorted()).toEqual([
    'message',
    'session-closed',
    'session-opened',
  ])
  expect(heard.every(({ body }) => body.session === session.id)).toBe(true)
  expect(heard[0]).toMatchObject({ path: '/v1/hooks/sandbox', secret: 'sandbox-hook' })
  expect(new Set(heard.map(({ body }) => body.eventId)).size).toBe(3)
})

test('tries again while the gateway is down, with the same event id', async () => {
  const { url, heard } = await listener(1)
  const { engine } = await stand({ gateway: { url, secret: 'x' } })
  engine.close(engine.customer({ ...PAVEL, action: 'write', text: 'Hello' })!.session.id, null)
  const accepted = (): Heard[] => heard.filter((push) => push.accepted)
  await until(() => accepted().length === 3)
  const refused = heard.find((push) => !push.accepted)
  expect(accepted().map(({ body }) => body)).toContainEqual(refused?.body)
})

test('repeats an event by profile', async () => {
  const { url, heard } = await listener()
  const { engine, ask } = await stand({ gateway: { url, secret: 'x' } })
  await ask('POST', '/_sandbox/profile', { pushTwice: true })
  engine.customer({ ...PAVEL, action: 'write', text: 'Hello' })
  await until(() => heard.length === 4)
  expect(new Set(heard.map(({ body }) => body.eventId)).size).toBe(2)
})
