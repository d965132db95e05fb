import { expect, it, onTestFinished } from 'vitest'
import { startSandbox } from '../../../src/sandbox/server.ts'
import { SECRET, testGateway } from '../setup.ts'

const PER_MINUTE = 300
/** More than it may ask in a second: it goes by the rate then. */
const SOME = PER_MINUTE / 20

it('a batch keeps to the pace of a host that bans, and an operator who begins to work meanwhile is served at once', async () => {
  const sandbox = await startSandbox({
    port: 0,
    seed: 'demo',
    dataDir: null,
    gateway: null,
    dialect: 'helpdeskeddy',
  })
  onTestFinished(() => sandbox.stop())
  const { store } = sandbox.engine
  const gateway = await testGateway(
    { ...sandbox.workspaceHost, requestsPerMinute: PER_MINUTE },
    { pollMs: 600_000 },
  )
  const line = store.lines.find(({ channels }) => channels.includes('email'))
  const letters = store.accounts.filter(({ channel }) => channel === 'email')
  const step = {
    line: line?.id,
    channel: 'email',
    message: { subject: 'News', text: 'Hello' },
    onOpenSession: 'write',
  }
  const recipients = Array.from({ length: 200 }, (_, n) => ({
    contactId: letters[n % letters.length]?.contactId,
  }))
  const began = store.requests.length
  const body = { id: 'many', step, recipients, onDuplicate: 'send' }
  expect((await gateway.ask('POST', '/v1/batches', { token: SECRET, body })).status).toBe(202)
  await expect.poll(() => store.requests.length - began).toBeGreaterThan(SOME)

  const before = store.requests.length
  const cards = await Promise.all(
    ['c-1', 'c-2', 'c-3', 'c-4'].map(async (id) => {
      const token = await gateway.context('op-1', { type: 'contact', id })
      return (await gateway.ask('GET', '/v1/card', { token })).status
    }),
  )
  expect(cards).toEqual([200, 200, 200, 200])
  expect(store.requests.length - before).toBeGreaterThanOrEqual(cards.length)
  const { json } = await gateway.ask('GET', '/v1/batches/many', { token: SECRET })
  // Nobody was planned whom the rate did not let through, so it has had no rest.
  expect([json.state, json.failed, json.resting]).toEqual(['running', 0, null])
  expect(json.waiting).toBeGreaterThan(100)
  await gateway.ask('POST', '/v1/batches/many/cancel', { token: SECRET })

  const asked = store.requests.slice(began)
  expect(asked.filter(({ status }) => status === 401 || status === 429)).toEqual([])
})
