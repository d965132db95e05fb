import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook } from 'standardwebhooks'
import { expect, onTestFinished } from 'vitest'
import { wakeEngine } from '../setup/hand-clock.ts'
import { SECRET, type Answer } from './setup.ts'
import { gatewayBefore, giveStep, world } from './with-sandbox.ts'

export const HOUR_MS = 3_600_000
export const DAY_MS = 24 * HOUR_MS
const PHONE = '+79123456789'
export const PAVEL = { channel: 'whatsapp', address: PHONE } as const

/**
 * A process before a host of this dialect, with two replicas of the gateway, by the sandbox's clock.
 * @param settings of the gateway, where they are not the usual ones.
 */
export async function outcomeStand(dialect: string, settings: { databaseUrl?: string } = {}) {
  const there = await world(dialect)
  const { engine, url } = there.sandbox
  const now = () => engine.now()
  const first = await gatewayBefore(there, settings, { now })
  const others = { databaseUrl: first.databaseUrl }
  const calls = await processEngine()
  // Pavel has written, so that he may be written to in free text; then his sessions are over.
  engine.customer({ ...PAVEL, action: 'write', text: 'Hello' })
  const { lineId } = engine.store.sessions.find(
    ({ contactId, state, channel }) => contactId === 'c-1' && state !== 'closed' && channel === 'whatsapp',
  )!
  for (const { id, state, contactId } of engine.store.sessions)
    if (contactId === 'c-1' && state !== 'closed') engine.close(id, null)

  const stand = {
    there,
    engine,
    calls,
    line: lineId,
    gateway: first,
    /** Another replica on the same database; hosts push to the newest one. */
    async replica() {
      stand.gateway = await gatewayBefore(there, others, { now })
      return stand.gateway
    },
    body: (operationId: string, more: object = {}) => ({
      operationId,
      line: lineId,
      to: { contactId: 'c-1' },
      channel: 'whatsapp',
      message: { text: `Order of ${operationId} is ready` },
      wait: 'delivered',
      callbackUrl: calls.url,
      ...more,
    }),
    send: (body: object): Promise<Answer> => giveStep(stand.gateway, body),
    post: (path: string, body?: object): Promise<Answer> =>
      stand.gateway.ask('POST', path, { token: SECRET, ...(body ? { body } : {}) }),
    report: async (id: string) =>
      (await stand.gateway.ask('GET', `/v1/operations/${encodeURIComponent(id)}`, { token: SECRET })).json,
    customer: (action: string, text?: string, who: { channel: string; address: string } = PAVEL) =>
      there.customer(who.channel, who.address, action, text),
    async advance(ms: number) {
      await fetch(`${url}/_sandbox/clock`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ advanceMs: ms }),
      })
      await wakeEngine(first.databaseUrl)
    },
    /** How often the message of this step reached a customer. */
    arrived: (operationId: string) =>
      there.arrived().filter(({ text }) => text.includes(`of ${operationId} `)).length,
    /** What the engine was told of this step, in order; every call is signed. */
    told: (operationId: string) => calls.told().filter((told) => told['operationId'] === operationId),
  }
  return stand
}

/** A process engine that takes whatever it is told. */
export async function processEngine() {
  const bodies: Record<string, unknown>[] = []
  const server = createServer(async (request, answer) => {
    const chunks = await Array.fromAsync(request as AsyncIterable<Buffer>)
    const body = Buffer.concat(chunks).toString()
    const headers = request.headers as Record<string, string>
    // By the sandbox's clock, which runs ahead of the library's.
    const signed = new Webhook(Buffer.from(SECRET).toString('base64')).sign(
      headers['webhook-id'] ?? '',
      new Date(Number(headers['webhook-timestamp']) * 1000),
      body,
    )
    if (signed === headers['webhook-signature']) bodies.push(JSON.parse(body))
    answer.writeHead(204).end()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/resume`
  return { url, told: () => bodies }
}

export const soon = { timeout: 15_000 } as const

/** Waits until the step has left, and is watched: what moves the clock before that wakes nobody. */
export async function watched(
  { report }: { report(id: string): Promise<{ state: string; waiting: { reason: string } | null }> },
  id: string,
) {
  const stands = async () => {
    const { state, waiting } = await report(id)
    return [state, waiting?.reason]
  }
  await expect.poll(stands, soon).toEqual(['sent', 'watching'])
}
