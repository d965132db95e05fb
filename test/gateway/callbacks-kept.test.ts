import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { serveCallbacks } from '../../src/gateway/callbacks.ts'
import { openJobs } from '../../src/journal/jobs.ts'
import { openJournal } from '../../src/journal/postgres.ts'
import { freshDatabase } from '../setup/database.ts'
import { handClock } from '../setup/hand-clock.ts'

const silent = { info() {}, warn() {}, error() {} }
const SECRET = 'workspace secret'
const HOUR_MS = 3_600_000

let database: { url: string; drop(): Promise<void> }
let url: string
let statuses: number[]
let received: { body: string; headers: Record<string, string> }[]
let exit: string | null
const clock = handClock(() => database.url)
const server = createServer((request, response) => {
  let body = ''
  request.on('data', (chunk: Buffer) => (body += chunk.toString()))
  request.on('end', () => {
    received.push({ body, headers: request.headers as Record<string, string> })
    response.writeHead(statuses.shift() ?? 204, { location: 'http://127.0.0.1:1/' }).end()
  })
})

beforeAll(async () => {
  database = await freshDatabase()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/resume/77`
})
afterAll(async () => {
  server.close()
  await database.drop()
})
beforeEach(() => {
  statuses = []
  received = []
  exit = null
})

const answer = async (operationId: string) => ({ operationId, exit })

/** One replica of the service, as far as callbacks go. */
async function replica() {
  const jobs = await openJobs({ url: database.url, log: silent, pollSeconds: 0.5 })
  const store = await openJournal({ url: database.url, log: silent, plan: jobs.plan })
  const { callbacks } = store.of('w')
  await serveCallbacks({
    jobs,
    log: silent,
    fetch,
    now: clock.now,
    workspace: (id) => (id === 'w' ? { secret: SECRET, callbacks, answer } : null),
  })
  return {
    callbacks,
    async stop() {
      await jobs.stop()
      await store.close()
    },
  }
}

it('a callback waits for the exit, is signed, and is posted until somebody takes it, over a restart and by two replicas', async () => {
  const first = await replica()
  await first.callbacks.arm('run-77', url, clock.now())
  await first.callbacks.arm('run-77', url, clock.now())
  await expect.poll(async () => (await first.callbacks.get('run-77'))?.looks).toBeGreaterThan(0)
  await first.stop()
  statuses = [500, 302]
  exit = 'sent'
  const [second, third] = await Promise.all([replica(), replica()])
  await clock.advance(HOUR_MS)
  await expect.poll(() => received.length, { timeout: 15_000 }).toBe(1)
  const failed = async () => (await second.callbacks.get('run-77'))?.lastStatus
  await expect.poll(failed).toBe(500)
  expect(await second.callbacks.get('run-77')).toMatchObject({ state: 'pending', tries: 1 })
  await clock.advance(HOUR_MS)
  await expect.poll(failed, { timeout: 15_000 }).toBe(302)
  await clock.advance(HOUR_MS)
  await expect.poll(failed, { timeout: 15_000 }).toBe(204)
  expect(await second.callbacks.get('run-77')).toMatchObject({ state: 'delivered', tries: 3, dueAt: null })
  expect(received).toHaveLength(3)
  for (const { body, headers } of received) {
    expect(headers['webhook-id']).toBe('w:run-77')
    expect(JSON.parse(body)).toEqual({ operationId: 'run-77', exit: 'sent' })
  }
  const [last] = received.slice(-1)
  expect(() =>
    new Webhook(Buffer.from(SECRET).toString('base64')).verify(last?.body ?? '', {
      ...last?.headers,
      'webhook-timestamp': String(Math.floor(Date.now() / 1000)),
    }),
  ).toThrow('No matching signature')
  await Promise.all([second.stop(), third.stop()])
}, 60_000)

it('nobody is asked before the time of the next try, and after three days it is given up until a person asks again', async () => {
  const one = await replica()
  const state = async () => (await one.callbacks.get('run-78'))?.state
  exit = 'failed'
  statuses = Array.from({ length: 100 }, () => 503)
  await one.callbacks.arm('run-78', url, clock.now())
  await expect.poll(async () => (await one.callbacks.get('run-78'))?.tries).toBe(1)
  for (let tries = 1; (await state()) === 'pending' && tries < 100; tries++) {
    // Woken too early it goes on waiting.
    await clock.wakeAll()
    await clock.advance(12 * HOUR_MS)
    await expect
      .poll(async () => (await one.callbacks.get('run-78'))?.tries, { timeout: 15_000 })
      .toBe(tries + 1)
  }
  expect(await one.callbacks.get('run-78')).toMatchObject({ state: 'given-up', tries: 7, dueAt: null })
  expect(received).toHaveLength(7)
  expect(
    (await one.callbacks.list('given-up', null, 10)).items.map(({ operationId }) => operationId),
  ).toEqual(['run-78'])
  expect((await one.callbacks.list('pending', null, 10)).items).toEqual([])
  await one.stop()
}, 120_000)
