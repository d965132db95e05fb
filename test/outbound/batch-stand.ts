import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest'
import { readInput } from '../../process-actions/initiative-message/run.ts'
import { stretchOf, type BatchPlan, type Recipient } from '../../src/journal/batch.ts'
import type { PlannedWakeUp } from '../../src/journal/jobs.ts'
import { openJournal, type JournalStore } from '../../src/journal/postgres.ts'
import {
  carryStretch,
  places,
  receiveBatch,
  summaryOf,
  type BatchSummary,
  type List,
} from '../../src/outbound/batch/index.ts'
import type { Outbound } from '../../src/outbound/index.ts'
import { freshDatabase } from '../setup/database.ts'
import type { Extras } from './fake-extras.ts'
import { World } from './fake-host.ts'
import { Clock, replica, silent } from './replicas.ts'

export const TEXT = { line: 'line-1', channel: 'whatsapp', message: { text: 'Hello {{name}}' } }
export const PLAN: BatchPlan = {
  step: TEXT,
  dryRun: false,
  onDuplicate: 'skip',
  onInvalid: 'skip',
  paused: false,
}

/** Batches before a fake host, with an engine that only remembers whom it should wake. */
export interface BatchStand {
  readonly database: { url: string }
  readonly clock: Clock
  readonly world: World
  readonly o: Outbound
  readonly other: Outbound
  /** A host that has more; call it before anything else. */
  hostWith(extras: Extras): void
  /** What waits on the engine, the oldest first; taken away by whoever reads it. */
  wakeUps(): PlannedWakeUp[]
  /** A list of recipients as a batch. */
  receive(id: string, recipients: readonly Recipient[], plan?: Partial<BatchPlan>): Promise<void>
  /** So many customers with a phone, each as a recipient by contact. */
  people(count: number): Recipient[]
  /** Carries a stretch out. */
  work(id: string, o?: Outbound, number?: number): Promise<void>
  summary(id: string): Promise<BatchSummary>
  /** How many messages have been begun with in this test, and steps that wait. */
  begun(): Promise<number>
  /** Begins with a row and does not end that, until somebody waits for it and what this gives is called. */
  beginning(id: string): Promise<() => Promise<void>>
}

const ALL = { line: false, text: false, template: false }

/** What `recipients` would be after their reader. */
export function listOf(recipients: readonly Recipient[]): List {
  return {
    own: ALL,
    async *rows() {
      for (const recipient of recipients) yield { line: null, recipient, fault: null }
    },
    fingerprint: async () => JSON.stringify(recipients),
    source: () => ({ format: 'json' }),
  }
}

/** Places of its own for everybody, as programs have: those of a dead one die with it. */
const options = () => ({
  read: readInput,
  atOnce: places(() => performance.now()).atOnce,
  stopping: () => false,
})

/** One stand per file; a workspace and a world for every test. After each, the counts must be what the rows say. */
export function batchStand(): BatchStand {
  let database: { url: string; drop(): Promise<void> }
  let store: JournalStore
  let planned: PlannedWakeUp[] = []
  let world: World
  let o: Outbound
  let other: Outbound
  let n = 0
  let persons = 0
  const clock = new Clock()

  beforeAll(async () => {
    database = await freshDatabase()
    store = await openJournal({
      url: database.url,
      log: silent,
      plan: async (_queue, wakeUps) => void planned.push(...wakeUps),
    })
  })
  const replicas = (): void => {
    o = replica(world, store, clock, `w-${n}`)
    other = replica(world, store, clock, `w-${n}`)
  }
  beforeEach(() => {
    n += 1
    world = new World(clock.now)
    planned = []
    replicas()
  })
  afterEach(() => countsAreTrue(database.url))
  afterAll(async () => {
    await store.close()
    await database.drop()
  })

  return {
    get database() {
      return database
    },
    clock,
    get world() {
      return world
    },
    get o() {
      return o
    },
    get other() {
      return other
    },
    hostWith(extras) {
      world.extras = extras
      replicas()
    },
    wakeUps: () => planned.splice(0),
    async receive(id, recipients, plan = {}) {
      await receiveBatch(o, readInput, { id, plan: { ...PLAN, ...plan } }, listOf(recipients))
    },
    people: (count) =>
      Array.from({ length: count }, () => {
        persons += 1
        const contactId = world.contact(`p-${persons}`, [
          'whatsapp',
          `+7913${String(persons).padStart(7, '0')}`,
        ])
        return { to: { contactId }, values: { name: `N${persons}` } }
      }),
    work: (id, worker = o, number = 0) => carryStretch(worker, id, stretchOf(number), options()),
    async summary(id) {
      const progress = await o.journal.batches.progress(id, clock.now())
      if (!progress) throw new Error('There is no such batch.')
      return summaryOf(progress, clock.now())
    },
    async begun() {
      const client = await connected(database.url)
      const sql = `select count(*) from (select workspace from firstline.operations
        union all select workspace from firstline.initiatives) as begun where workspace = $1`
      const { rows } = await client.query<{ count: string }>(sql, [`w-${n}`])
      await client.end()
      return Number(rows[0]?.count)
    },
    async beginning(id) {
      const client = await connected(database.url)
      await client.query('begin; set local search_path to firstline')
      await client.query('select running_batches($1, array[$2])', [`w-${n}`, id])
      return async () => {
        const waits = `select 1 from pg_stat_activity where datname = current_database() and wait_event = 'advisory'`
        await expect.poll(async () => (await client.query(waits)).rowCount).toBe(1)
        await client.query('commit')
        await client.end()
      }
    },
  }
}

async function connected(url: string): Promise<Client> {
  const client = new Client({ connectionString: url })
  await client.connect()
  return client
}

async function countsAreTrue(url: string): Promise<void> {
  const client = await connected(url)
  try {
    const ask = async (sql: string) => (await client.query({ text: sql, rowMode: 'array' })).rows
    const kept = await ask(
      'select batch, state, code, count from firstline.batch_counts where count <> 0 order by 1, 2, 3',
    )
    expect(kept).toEqual(
      await ask(
        'select batch, state, code, count(*) from firstline.batch_rows group by 1, 2, 3 order by 1, 2, 3',
      ),
    )
    // What a test leaves open must not wait for a turn of the next one's.
    await client.query(`update firstline.batches set state = 'paused' where state = 'running'`)
  } finally {
    await client.end()
  }
}
