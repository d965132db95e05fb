import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbedded } from '../../src/journal/embedded.ts'

/** A PostgreSQL of one's own that commits durably, as a tenant's does; it goes with the work. */
export async function withDurable<T>(work: (url: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'firstline-bench-'))
  // The database's user must be able to pass through it.
  await chmod(folder, 0o755)
  const postgres = await startEmbedded({ dataDir: join(folder, 'postgres') })
  try {
    return await work(postgres.url)
  } finally {
    await postgres.stop()
    await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  }
}
