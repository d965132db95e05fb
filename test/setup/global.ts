import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startEmbedded } from '../../src/journal/embedded.ts'
import { openJobs } from '../../src/journal/jobs.ts'
import { openJournal } from '../../src/journal/postgres.ts'
import { newDatabase } from './new-database.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Goes with the run. */
    runFolder: string
    postgresUrl: string
    /** The name of a database with all tables, to which nobody is connected. */
    template: string
  }
}

/** One real PostgreSQL for the whole run; every test file makes its own databases on it, most of them as copies of one with tables. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'firstline-test-'))
  // The database's user must be able to pass through it.
  await chmod(folder, 0o755)
  const postgres = await startEmbedded({ dataDir: join(folder, 'postgres'), durable: false })
  project.provide('runFolder', folder)
  project.provide('postgresUrl', postgres.url)
  project.provide('template', await withTables(postgres.url))
  return async () => {
    await postgres.stop()
    await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  }
}

async function withTables(server: string): Promise<string> {
  const { url } = await newDatabase(server)
  const log = { info() {}, warn() {}, error() {} }
  await (await openJournal({ url, log })).close()
  await (await openJobs({ url, log })).stop()
  return new URL(url).pathname.slice(1)
}
