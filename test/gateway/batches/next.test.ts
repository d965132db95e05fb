import { afterAll, beforeAll, expect, it } from 'vitest'
import { serveBatches } from '../../../src/gateway/serve-batches.ts'
import type { Workspaces } from '../../../src/gateway/workspaces.ts'
import { wait } from '../../../src/gateway/waiting.ts'
import { openJobs, type Jobs } from '../../../src/journal/jobs.ts'
import { openJournal, type JournalStore } from '../../../src/journal/postgres.ts'
import { freshDatabase } from '../../setup/database.ts'

const log = { info() {}, warn() {}, error() {} }
let database: { url: string; drop(): Promise<void> }
let jobs: Jobs
let journal: JournalStore

beforeAll(async () => {
  database = await freshDatabase()
  // The engine looks by itself long after this test has ended.
  jobs = await openJobs({ url: database.url, log, pollSeconds: 3600 })
  journal = await openJournal({ url: database.url, log, plan: jobs.plan })
})
afterAll(async () => {
  await jobs.stop()
  await journal.close()
  await database.drop()
})

it('the next stretches of a list are taken as soon as one is done, without waiting for the engine to look again', async () => {
  const own = journal.of('bench')
  const step = { line: 'line-1', message: { text: 'Hello' } }
  const plan = { step, dryRun: false, onDuplicate: 'send', onInvalid: 'skip', paused: false } as const
  const now = new Date()
  await own.batches.open('list', plan, 'receipt', now)
  const people = Array.from({ length: 2400 }, (_, n) => n + 1)
  const rows = people.map((n) => {
    const recipient = { to: { contactId: `c-${n}` } }
    return { n, line: null, recipient, person: null, fault: null }
  })
  await own.batches.add('list', 'receipt', rows, now)
  await own.batches.close('list', 'receipt', { fingerprint: 'f', source: { format: 'json' } }, now)

  // Each stretch is looked at, and found to be in hand with nobody left in it.
  const looked: number[] = []
  const waiting = async (_id: string, { from }: { from: number }) => {
    looked.push(from)
    return []
  }
  const outbound = { journal: { ...own, batches: { ...own.batches, waiting } }, now: () => now, log, wait }
  const workspaces = { get: () => ({ id: 'bench', outbound }) } as unknown as Workspaces
  await serveBatches({ jobs, workspaces, stopping: new AbortController().signal })
  await expect.poll(() => looked.length, { timeout: 10_000 }).toBe(12)
  expect(looked.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, n) => n * 200 + 1))
})
