import { createServer } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import { desk } from './helpdeskeddy-desk.ts'
import { until } from './stand.ts'

interface Told {
  readonly secret: unknown
  readonly url: string | undefined
  readonly text: string
}

/** A dispatcher that tells whoever stands where the gateway would; `status` is what it is answered with. */
async function told() {
  const calls: Told[] = []
  const answers = { status: 200 }
  const server = createServer((request, response) => {
    let text = ''
    request.on('data', (part) => (text += String(part)))
    request.on('end', () => {
      calls.push({ secret: request.headers['x-firstline-hook'], url: request.url, text })
      response.writeHead(answers.status).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const { port } = server.address() as { port: number }
  const stand = await desk({ gateway: { url: `http://127.0.0.1:${port}`, secret: 's' } })
  await stand.ask('PUT', 'tickets/3/', { status_id: 'open' })
  await until(() => calls.length === 1)
  return { ...stand, calls, answers, last: () => JSON.parse(calls.at(-1)!.text) as unknown }
}
const QUOTES = {
  action: 'write',
  channel: 'whatsapp',
  address: '+79123456789',
  text: 'He said "no"',
} as const

test('the dispatcher tells in strings what a client wrote, again and with our own posts where the profile says so', async () => {
  const { ask, engine, profile, calls, last } = await told()
  engine.customer(QUOTES)
  await until(() => calls.length === 2)
  expect(calls[1]).toMatchObject({ secret: 'sandbox-hook', url: '/v1/hooks/sandbox' })
  const postId = engine.store.messages.at(-1)!.id.slice(2)
  expect(last()).toMatchObject({ event: 'message', ticketId: '3', postId, contactId: '1' })
  for (const value of Object.values(last() as object)) expect(typeof value).toBe('string')
  await ask('POST', 'tickets/3/posts/', { text: 'Ours', user_id: 900_001 })
  await profile({ pushEcho: true, pushTwice: true })
  await ask('POST', 'tickets/3/posts/', { text: 'Ours again', user_id: 900_001 })
  await until(() => calls.length === 4)
  expect(last()).toMatchObject({ postAuthorId: '900001' })
  expect(calls[2]!.text).toBe(calls[3]!.text)
})

test('a body with the text in it is broken by quotes; what was not taken with 2xx or 3xx is told again', async () => {
  const { engine, profile, calls, answers, last } = await told()
  await profile({ pushText: true, pushDelayMs: 20 })
  answers.status = 400
  engine.customer(QUOTES)
  await until(() => calls.length === 3)
  expect(calls[1]!.text).toContain('"text":"He said "no""}')
  expect(last).toThrow(SyntaxError)
  expect(calls[2]!.text).toBe(calls[1]!.text)
  answers.status = 302
  await until(() => calls.length === 4)
  engine.customer({ ...QUOTES, text: 'Yes' })
  await until(() => calls.length === 5)
  expect(last()).toMatchObject({ text: 'Yes' })
})
