import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dataFolder } from '../../src/journal/embedded-folders.ts'
import { serverUser } from '../../src/journal/embedded-user.ts'
import { startEmbedded, type EmbeddedPostgres } from '../../src/journal/embedded.ts'
import { openJournal, type JournalStore } from '../../src/journal/postgres.ts'
import { recover, startSession } from '../../src/outbound/index.ts'
import type { WireStartSession } from '../../src/wire/requests.ts'
import { World } from '../outbound/fake-host.ts'
import { Clock, olga, replica, silent } from '../outbound/replicas.ts'

const MESSAGES = 24
const KILLS = 3

let folder: string
let server: EmbeddedPostgres
let stores: JournalStore[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'firstline-killed-'))
  await chmod(folder, 0o755)
  // Careful, as for a tenant: what was committed must outlive the kill.
  server = await startEmbedded({ dataDir: join(folder, 'postgres') })
})
afterAll(async () => {
  await Promise.all(stores.map((store) => store.close()))
  await server.stop()
  await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
})

/** SIGKILL for the server at whatever it is doing, and a start on the same port as after a power cut. */
async function killAndStart(): Promise<void> {
  const data = await dataFolder(join(folder, 'postgres'), await serverUser())
  const [pid] = (await readFile(join(data, 'cluster', 'postmaster.pid'), 'utf8')).split('\n')
  process.kill(Number(pid), 'SIGKILL')
  const port = Number(new URL(server.url).port)
  // Its children see that it is gone, and go too; until then the cluster is taken.
  await expect
    .poll(
      () =>
        startEmbedded({ dataDir: join(folder, 'postgres'), port }).then(
          (started) => (server = started),
          () => null,
        ),
      { timeout: 40_000, interval: 200 },
    )
    .not.toBeNull()
}

describe('PostgreSQL that is killed and started again', () => {
  it('loses no message and doubles none, and every operation ends in its true state (R-ONCE-1)', async () => {
    const clock = new Clock()
    const world = new World(clock.now)
    stores = await Promise.all([1, 2].map(() => openJournal({ url: server.url, log: silent })))
    const replicas = stores.map((store) => replica(world, store, clock))
    const bodies = Array.from({ length: MESSAGES }, (_, n): WireStartSession => {
      const address = `+7912${String(n).padStart(7, '0')}`
      const contactId = world.contact(`c-${n}`, ['whatsapp', address])
      const way = { contactId, lineId: 'line-1', channel: 'whatsapp', address } as const
      return { operationId: `form-${n}`, ...way, subject: null, text: `Text ${n}` }
    })
    // Each at both replicas, so that the kill meets them in every state and in a race.
    for (let kill = 0; kill < KILLS; kill++) {
      const some = bodies.slice((kill * MESSAGES) / KILLS, ((kill + 1) * MESSAGES) / KILLS)
      const working = some.flatMap((body) =>
        replicas.map((o) => startSession(o, olga, body).catch((error: unknown) => error)),
      )
      // The first of them are with the host by now.
      const before = world.requests.length
      await expect.poll(() => world.requests.length, { interval: 1 }).toBeGreaterThan(before)
      await killAndStart()
      await Promise.all(working)
    }
    const [a, b] = replicas as [(typeof replicas)[0], (typeof replicas)[0]]
    const ends = []
    for (const body of bodies) {
      clock.skip(11_000)
      await recover(a)
      const { state } = await startSession(b, olga, body)
      const n = world.deliveries.filter(({ address }) => address === body.address).length
      ends.push({ id: body.operationId, state, n })
    }
    expect(ends.filter(({ state, n }) => state !== 'sent' || n !== 1)).toEqual([])
  })
})
