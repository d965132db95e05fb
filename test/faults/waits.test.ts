import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, it, onTestFinished } from 'vitest'
import { startSandbox } from '../../src/sandbox/server.ts'
import { freshDatabase } from '../setup/database.ts'
import { SECRET, startProcess } from './gateway-process.ts'

const PAVEL = { channel: 'whatsapp', address: '+79123456789' } as const
const NEIGHBOUR = { channel: 'whatsapp', address: '+79161112233' } as const
const soon = { timeout: 45_000, interval: 200 }
const headers = { authorization: `Bearer ${SECRET}`, 'content-type': 'application/json' }

/** A process engine: what it was told, by the id of the call. */
async function engine() {
  const told: { id: unknown; operationId: string; exit: string }[] = []
  const server = createServer(async (request, answer) => {
    const chunks = await Array.fromAsync(request as AsyncIterable<Buffer>)
    const { operationId, exit } = JSON.parse(Buffer.concat(chunks).toString()) as (typeof told)[number]
    told.push({ id: request.headers['webhook-id'], operationId, exit })
    answer.writeHead(204).end()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return { told, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/resume` }
}

it('a gateway that is killed while steps wait goes on with them: the true exit, each told once, nothing sent twice (R-ONCE-1, R-PROC-5)', async () => {
  const database = await freshDatabase()
  const sandbox = await startSandbox({
    port: 0,
    dialect: 'chatwoot',
    seed: 'demo',
    dataDir: null,
    gateway: null,
  })
  let gateway = await startProcess(database.url, sandbox)
  onTestFinished(async () => {
    await gateway.kill()
    await sandbox.stop()
    await database.drop()
  })
  const calls = await engine()
  sandbox.engine.customer({ ...NEIGHBOUR, action: 'write', text: 'Hello' })
  const wrote = sandbox.engine.customer({ ...PAVEL, action: 'write', text: 'Hello' })
  const line = wrote?.session.lineId
  const ask = async (operationId: string, more: object) => {
    const body = {
      operationId,
      line,
      to: { contactId: 'c-1' },
      channel: 'whatsapp',
      message: { text: `Text of ${operationId}` },
      onOpenSession: 'write',
      wait: 'read',
      callbackUrl: calls.url,
      ...more,
    }
    const path = `${gateway.url}/v1/process-actions/initiative-message`
    // A busy machine may answer that nothing is promised yet: then an engine calls again.
    for (;;) {
      const { status } = await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) })
      if (status !== 409 && status !== 503) return status
      await pause(100)
    }
  }
  const report = async (id: string) =>
    (await (await fetch(`${gateway.url}/v1/operations/${id}`, { headers })).json()) as {
      state: string
      exit: string | null
    }
  const second = {
    line,
    channel: 'whatsapp',
    to: { contactId: 'c-2' },
    condition: 'unread',
    patience: 'PT6S',
  }
  expect(await ask('run-1', { timeLimit: 'PT1H' })).toBe(202)
  const hops = [{ ...second, message: { text: 'Second text of run-2' } }]
  expect(await ask('run-2', { timeLimit: 'PT1H', hops })).toBe(202)
  for (const id of ['run-1', 'run-2'])
    await expect.poll(async () => (await report(id)).state, soon).toBe('sent')

  await gateway.kill()
  gateway = await startProcess(database.url, sandbox)
  const arrived = (text: string) =>
    sandbox.engine.store.deliveries.filter((delivery) => delivery.text === text).length
  await expect.poll(() => arrived('Second text of run-2'), soon).toBe(1)
  expect(calls.told).toEqual([])
  // In the middle of the patience and of the wait; then the customer reads.
  sandbox.engine.customer({ ...PAVEL, action: 'read' })
  await expect.poll(() => calls.told.length, soon).toBe(2)
  expect(calls.told.toSorted((a, b) => a.operationId.localeCompare(b.operationId))).toEqual([
    { id: 'sandbox:run-1', operationId: 'run-1', exit: 'read' },
    { id: 'sandbox:run-2', operationId: 'run-2', exit: 'read' },
  ])
  expect(['Text of run-1', 'Text of run-2', 'Second text of run-2'].map(arrived)).toEqual([1, 1, 1])
}, 120_000)
