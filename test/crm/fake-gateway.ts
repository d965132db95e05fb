import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface GatewayCall {
  readonly path: string
  readonly authorization: string | undefined
  readonly body: Record<string, unknown>
}

/** What the fake answers to the next calls: a status with a body, or `cut`: the connection is reset. */
export type Reply = { readonly status: number; readonly json: unknown } | 'cut'

type Decide = (call: GatewayCall, count: number) => Reply
const notFound: Decide = () => ({ status: 404, json: {} })

export interface FakeGateway {
  readonly url: string
  readonly calls: GatewayCall[]
  /** Decides every answer; calls are counted from 1. */
  reply(next: Decide): void
  stop(): Promise<void>
}

/** A gateway over real HTTP that says what a test tells it to. */
export async function fakeGateway(): Promise<FakeGateway> {
  const calls: GatewayCall[] = []
  let next: Decide = notFound
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const text = Buffer.concat(chunks).toString()
    const { authorization } = request.headers
    const call = { path: request.url ?? '', authorization, body: text ? JSON.parse(text) : {} }
    calls.push(call)
    const reply = next(call, calls.length)
    if (reply === 'cut') return void request.socket.destroy()
    response.writeHead(reply.status, { 'content-type': 'application/json' }).end(JSON.stringify(reply.json))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    reply: (decide) => (next = decide),
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

/** The answer of a step that left by this exit. */
export function stepAnswer(exit: string, more: Record<string, unknown> = {}): Reply {
  const answer = {
    operationId: 'x',
    exit,
    status: exit === 'sent' ? 'accepted' : null,
    line: 'line-1',
    channel: 'whatsapp',
    address: '+79123456789',
    sessionId: null,
    messageId: null,
    reason: null,
    at: new Date().toISOString(),
    ...more,
  }
  return { status: 200, json: answer }
}
