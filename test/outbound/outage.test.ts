import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { JournalUnavailable } from '../../src/journal/journal.ts'
import { openDatabase } from '../../src/journal/database.ts'
import { openJournal, type JournalStore } from '../../src/journal/postgres.ts'
import { recover, startSession } from '../../src/outbound/index.ts'
import { freshDatabase } from '../setup/database.ts'
import { World } from './fake-host.ts'
import { Clock, olga, replica, silent } from './replicas.ts'

let database: { url: string; drop(): Promise<void> }
let stores: JournalStore[]
const clock = new Clock()

beforeAll(async () => {
  database = await freshDatabase()
  stores = [
    await openJournal({ url: database.url, log: silent }),
    await openJournal({ url: database.url, log: silent }),
  ]
})
afterAll(async () => {
  for (const store of stores) await store.close()
  await database.drop()
})

/** What a restart of PostgreSQL does to us: every connection ends at once. */
async function cutAllConnections(): Promise<void> {
  const client = new Client({ connectionString: database.url })
  await client.connect()
  await client.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  )
  await client.end()
}

describe('a database that goes away for a moment', () => {
  it('costs no message and doubles none', async () => {
    const world = new World(clock.now)
    const [a, b] = stores.map((store) => replica(world, store, clock)) as [
      ReturnType<typeof replica>,
      ReturnType<typeof replica>,
    ]
    const bodies = Array.from({ length: 60 }, (_, n) => {
      const address = `+7912${String(n % 30).padStart(7, '0')}`
      if (n < 30) world.contact(`c-${n}`, ['whatsapp', address])
      return {
        operationId: `form-${n}`,
        contactId: `c-${n % 30}`,
        lineId: 'line-1',
        channel: 'whatsapp' as const,
        address,
        subject: null,
        text: `Text ${n}`,
      }
    })
    const working = bodies.map((body, n) =>
      startSession(n % 2 ? a : b, olga, body).catch((error: unknown) => error),
    )
    for (let cut = 0; cut < 4; cut++) {
      await new Promise((resolve) => setTimeout(resolve, 60))
      await cutAllConnections()
    }
    await Promise.all(working)
    const states: string[] = []
    for (const body of bodies) {
      clock.skip(11_000)
      await recover(a)
      states.push((await startSession(b, olga, body)).state)
    }
    expect(world.deliveries).toHaveLength(30)
    expect(new Set(world.deliveries.map(({ address }) => address)).size).toBe(30)
    expect(states.filter((state) => state === 'sent')).toHaveLength(30)
    expect(states.filter((state) => state === 'refused')).toHaveLength(30)
  })

  it('wakes the streams again afterwards', async () => {
    const [journal, other] = stores.map((store) => store.of('wake')) as [
      ReturnType<JournalStore['of']>,
      ReturnType<JournalStore['of']>,
    ]
    let woken = 0
    const stop = journal.onEvent(() => woken++)
    await cutAllConnections()
    await expect.poll(() => woken, { timeout: 10_000 }).toBeGreaterThan(0)
    const before = woken
    await expect
      .poll(
        async () => {
          await other.events.append('c-1', null, { kind: 'operation', operationId: 'o' })
          return woken
        },
        { timeout: 10_000 },
      )
      .toBeGreaterThan(before)
    stop()
  })

  it('is reported as such, to be tried again, when it stays away', async () => {
    const nowhere = openDatabase('postgres://127.0.0.1:1/none', silent, 2, 200)
    await expect(nowhere.ask('select 1')).rejects.toThrow(JournalUnavailable)
    await nowhere.close()
  })
})
