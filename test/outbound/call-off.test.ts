import { afterAll, beforeAll, expect, it } from 'vitest'
import { openJournal, type JournalStore } from '../../src/journal/postgres.ts'
import {
  cancelInitiative,
  cancelInitiatives,
  initiativeMessage,
  operationReport,
  recover,
  type Outbound,
  type StepInput,
} from '../../src/outbound/index.ts'
import { freshDatabase } from '../setup/database.ts'
import { eventually } from '../setup/eventually.ts'
import { World } from './fake-host.ts'
import { Clock, replica, silent } from './replicas.ts'

const clock = new Clock()
const world = new World(clock.now)
let database: { url: string; drop(): Promise<void> }
let store: JournalStore
let other: Outbound

beforeAll(async () => {
  database = await freshDatabase()
  store = await openJournal({ url: database.url, log: silent })
  other = replica(world, store, clock)
})
afterAll(async () => {
  await store.close()
  await database.drop()
})

/** A step whose host asked it to come again a little later, in the hands of a replica that rests until it is let go. */
async function resting(n: number, more: Partial<StepInput> = {}) {
  const { promise: gate, resolve: goOn } = Promise.withResolvers<void>()
  const owner: Outbound = { ...replica(world, store, clock), wait: () => gate }
  const operationId = `run-${n}`
  const address = `+7912000000${n}`
  const contactId = world.contact(`c-${n}`, ['whatsapp', address])
  world.faults.send = ['refuse']
  const input: StepInput = {
    operationId,
    line: 'line-1',
    to: { contactId },
    channel: 'whatsapp',
    message: { text: `Text ${n}`, subject: null },
    author: 'system',
    onOpenSession: 'write',
    wait: 'accepted',
    timeLimitMs: null,
    callbackUrl: null,
    dryRun: false,
    ...more,
  }
  const work = initiativeMessage(owner, input)
  await eventually(async () => {
    expect(await store.of('w').operations.get(operationId)).toMatchObject({ state: 'planned', attempts: 1 })
  })
  return { operationId, contactId, address, goOn, work }
}

const ORDER = { type: 'order', id: 'o-7' }
const CALLED_OFF = { exit: 'skipped', reason: { code: 'cancelled' } }
const asked = (text: string) => world.requests.filter((request) => request.text === text).length

it('a message that is tried again does not leave once it is called off (R-ONCE-1, R-PROC-5)', async () => {
  const { operationId, goOn, work } = await resting(1)
  await cancelInitiative(other, operationId)
  goOn()
  expect(await work).toMatchObject(CALLED_OFF)
  const report = await operationReport(other, operationId)
  expect(report).toMatchObject({ ...CALLED_OFF, state: 'skipped', attempts: 1 })
  expect(report?.steps.at(-1)).toMatchObject({ outcome: 'cancelled' })
  expect([asked('Text 1'), world.deliveries.length]).toEqual([1, 0])
})

it('nobody takes it up where its owner is gone', async () => {
  const { operationId } = await resting(2)
  await cancelInitiative(other, operationId)
  clock.skip(60_000)
  await recover(other)
  expect(await operationReport(other, operationId)).toMatchObject(CALLED_OFF)
  expect(asked('Text 2')).toBe(1)
})

it('one that was given to the host stays as it is', async () => {
  const { operationId, goOn, work } = await resting(3)
  goOn()
  expect(await work).toMatchObject({ exit: 'sent' })
  await cancelInitiative(other, operationId)
  expect(await operationReport(other, operationId)).toMatchObject({ exit: 'sent', reason: null })
})

it('the customer’s own message calls off one that is tried again, where the call says so (R-PROC-5)', async () => {
  const { operationId, contactId, address, goOn, work } = await resting(4, { cancelOn: ['reply'] })
  const deaf = await resting(5)
  for (const one of [{ contactId, address }, deaf])
    world.message(world.open(one.contactId, 'whatsapp', one.address).id, 'inbound', 'I am here already')
  goOn()
  deaf.goOn()
  expect(await work).toMatchObject(CALLED_OFF)
  expect((await operationReport(other, operationId))?.steps.at(-1)).toMatchObject({ outcome: 'cancelled' })
  expect(await deaf.work).toMatchObject({ exit: 'sent' })
  expect([asked('Text 4'), asked('Text 5')]).toEqual([1, 2])
})

it.each([
  ['contact', ({ contactId }: { contactId: string }) => ({ contactId }), {}],
  ['record', () => ({ record: ORDER }), { to: { record: ORDER } }],
])('one that is tried again is called off for its %s too', async (_name, whose, more) => {
  const n = 'to' in more ? 7 : 6
  const { operationId, contactId, goOn, work } = await resting(n, more)
  expect(await cancelInitiatives(other, { contactId: 'somebody-else' })).toEqual([])
  expect(await cancelInitiatives(other, whose({ contactId }))).toEqual([operationId])
  goOn()
  expect(await work).toMatchObject(CALLED_OFF)
  expect(asked(`Text ${n}`)).toBe(1)
})
