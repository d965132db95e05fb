import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openJournal, type JournalStore } from '../../src/journal/postgres.ts'
import { HostError } from '../../src/hosts/errors.ts'
import { OperationConflict, recover, startSession, type Outbound } from '../../src/outbound/index.ts'
import type { WireStartSession } from '../../src/wire/requests.ts'
import { freshDatabase } from '../setup/database.ts'
import { World, type SendFault } from './fake-host.ts'
import { Clock, irina, olga, replica } from './replicas.ts'

let database: { url: string; drop(): Promise<void> }
let stores: [JournalStore, JournalStore]
const clock = new Clock()
const world = new World(clock.now)
let a: Outbound
let b: Outbound
let n = 0

beforeAll(async () => {
  database = await freshDatabase()
  const open = () => openJournal({ url: database.url, log: { info() {}, warn() {}, error() {} } })
  stores = [await open(), await open()]
  a = replica(world, stores[0], clock)
  b = replica(world, stores[1], clock)
})
afterAll(async () => {
  for (const store of stores) await store.close()
  await database.drop()
})

/** A contact of its own for every test, so that no test sees another's sessions. */
function fresh(more: Partial<WireStartSession> = {}): WireStartSession {
  n += 1
  const address = `+7912${String(n).padStart(7, '0')}`
  const contactId = world.contact(`c-${n}`, ['whatsapp', address])
  return {
    operationId: `form-${n}`,
    contactId,
    lineId: 'line-1',
    channel: 'whatsapp',
    address,
    subject: null,
    text: `Text ${n}`,
    ...more,
  }
}
const delivered = (body: WireStartSession) =>
  world.deliveries.filter(({ address }) => address === body.address).length
const faulty = (...faults: SendFault[]) => {
  world.faults.send = faults
}

describe('one intention, one message (R-ONCE-1)', () => {
  it('sends once and gives everybody the same answer when one id comes twenty times at once, to two replicas', async () => {
    const body = fresh()
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) => startSession(i % 2 ? a : b, olga, body)),
    )
    expect(delivered(body)).toBe(1)
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(answers[0]).toMatchObject({ state: 'sent', routing: 'done', reasons: [], failure: null })
    // R-AFTER-4: the session is its creator's.
    expect(world.sessions.find(({ id }) => id === answers[0]!.sessionId)?.operatorId).toBe('op-1')
  })

  it('refuses another body, and another operator, under the same id', async () => {
    const body = fresh()
    await startSession(a, olga, body)
    await expect(startSession(b, olga, { ...body, text: 'Other' })).rejects.toThrow(OperationConflict)
    await expect(startSession(b, irina, body)).rejects.toThrow(OperationConflict)
    expect(delivered(body)).toBe(1)
  })

  it('starts exactly one session when 200 intentions to one account come at once, and tells the others who was first (R-OPEN-1)', async () => {
    const body = fresh()
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, i) =>
        startSession(i % 2 ? a : b, i % 3 ? olga : irina, { ...body, operationId: `many-${i}` }),
      ),
    )
    expect(answers.filter(({ state }) => state === 'sent')).toHaveLength(1)
    const refused = answers.filter(({ state }) => state === 'refused')
    expect(refused).toHaveLength(199)
    for (const { reasons } of refused)
      expect(reasons[0]).toMatchObject({ code: 'open-session', facts: { line: 'Support' } })
    expect(delivered(body)).toBe(1)
  })

  it('lets letters go out side by side (R-OPEN-2)', async () => {
    const body = fresh()
    world.accounts.push({
      id: null,
      contactId: body.contactId,
      channel: 'email',
      address: `p${n}@example.com`,
      source: 'account',
    })
    const letters = await Promise.all(
      Array.from({ length: 5 }, (_, i) =>
        startSession(a, olga, {
          ...body,
          operationId: `letter-${n}-${i}`,
          lineId: 'line-2',
          channel: 'email',
          address: `p${n}@example.com`,
        }),
      ),
    )
    expect(letters.map(({ state }) => state)).toEqual(Array.from({ length: 5 }, () => 'sent'))
  })
})

describe('when the host fails', () => {
  const cases: [SendFault[], string, number][] = [
    [['refuse'], 'sent', 1],
    [['refuse', 'refuse', 'refuse', 'refuse', 'refuse'], 'failed', 0],
    [['refuse-for-good'], 'failed', 0],
    [['reset-before'], 'sent', 1],
    [['reset-after'], 'sent', 1],
    [['reset-before', 'refuse', 'reset-after'], 'sent', 1],
    [['timeout-after'], 'sent', 1],
    [['timeout-then-done'], 'sent', 1],
    [['timeout-before'], 'unknown', 0],
    [['slow-work'], 'sent', 1],
    [['fails-later'], 'failed', 0],
  ]
  it.each(cases)('after %j the operation is %s', async (faults, state, count) => {
    const body = fresh()
    faulty(...faults)
    const answer = await startSession(a, olga, body)
    expect(answer.state).toBe(state)
    expect(delivered(body)).toBe(count)
    expect(answer.failure === null).toBe(state === 'sent')
    expect(answer.failure?.text ?? '').not.toMatch(/undefined|null/)
  })

  it('waits for the proof of a host that took long to say that it has nothing, and sends then', async () => {
    const body = fresh()
    faulty('reset-before')
    let asked = 0
    const find: typeof a.host.sender.find = async (...of) => {
      asked += 1
      if (asked === 1) clock.skip(25_000)
      return a.host.sender.find(...of)
    }
    const slow = { ...a, host: { ...a.host, sender: { ...a.host.sender, find } } }
    expect((await startSession(slow, olga, body)).state).toBe('sent')
    expect(asked).toBeGreaterThan(1)
    expect(delivered(body)).toBe(1)
  })

  it('lifts unknown to failed only after nobody heard of the request for ten minutes, and never sends again (R-ONCE-2)', async () => {
    const body = fresh()
    faulty('timeout-before')
    expect((await startSession(a, olga, body)).state).toBe('unknown')
    clock.skip(60_000)
    await recover(b)
    expect((await startSession(b, olga, body)).state).toBe('unknown')
    clock.skip(11 * 60_000)
    await recover(b)
    expect(await startSession(a, olga, body)).toMatchObject({
      state: 'failed',
      failure: { code: 'not-sent' },
    })
    expect(delivered(body)).toBe(0)
  })

  it('refuses a second start while nobody knows what became of the first', async () => {
    const body = fresh()
    faulty('timeout-before')
    await startSession(a, olga, body)
    const second = await startSession(b, olga, { ...body, operationId: 'second' })
    expect(second).toMatchObject({
      state: 'refused',
      reasons: [{ code: 'send-under-way', facts: { operator: 'Olga' } }],
    })
  })

  it('leaves an operation of a host that cannot tell as unknown for ever (R-ONCE-2)', async () => {
    const blind = new World(clock.now)
    blind.certainty = 'blind'
    const o = replica(blind, stores[0], clock, 'blind')
    const body = fresh()
    blind.contact(body.contactId, ['whatsapp', body.address])
    blind.faults.send = ['timeout-after']
    expect(await startSession(o, olga, body)).toMatchObject({
      state: 'unknown',
      failure: { code: 'outcome-unknown' },
    })
    clock.skip(3 * 24 * 3600_000)
    expect(await recover(o)).toBe(0)
    expect(blind.deliveries).toHaveLength(1)
  })

  it('keeps the send sent when the hand-over fails (R-AFTER-5)', async () => {
    const body = fresh()
    const no = new HostError('No.', { kind: 'not-allowed', code: 'not-allowed', happened: 'no' })
    world.faults.assign = [no]
    expect(await startSession(a, olga, body)).toMatchObject({
      state: 'sent',
      routing: 'failed',
      failure: { code: 'not-allowed', text: expect.any(String) },
    })
    expect(delivered(body)).toBe(1)
  })

  it('reads again a few times, and sends nothing when the facts cannot be had', async () => {
    const body = fresh()
    world.faults.read = ['error', 'none', 'error']
    expect((await startSession(a, olga, body)).state).toBe('sent')
    const other = fresh()
    world.faults.read = Array.from({ length: 30 }, () => 'error' as const)
    const answer = await startSession(a, olga, other)
    world.faults.read = []
    expect(answer).toMatchObject({ state: 'failed', failure: { code: 'host-unreachable' } })
    expect(delivered(other)).toBe(0)
  })
})
