import { randomBytes } from 'node:crypto'
import { Client } from 'pg'

/** A database to be thrown away. */
export interface NewDatabase {
  readonly url: string
  drop(): Promise<void>
}

/**
 * A new database on this server, to be thrown away: an empty one, or with all that stands in `template`, to which nobody may be
 * connected.
 */
export async function newDatabase(server: string, template = 'template1'): Promise<NewDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`
  await command(server, `create database ${name} template ${template}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  return { url: url.href, drop: () => command(server, `drop database if exists ${name} with (force)`) }
}

async function command(server: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: server })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
