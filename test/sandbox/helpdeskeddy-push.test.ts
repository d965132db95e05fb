import { createServer } from 'node:http'
import { expect, test } from 'vitest'
import { desk } from './helpdeskeddy-desk.ts'
import { until } from './stand.ts'

test('the dispatcher tells in strings what a client wrote, again and with our own posts where the profile says so', async () => {
  const told: unknown[] = []
  const server = createServer((request, response) => {
    let text = ''
    request.on('data', (part) => (text += String(part)))
    request.on('end', () => {
      told.push({ secret: request.headers['x-firstline-hook'], url: request.url, ...JSON.parse(text) })
      response.end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  const { ask, engine, profile } = await desk({ gateway: { url: `http://127.0.0.1:${port}`, secret: 's' } })
  await ask('PUT', 'tickets/3/', { status_id: 'open' })
  await until(() => told.length === 1)
  engine.customer({ action: 'write', channel: 'whatsapp', address: '+79123456789', text: 'He said "no"' })
  await until(() => told.length === 2)
  const postId = engine.store.messages.at(-1)!.id.slice(2)
  expect(told.at(-1)).toMatchObject({
    secret: 'sandbox-hook',
    url: '/v1/hooks/sandbox',
    event: 'message',
    ticketId: '3',
    postId,
    contactId: '1',
  })
  await ask('POST', 'tickets/3/posts/', { text: 'Ours', user_id: 900_001 })
  await profile({ pushEcho: true, pushTwice: true })
  await ask('POST', 'tickets/3/posts/', { text: 'Ours again', user_id: 900_001 })
  await until(() => told.length === 4)
  expect(told.slice(2)).toMatchObject([{ postAuthorId: '900001' }, { postAuthorId: '900001' }])
  await new Promise((resolve) => server.close(resolve))
})
