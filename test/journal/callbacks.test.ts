import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openCallbacks } from '../../src/journal/callbacks.ts'
import { freshDatabase } from '../setup/database.ts'

const silent = { info() {}, warn() {}, error() {} }
const SECRET = 'workspace secret'
let database: { url: string; drop(): Promise<void> }
const received: { body: string; headers: Record<string, string> }[] = []
const statuses: number[] = []
const server = createServer((request, response) => {
  let body = ''
  request.on('data', (chunk: Buffer) => (body += chunk.toString()))
  request.on('end', () => {
    received.push({ body, headers: request.headers as Record<string, string> })
    response.writeHead(statuses.shift() ?? 204, { location: 'http://127.0.0.1:1/' }).end()
  })
})
let url: string

beforeAll(async () => {
  database = await freshDatabase()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/resume/77`
})
afterAll(async () => {
  server.close()
  await database.drop()
})

describe('a callback', () => {
  it('waits for the exit, is signed, and is posted until somebody takes it, over a restart too', async () => {
    let exit: string | null = null
    const open = () =>
      openCallbacks({
        url: database.url,
        log: silent,
        fetch,
        now: () => new Date(),
        workspace: (id) =>
          id === 'w' ? { secret: SECRET, answer: async (operationId) => ({ operationId, exit }) } : null,
        pollSeconds: 0.5,
      })
    const first = await open()
    await first.arm('w', 'run-77', url)
    await first.arm('gone', 'run-78', url)
    await first.stop()
    statuses.push(500, 302)
    exit = 'sent'
    const second = await open()
    await expect.poll(() => received.length, { timeout: 20_000 }).toBe(3)
    await second.stop()
    for (const { body, headers } of received) {
      expect(JSON.parse(body)).toEqual({ operationId: 'run-77', exit: 'sent' })
      expect(headers['webhook-id']).toBe('w:run-77')
      expect(new Webhook(Buffer.from(SECRET).toString('base64')).verify(body, headers)).toEqual({
        operationId: 'run-77',
        exit: 'sent',
      })
    }
  }, 40_000)
})
