import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook } from 'standardwebhooks'
import { expect, it, onTestFinished } from 'vitest'
import { SECRET } from './setup.ts'
import { eventually, gatewayBefore, world } from './with-sandbox.ts'

// What an engine calls its runs is any text, and a header takes none of this as it is.
const ID = 'заказ 7.2'

interface Call {
  readonly body: string
  readonly headers: Record<string, string>
}

/** A process engine that waits to be resumed. */
async function engine(): Promise<{ url: string; calls: Call[] }> {
  const calls: Call[] = []
  const server = createServer(async (request, answer) => {
    const chunks = await Array.fromAsync(request as AsyncIterable<Buffer>)
    calls.push({ body: Buffer.concat(chunks).toString(), headers: request.headers as Record<string, string> })
    answer.writeHead(204).end()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/resume/77`, calls }
}

it('a step that was answered 202 is told to its engine once the exit is known, signed, in the words of the answer', async () => {
  const there = await world()
  await there.mishap('send-message', 'slow', 1500)
  const gateway = await gatewayBefore(there, { answerWithinMs: 100 })
  const { url, calls } = await engine()
  const run = {
    operationId: ID,
    line: 'line-1',
    to: { contactId: 'c-1' },
    channel: 'whatsapp',
    message: { text: 'Your order 15 is ready' },
    callbackUrl: url,
  }
  const ask = () =>
    gateway.ask('POST', '/v1/process-actions/initiative-message', { token: SECRET, body: run })
  expect((await ask()).status).toBe(202)
  const [call] = await eventually(
    () => calls,
    (list) => list.length > 0,
  )
  const told: unknown = new Webhook(Buffer.from(SECRET).toString('base64')).verify(
    call?.body ?? '',
    call?.headers ?? {},
  )
  const answer = await ask()
  expect(answer.status).toBe(200)
  expect(told).toEqual(answer.json)
  expect(told).toMatchObject({ operationId: ID, exit: 'sent' })

  const list = (query: string) => gateway.ask('GET', `/v1/callbacks${query}`, { token: SECRET })
  const { json: page } = await eventually(
    () => list('?state=delivered'),
    ({ json }) => json.items.length > 0,
  )
  expect(page).toMatchObject({
    items: [
      {
        operationId: ID,
        url,
        tries: 1,
        lastAnswer: { status: 204, error: null },
        nextTryAt: null,
      },
    ],
    next: null,
  })
  expect((await list('?state=pending')).json.items).toEqual([])
  expect((await list('?state=lost')).json).toMatchObject({
    code: 'invalid-query',
    fields: [{ path: 'state' }],
  })
  expect((await list('?cursor=1')).json).toMatchObject({
    code: 'invalid-query',
    fields: [{ path: 'cursor' }],
  })
  const cursor = encodeURIComponent(`${page.items[0].createdAt} ${ID}`)
  expect((await list(`?cursor=${cursor}`)).json.items).toEqual([])

  const retry = (id: string) =>
    gateway.ask('POST', `/v1/callbacks/${encodeURIComponent(id)}/retry`, { token: SECRET })
  expect(await retry(ID)).toMatchObject({ status: 202, json: { state: 'pending' } })
  await eventually(
    () => calls,
    (posts) => posts.length > 1,
  )
  expect(calls.map(({ headers }) => headers['webhook-id'])).toEqual(
    Array.from({ length: 2 }, () => 'sandbox:%D0%B7%D0%B0%D0%BA%D0%B0%D0%B7%207%2E2'),
  )
  expect(await retry('never-asked')).toMatchObject({ status: 404, json: { code: 'unknown-callback' } })
})

it('a callback to an address that is not public HTTPS is refused, and nothing is sent', async () => {
  const there = await world()
  const gateway = await gatewayBefore(there, { trustedOrigins: [] })
  const run = {
    operationId: 'run-78:notify',
    line: 'line-1',
    to: { contactId: 'c-1' },
    channel: 'whatsapp',
    message: { text: 'Your order 15 is ready' },
  }
  const ask = (callbackUrl: string) =>
    gateway.ask('POST', '/v1/process-actions/initiative-message', {
      token: SECRET,
      body: { ...run, callbackUrl },
    })
  for (const url of [
    'http://127.0.0.1:1/resume',
    'https://169.254.169.254/latest',
    'http://engine.example/',
  ]) {
    const { status, json } = await ask(url)
    expect(status).toBe(422)
    expect(json).toMatchObject({ code: 'invalid-body', fields: [{ path: 'callbackUrl' }] })
  }
  expect((await gateway.ask('GET', '/v1/operations/run-78:notify', { token: SECRET })).status).toBe(404)
})
