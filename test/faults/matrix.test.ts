import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openJournal, type JournalStore } from '../../src/journal/postgres.ts'
import { freshDatabase } from '../setup/database.ts'
import { silent } from '../outbound/replicas.ts'
import { CELLS, nameOf, spread, type Cell } from './cells.ts'
import { openStand, type Patience, type Stand } from './stand.ts'
import { truthOf } from './truth.ts'

/** `FAULTS=all` runs the whole matrix (`npm run test:faults`); else a part of it in which everything has its turn. */
const WHOLE = process.env['FAULTS'] === 'all'
const cells = WHOLE ? CELLS : spread(CELLS, 9)
const SLOW_MS = 100

let database: { url: string; drop(): Promise<void> }
let stores: JournalStore[]
beforeAll(async () => {
  database = await freshDatabase()
  stores = await Promise.all([1, 2].map(() => openJournal({ url: database.url, log: silent })))
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
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and application_name like 'firstline-%'`,
  )
  await client.end()
}

/** Of a host that never answers we tire soon; else a busy machine must not look like such a host. */
const patienceFor = ({ fault }: Cell): Patience =>
  fault === 'hang-after' ? { readMs: 3000, deedMs: 1000 } : { readMs: 20_000, deedMs: 20_000 }

/** Sets the mishap. The database goes while the host is at it. */
function arm({ sandbox }: Stand, { scene, fault }: Cell): void {
  const { engine } = sandbox
  if (fault !== 'database-gone') {
    engine.addFault({ on: scene.on, kind: fault, times: 1, delayMs: SLOW_MS })
    return
  }
  engine.addFault({ on: scene.on, kind: 'slow', times: 1, delayMs: SLOW_MS })
  const known = engine.waitingFaults().length
  const watch = setInterval(() => {
    if (engine.waitingFaults().length === known) return
    clearInterval(watch)
    void cutAllConnections()
  }, 5)
}

/** How it may end, by what the host can tell. A message is lost where it could have been sent, and was not. */
function ends(cell: Cell, { replicas, takenOver }: Stand): readonly string[] {
  const known = endsOf(cell, replicas[0].host.sender.certainty)
  // Whoever takes over knows nothing of how the request ended, so nobody sends it again, though it could have been. Where
  // nothing refused it, the take-over finds what there is.
  const refused = ['refuse-before', 'status-500', 'status-429'].includes(cell.fault)
  return takenOver() && cell.scene.sends && refused ? [...known, 'failed'] : known
}

function endsOf({ dialect, scene, fault }: Cell, certainty: string): readonly string[] {
  // Before anything is planned the host is asked whether it knows line and operator.
  if (scene.on === 'read' && ['ban', 'status-429', 'hang-after', 'malformed'].includes(fault))
    return ['sent', 'failed', 'never planned']
  if (fault === 'ban' || fault === 'status-429') return ['sent', 'failed']
  // Opened again by us, but later than we have asked: by then it is an open session like any other.
  if (dialect === 'helpdeskeddy' && fault === 'cut-then-done') return ['sent', 'unknown', 'refused']
  const doubtful = scene.sends && !['slow', 'database-gone'].includes(fault)
  if (doubtful && certainty === 'blind') return ['sent', 'unknown']
  // An answer that is no answer may come from something before the host: who was silent for ten minutes will not do it.
  if (scene.sends && fault === 'malformed') return ['sent', 'failed']
  return ['sent']
}

describe('whatever goes wrong, an intention is delivered at most once, is not lost, and is reported as it is (R-ONCE-1, R-ONCE-2)', () => {
  it.concurrent.each(cells.map((cell) => [nameOf(cell), cell] as const))('%s', async (_name, cell) => {
    const stand = await openStand(cell.dialect, stores, patienceFor(cell))
    try {
      const intention = await cell.scene.prepare(stand)
      arm(stand, cell)
      const told = await Promise.all(
        stand.replicas
          .slice(0, cell.replicas)
          .map((o) => intention.perform(o).catch((error: unknown) => error)),
      )
      const truth = await truthOf(stand, intention, told)
      expect(truth).toEqual({ ...truth, lies: [] })
      expect(ends(cell, stand)).toContain(truth.state)
      // The same once more is the same.
      const again = await intention.perform(stand.replicas[1])
      expect([truth.state === 'never planned' ? 'sent' : truth.state, 'failed']).toContain(again)
      const later = await truthOf(stand, intention, [again])
      // What nobody can tell may still arrive after the first look, but no more than once.
      const delivered = again === 'sent' ? 1 : again === 'unknown' ? later.delivered : truth.delivered
      expect(later).toEqual({ state: again, delivered, lies: [] })
    } finally {
      await stand.stop()
    }
  })
})
