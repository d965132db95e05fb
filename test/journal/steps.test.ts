import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openJournal, type JournalStore } from '../../src/journal/postgres.ts'
import type { Intent } from '../../src/journal/intent.ts'
import { MIGRATIONS } from '../../src/journal/schema.ts'
import { STEPS } from '../../src/journal/schema-steps.ts'
import { emptyDatabase } from '../setup/database.ts'

const now = new Date('2026-11-20T10:00:00Z')
const lease = { owner: 'a', until: new Date('2026-11-20T10:00:10Z') }
const intent: Intent = {
  kind: 'step',
  lineId: 'line-1',
  channel: 'whatsapp',
  aim: { by: 'contact', contactId: 'c-1', address: null },
  text: 'Hello',
  subject: null,
  operatorId: null,
  onOpenSession: 'write',
}
const planned = (id: string) => ({ id, fingerprint: 'f', intent, contactId: 'c-1' })

describe('an operation and its steps are one row', () => {
  let database: { url: string; drop(): Promise<void> }
  let client: Client
  let store: JournalStore

  beforeAll(async () => {
    database = await emptyDatabase()
    client = new Client({ connectionString: database.url, options: '-c search_path=firstline' })
    await client.connect()
    await asBefore(client)
    store = await openJournal({ url: database.url, log: { info() {}, warn() {}, error() {} } })
  })
  afterAll(async () => {
    await store.close()
    await client.end()
    await database.drop()
  })

  it('keeps the steps of operations from before', async () => {
    const steps = await store.of('old').operations.steps('o-1')
    expect(steps).toEqual([
      { name: 'check', beganAt: at(0), endedAt: at(1), outcome: 'free-form', by: null },
      { name: 'judge', beganAt: at(2), endedAt: null, outcome: null, by: 'Olga' },
    ])
    expect(await store.of('old').operations.steps('o-2')).toEqual([])
  })

  it('is changed by its owner though its row was touched at the same moment', async () => {
    const { operations } = store.of('ws')
    const known = await operations.plan(planned('o-1'), lease, now)
    await client.query('begin')
    await client.query(`update operations set due_at = $1 where workspace = 'ws' and id = 'o-1'`, [
      lease.until,
    ])
    const change = { state: 'sending', ended: { outcome: 'free-form' }, begins: 'send' } as const
    const changing = operations.change('o-1', lease, change, now, known?.operation)
    const waits = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
    await expect.poll(async () => (await client.query(waits)).rowCount).toBe(1)
    await client.query('commit')
    expect((await changing).state).toBe('sending')
    const steps = (await operations.steps('o-1')).map(({ name, outcome }) => ({ name, outcome }))
    expect(steps).toEqual([
      { name: 'check', outcome: 'free-form' },
      { name: 'send', outcome: null },
    ])
  })

  it('is planned and changed without a look at others, however many a workspace has that nobody has counted', async () => {
    const { operations } = store.of('new')
    await Promise.all(Array.from({ length: 300 }, (_, n) => operations.plan(planned(`o-${n}`), lease, now)))
    // Plans that are kept are made while somebody asks for the sixth time.
    for (let n = 0; n < 8; n++) await planAndChange(client, `p-${n}`)
    const before = await rowsRead(client)
    await planAndChange(client, 'p-8')
    expect((await rowsRead(client)) - before).toBeLessThan(10)
  })
})

async function planAndChange(client: Client, id: string): Promise<void> {
  const own = { id, owner: lease.owner, until: lease.until, at: now }
  const steps = [{ name: 'check', beganAt: now }]
  const far = { state: 'planned', attempts: 0, changed: now, steps }
  const planning = { ...own, ...far, intent, fingerprint: 'f', contact_id: 'c-1', repeats: null }
  const change = {
    ...own,
    states: ['planned'],
    patch: { state: 'sending' },
    outcome: 'free-form',
    begins: 'send',
  }
  await client.query(`select * from plan_operations('new', $1)`, [JSON.stringify([planning])])
  await client.query(`select change_operations('new', $1)`, [JSON.stringify([change])])
}

/** Rows of operations that were looked at, ever. */
async function rowsRead(client: Client): Promise<number> {
  await client.query('select pg_stat_force_next_flush()')
  const sql = `select seq_tup_read + idx_tup_fetch as read from pg_stat_user_tables where relname = 'operations'`
  const { rows } = await client.query<{ read: string }>(sql)
  return Number(rows[0]?.read)
}

const at = (seconds: number): string => new Date(now.getTime() + seconds * 1000).toISOString()

/** A database in which steps still had a table of their own. */
async function asBefore(client: Client): Promise<void> {
  await client.query(
    'create schema firstline; create table schema_steps (step integer primary key, at timestamptz default now())',
  )
  const before = MIGRATIONS.slice(0, MIGRATIONS.indexOf(STEPS))
  for (const sql of before) await client.query(sql)
  await client.query('insert into schema_steps (step) select generate_series(1, $1)', [before.length])
  await client.query(
    `insert into operations (workspace, id, intent, fingerprint, state, created_at, changed_at, owner)
     select 'old', id, '{}', 'f', 'unknown', $1, $1, 'a' from unnest('{o-1,o-2}'::text[]) as id`,
    [now],
  )
  const step = `insert into operation_steps (workspace, operation_id, name, began_at, ended_at, outcome, by_whom)
    values ('old', 'o-1', $1, $2, $3, $4, $5)`
  await client.query(step, ['check', at(0), at(1), 'free-form', null])
  await client.query(step, ['judge', at(2), null, null, 'Olga'])
}
