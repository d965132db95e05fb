import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Journal } from '../../src/journal/journal.ts'
import { openJournal, type JournalStore } from '../../src/journal/postgres.ts'
import type { Intent } from '../../src/journal/intent.ts'
import { freshDatabase } from '../setup/database.ts'

const silent = { info() {}, warn() {}, error() {} }
const now = new Date('2026-11-20T10:00:00Z')
const days = (n: number) => new Date(now.getTime() + n * 24 * 3600_000)
const LEASE = { owner: 'me', until: days(0.001) }
const intent: Intent = {
  kind: 'start',
  lineId: 'line-1',
  channel: 'whatsapp',
  aim: { by: 'contact', contactId: 'c-1', address: '+79120000001' },
  text: 'Hello',
  subject: null,
  operatorId: 'op-1',
  onOpenSession: 'refuse',
}

let database: { url: string; drop(): Promise<void> }
let store: JournalStore
beforeAll(async () => {
  database = await freshDatabase()
  store = await openJournal({ url: database.url, log: silent })
})
afterAll(async () => {
  await store.close()
  await database.drop()
})
let workspaces = 0
const fresh = (): Journal => store.of(`retake-${++workspaces}`)

async function failedAfter(journal: Journal): Promise<void> {
  const planned = { id: 'o-1', fingerprint: 'f', intent: intent, contactId: 'c-1' }
  await journal.operations.plan(planned, LEASE, now)
  await journal.operations.change('o-1', LEASE, { state: 'sending' }, now)
  await journal.operations.change('o-1', LEASE, { state: 'sent', routing: 'pending', begins: 'close' }, now)
  const failure = { code: 'not-allowed', hostText: null }
  const change = { routing: 'failed', failure, ended: { outcome: 'not-allowed' }, dueAt: null } as const
  await journal.operations.change('o-1', LEASE, change, now)
}

describe('an operation whose after-step failed (R-AFTER-5)', () => {
  it('is taken again by one, however many ask, with its step begun once more', async () => {
    const journal = fresh()
    await failedAfter(journal)
    const taken = await Promise.all(
      Array.from({ length: 8 }, (_, n) =>
        journal.operations.retake('o-1', { owner: `w-${n}`, until: days(1) }, 'close', days(0.5)),
      ),
    )
    const [one, ...others] = taken.filter((operation) => operation !== null)
    expect(others).toEqual([])
    expect(one).toMatchObject({
      state: 'sent',
      routing: 'pending',
      failure: null,
      dueAt: days(1).toISOString(),
    })
    expect(
      (await journal.operations.steps('o-1')).map(({ name, outcome }) => [name, outcome]).slice(-2),
    ).toEqual([
      ['close', 'not-allowed'],
      ['close', null],
    ])
  })

  it('is not taken where nothing failed', async () => {
    const journal = fresh()
    const planned = { id: 'o-1', fingerprint: 'f', intent: intent, contactId: 'c-1' }
    await journal.operations.plan(planned, LEASE, now)
    expect(await journal.operations.retake('o-1', LEASE, 'close', now)).toBeNull()
    await journal.operations.change('o-1', LEASE, { state: 'failed', dueAt: null }, now)
    expect(await journal.operations.retake('o-1', LEASE, 'close', now)).toBeNull()
  })
})
