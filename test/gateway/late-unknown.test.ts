import { beforeEach, expect, it } from 'vitest'
import { World } from '../outbound/fake-host.ts'
import { handClock } from '../setup/hand-clock.ts'
import { FAKE } from './fake-host.ts'
import { HOUR_MS, processEngine, soon } from './outcome-stand.ts'
import { SECRET, testGateway, type TestGateway } from './setup.ts'

/** Steps that wait for the customer's answer, while nobody knows whether their message arrived. */
let gateway: TestGateway
let world: World
let engine: Awaited<ReturnType<typeof processEngine>>
const clock = handClock(() => gateway.databaseUrl)

beforeEach(async () => {
  world = new World(clock.now)
  engine = await processEngine()
  gateway = await testGateway(
    FAKE,
    { recoverMs: 50 },
    { now: clock.now, openHost: () => ({ ok: true, host: world.host() }) },
  )
})

const report = async (id: string) =>
  (await gateway.ask('GET', `/v1/operations/${encodeURIComponent(id)}`, { token: SECRET })).json
const told = (id: string) => engine.told().filter(({ operationId }) => operationId === id)
const arrived = (id: string) => world.deliveries.filter(({ text }) => text === `Text of ${id}`).length

/** Begins a step whose message meets this fault, and stays unknown for hours. */
async function lost(id: string, address: string, fault: World['faults']['send'][number]) {
  const contactId = world.contact(`c-${id}`, ['whatsapp', address])
  world.faults.send = [fault]
  // The host does not know its own message for now.
  world.certainty = 'blind'
  const body = {
    operationId: id,
    line: 'line-1',
    to: { contactId },
    channel: 'whatsapp',
    message: { text: `Text of ${id}` },
    wait: 'answered',
    timeLimit: 'P2D',
    callbackUrl: engine.url,
  }
  const begun = await gateway.ask('POST', '/v1/process-actions/initiative-message', { token: SECRET, body })
  expect(begun).toMatchObject({ status: 202, json: { exit: null } })
  await expect.poll(async () => (await report(id)).state, soon).toBe('unknown')
  await clock.advance(5 * HOUR_MS)
  expect(await report(id)).toMatchObject({ exit: null, state: 'unknown', waiting: { reason: 'watching' } })
  expect(told(id)).toEqual([])
  return {
    body,
    /** The customer writes, wherever the conversation is. */
    async answers() {
      const session =
        world.sessions.find((one) => one.contactId === contactId) ??
        world.open(contactId, 'whatsapp', address)
      await clock.advance(1000)
      world.message(session.id, 'inbound', 'Yes')
    },
  }
}

/** Time passes until the exit is there; then many more, and the call comes again: the process heard it once. */
async function heardOnce(id: string, body: object, exit: string): Promise<void> {
  await expect
    .poll(async () => {
      await clock.advance(6 * HOUR_MS)
      return told(id).length
    }, soon)
    .toBe(1)
  expect(told(id)).toMatchObject([{ operationId: id, exit }])
  await clock.advance(24 * HOUR_MS)
  const again = await gateway.ask('POST', '/v1/process-actions/initiative-message', { token: SECRET, body })
  expect(again).toMatchObject({ status: 200, json: told(id)[0] })
  expect(again.headers.get('idempotent-replayed')).toBe('true')
  expect(told(id)).toHaveLength(1)
}

it('an unknown that the host explains after hours goes on waiting, and the process hears the answer once (R-ONCE-2, R-PROC-5)', async () => {
  const { body, answers } = await lost('run-1', '+79120000001', 'timeout-after')
  world.certainty = 'findable'
  await expect
    .poll(async () => {
      await clock.advance(10 * 60_000)
      return (await report('run-1')).state
    }, soon)
    .toBe('sent')
  expect(told('run-1')).toEqual([])
  await answers()
  await heardOnce('run-1', body, 'answered')
  expect(arrived('run-1')).toBe(1)
})

it.each([
  ['arrived', 'timeout-after'],
  ['send-again', 'timeout-before'],
] as const)(
  'a person’s “%s” after hours goes on waiting, and the process hears the answer once (R-ONCE-2, R-PROC-5)',
  async (verdict, fault) => {
    const { body, answers } = await lost('run-2', '+79120000002', fault)
    const said = await gateway.ask('POST', '/v1/operations/run-2/verdict', {
      token: SECRET,
      body: { verdict, by: 'Anna Orlova' },
    })
    expect(said.status).toBe(200)
    await expect.poll(async () => (await report('run-2')).state, soon).toBe('sent')
    await expect.poll(() => arrived('run-2'), soon).toBe(1)
    expect(told('run-2')).toEqual([])
    await answers()
    await heardOnce('run-2', body, 'answered')
    expect(arrived('run-2')).toBe(1)
  },
)

it('an unknown that nobody explains ends as unknown at the limit, told once (R-ONCE-2)', async () => {
  const { body } = await lost('run-3', '+79120000003', 'timeout-before')
  await heardOnce('run-3', body, 'unknown')
  expect(arrived('run-3')).toBe(0)
})
