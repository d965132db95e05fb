import type pg from 'pg'
import { MIGRATIONS } from './schema.ts'

// Any number that nobody else locks in this database.
const MIGRATION_LOCK = 4_601_170_201

/** Brings the schema up to date. Replicas that start at once wait for the first one. */
export async function migrate(client: pg.ClientBase): Promise<void> {
  await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK])
  try {
    await client.query('create schema if not exists firstline')
    await client.query(
      'create table if not exists firstline.schema_steps (step integer primary key, at timestamptz not null default now())',
    )
    const { rows } = await client.query<{ step: number | null }>(
      'select max(step) as step from firstline.schema_steps',
    )
    const done = rows[0]?.step ?? 0
    for (const [index, sql] of MIGRATIONS.entries()) if (index + 1 > done) await apply(client, index + 1, sql)
  } finally {
    await client.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK])
  }
}

async function apply(client: pg.ClientBase, step: number, sql: string): Promise<void> {
  await client.query('begin')
  try {
    await client.query('set local search_path to firstline')
    await client.query(sql)
    await client.query('insert into firstline.schema_steps (step) values ($1)', [step])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}
