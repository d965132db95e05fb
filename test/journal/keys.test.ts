import { Client } from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openJournal } from '../../src/journal/postgres.ts'
import { freshDatabase } from '../setup/database.ts'

let database: { url: string; drop(): Promise<void> }
let client: Client

beforeAll(async () => {
  database = await freshDatabase()
  await (await openJournal({ url: database.url, log: { info() {}, warn() {}, error() {} } })).close()
  client = new Client({ connectionString: database.url, options: '-c search_path=firstline' })
  await client.connect()
})
afterAll(async () => {
  await client.end()
  await database.drop()
})

// As the check of a foreign key asks; a plan made while nothing is known of a table is kept for long.
it.each([
  ['operations', 'id'],
  ['initiatives', 'id'],
  ['callbacks', 'operation_id'],
  ['seen_sessions', 'id'],
])('a row of %s is found by its key in a workspace that the planner has not counted', async (table, id) => {
  const sql = `select 1 from ${table} where workspace = 'new' and ${id} = 'one'`
  const { rows } = await client.query<Record<string, string>>(`explain ${sql}`)
  const plan = rows.map((row) => row['QUERY PLAN']).join(' ')
  expect(plan).toContain(`using ${table}_pkey`)
  expect(plan).not.toContain('Filter')
})
