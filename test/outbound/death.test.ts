import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openJournal, type JournalStore } from '../../src/journal/postgres.ts'
import { recover, startSession, type Outbound } from '../../src/outbound/index.ts'
import type { WireStartSession } from '../../src/wire/requests.ts'
import { freshDatabase } from '../setup/database.ts'
import { World, type FindFault, type SendFault } from './fake-host.ts'
import { Clock, mortal, olga, replica, silent } from './replicas.ts'

let database: { url: string; drop(): Promise<void> }
let store: JournalStore
const clock = new Clock()
const world = new World(clock.now)
let survivor: Outbound
let n = 0

beforeAll(async () => {
  database = await freshDatabase()
  store = await openJournal({ url: database.url, log: silent })
  survivor = replica(world, store, clock)
})
afterAll(async () => {
  await store.close()
  await database.drop()
})

function fresh(): WireStartSession {
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
  }
}

const delivered = ({ address }: WireStartSession): number => {
  world.catchUp()
  return world.deliveries.filter((delivery) => delivery.address === address).length
}

/** Others go on until the operation rests for good; `null`: it was never planned, so nothing is lost and nothing was sent. */
async function finalState({ operationId }: WireStartSession): Promise<string | null> {
  for (let round = 0; round < 60; round++) {
    await recover(survivor)
    const operation = await survivor.journal.operations.get(operationId)
    if (!operation) return null
    if (operation.dueAt === null) return operation.state
    clock.skip(operation.state === 'unknown' ? 11 * 60_000 : 11_000)
    await clock.wait(1000)
  }
  return 'never came to rest'
}

interface Death {
  readonly step: number
  readonly when: 'before' | 'after'
}

/** Starts the session on a replica that dies. */
async function tryAndDie(body: WireStartSession, { step, when }: Death): Promise<'done' | 'dead'> {
  const victim = await mortal(world, database.url, clock, step, when)
  const started = startSession(victim.outbound, olga, body).then(
    () => 'done' as const,
    () => 'done' as const,
  )
  const end = await Promise.race([started, victim.dead.then(() => 'dead' as const)])
  await victim.kill()
  return end
}

describe('a replica that dies in the middle (R-ONCE-1)', () => {
  it.each(['before', 'after'] as const)(
    'leaves an operation that comes to its one true end, wherever it dies %s a call',
    async (when) => {
      const ends: { step: number; state: string | null; count: number; routed: boolean }[] = []
      for (let step = 1, end = 'dead'; end === 'dead'; step++) {
        const body = fresh()
        end = await tryAndDie(body, { step, when })
        const state = await finalState(body)
        const session = world.sessions.find(({ contactId }) => contactId === body.contactId)
        ends.push({ step, state, count: delivered(body), routed: session?.operatorId === 'op-1' })
        if (state === 'sent') await startSession(survivor, olga, body)
      }
      expect(ends.length).toBeGreaterThan(12)
      expect(ends.map(({ state }) => state)).toContain(null)
      const lies = ends.filter(({ state, count, routed }) =>
        state === 'sent' ? count !== 1 || !routed : (state !== null && state !== 'failed') || count !== 0,
      )
      expect(lies).toEqual([])
    },
    120_000,
  )

  it('is replaced by the next caller with the same id, without waiting for recovery', async () => {
    const body = fresh()
    expect(await tryAndDie(body, { step: 8, when: 'before' })).toBe('dead')
    expect((await startSession(survivor, olga, body)).state).toBe('sent')
    expect(delivered(body)).toBe(1)
  })

  it('delivers at most once and never reports what is not true, whatever goes wrong together', async () => {
    const sends: SendFault[] = [
      'none',
      'refuse',
      'reset-before',
      'reset-after',
      'timeout-before',
      'timeout-after',
    ]
    const more: SendFault[] = ['timeout-then-done', 'slow-work', 'fails-later', 'refuse-for-good']
    const finds: FindFault[] = ['none', 'error', 'pending']
    const death = fc.record({
      step: fc.integer({ min: 1, max: 22 }),
      when: fc.constantFrom('before', 'after'),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...sends, ...more), { maxLength: 5 }),
        fc.array(fc.constantFrom(...finds), { maxLength: 8 }),
        fc.array(death, { maxLength: 2 }),
        async (send, find, deaths) => {
          const body = fresh()
          world.faults = { send, find, read: [], assign: [] }
          for (const one of deaths) {
            await tryAndDie(body, one)
            clock.skip(11_000)
          }
          const told = (await startSession(survivor, olga, body)).state
          world.faults.find = []
          const state = await finalState(body)
          const count = delivered(body)
          expect({ told, state, count }).toEqual({ told, state, count: state === 'sent' ? 1 : 0 })
          expect(told === 'unknown' ? ['sent', 'failed'] : [told]).toContain(state)
        },
      ),
      { numRuns: 40, endOnFailure: true },
    )
  }, 180_000)
})
