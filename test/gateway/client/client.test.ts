import { serve, type ServerType } from '@hono/node-server'
import { Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it, vi } from 'vitest'
import {
  gatewayClient,
  GatewayProblem,
  renewableContext,
  type ConnectionState,
} from '../../../src/gateway/client/index.ts'
import { eventually } from '../../setup/eventually.ts'

const running: ServerType[] = []
afterEach(async () => {
  for (const server of running.splice(0)) {
    if ('closeAllConnections' in server) server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
})

async function gateway(app: Hono): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<AddressInfo>()
  running.push(serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, resolve))
  return `http://127.0.0.1:${(await promise).port}`
}

const operation = {
  operationId: 'o-1',
  state: 'sent',
  sessionId: 's-1',
  messageId: null,
  routing: 'none',
  reasons: [],
  failure: null,
  text: 'Hello',
  subject: null,
  at: '2026-11-20T10:00:00.000Z',
}
const expired = {
  type: 't',
  title: 'Out of date',
  status: 401,
  detail: 'Load it again.',
  code: 'context-expired',
}
const locale = () => 'en'

describe('the client of the gateway', () => {
  it('asks the page for another context when the gateway calls it expired, and sends the request once more', async () => {
    const seen: string[] = []
    const app = new Hono().post('/v1/sessions/:id/messages', (c) => {
      seen.push(c.req.header('authorization') ?? '')
      return seen.length === 1 ? c.json(expired, 401) : c.json(operation)
    })
    const context = renewableContext('old', { ask: () => queueMicrotask(() => context.use('new')) })
    const client = gatewayClient({ gateway: await gateway(app), context, locale })
    expect((await client.reply('s-1', { operationId: 'o-1', text: 'Hello' })).state).toBe('sent')
    expect(seen).toEqual(['Bearer old', 'Bearer new'])
  })

  it('gives up when nobody renews the context', async () => {
    const app = new Hono().get('/v1/card', (c) => c.json(expired, 401))
    const context = renewableContext('old', { ask: () => undefined, patienceMs: 10 })
    const client = gatewayClient({ gateway: await gateway(app), context, locale })
    await expect(client.card()).rejects.toMatchObject({ code: 'context-expired', detail: 'Load it again.' })
  })

  it('says whose card it is where the context names no record, and nothing where it does (R-START-2)', async () => {
    const seen: string[] = []
    const app = new Hono().all('/v1/*', (c) => {
      seen.push(`${c.req.method} ${c.req.path.slice(3)}${new URL(c.req.url).search}`)
      return c.req.method === 'DELETE' ? c.body(null, 204) : c.json({ ...expired, code: 'not-found' }, 404)
    })
    const context = renewableContext('t', { ask: () => undefined })
    const address = await gateway(app)
    for (const contact of ['c 1', null]) {
      const client = gatewayClient({ gateway: address, context, locale, contact })
      await client.card().catch(() => null)
      await client.dropDraft()
      const stop = client.follow({ cursor: '7', onEvent: () => undefined, onState: () => undefined })
      await eventually(() => expect(seen.at(-1)).toContain('/stream'))
      stop()
    }
    expect(seen).toEqual([
      'GET /card?contact=c%201',
      'DELETE /draft?contact=c%201',
      'GET /stream?cursor=7&contact=c+1',
      'GET /card',
      'DELETE /draft',
      'GET /stream?cursor=7',
    ])
  })

  it('never repeats a send on its own, and says that the gateway cannot be reached', async () => {
    const fetch = vi.fn<typeof globalThis.fetch>(() => Promise.reject(new TypeError('Failed to fetch')))
    const context = renewableContext('t', { ask: () => undefined })
    const client = gatewayClient({ gateway: 'http://gateway.invalid', context, locale, fetch })
    await expect(client.reply('s-1', { operationId: 'o-1', text: 'Hello' })).rejects.toMatchObject({
      code: 'gateway-unreachable',
    })
    expect(fetch).toHaveBeenCalledTimes(1)
  })

  it.each([
    ['an answer that is not as described', '{"state":"sent"}', 'application/json', 200],
    ['an answer that is no JSON', '<html>', 'text/html', 200],
    ['an error page of a proxy', '<html>Bad gateway</html>', 'text/html', 502],
  ])('calls %s unreadable', async (_name, body, type, status) => {
    const app = new Hono().get(
      '/v1/operations/:id',
      () => new Response(body, { status, headers: { 'Content-Type': type } }),
    )
    const context = renewableContext('t', { ask: () => undefined })
    const client = gatewayClient({ gateway: await gateway(app), context, locale })
    const problem = await client.operation('o-1').catch((error: unknown) => error)
    expect(problem).toBeInstanceOf(GatewayProblem)
    expect(problem).toMatchObject({ code: 'gateway-unreadable' })
  })
})

describe('following the live events', () => {
  it('resumes where it stood after the connection broke, and passes over events it does not know', async () => {
    const cursors: string[] = []
    const app = new Hono().get('/v1/stream', (c) => {
      const cursor = c.req.query('cursor') ?? ''
      cursors.push(cursor)
      return streamSSE(c, async (stream) => {
        if (cursor === '1') {
          await stream.writeSSE({
            id: '2',
            event: 'operation',
            data: JSON.stringify({ kind: 'operation', operation }),
          })
          await stream.writeSSE({ id: '3', event: 'party', data: '{"kind":"party"}' })
          return
        }
        await stream.writeSSE({ id: '4', event: 'reload', data: '{"kind":"reload"}' })
        await stream.sleep(60_000)
      })
    })
    const events: string[] = []
    const states: ConnectionState[] = []
    const context = renewableContext('t', { ask: () => undefined })
    const client = gatewayClient({ gateway: await gateway(app), context, locale })
    const stop = client.follow({
      cursor: '1',
      onEvent: (event) => events.push(event.kind),
      onState: (s) => states.push(s),
    })
    await eventually(() => expect(events).toEqual(['operation', 'reload']))
    stop()
    expect(cursors).toEqual(['1', '3'])
    expect(states[0]).toBe('connecting')
    expect(states.at(-1)).toBe('live')
  })

  it('stops asking when the answer will stay the same', async () => {
    let asked = 0
    const app = new Hono().get('/v1/stream', (c) => {
      asked += 1
      return c.json({ ...expired, code: 'context-invalid' }, 401)
    })
    const states: ConnectionState[] = []
    const context = renewableContext('t', { ask: () => undefined })
    const client = gatewayClient({ gateway: await gateway(app), context, locale })
    const stop = client.follow({ cursor: '1', onEvent: () => undefined, onState: (s) => states.push(s) })
    await eventually(() => expect(states.at(-1)).toBe('ended'))
    stop()
    expect(asked).toBe(1)
  })
})
