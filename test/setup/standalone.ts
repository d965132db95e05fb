import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { run } from '../../scripts/run.ts'
import { startEmbedded } from '../../src/journal/embedded.ts'
import { startStand, type Stand } from './stand.ts'

/**
 * Builds the pages and gives a stand of one's own with a database that is thrown away, for programs outside the test runner.
 * `postgresUrl`: its server, for further databases.
 */
export async function withStand(work: (stand: Stand, postgresUrl: string) => Promise<void>): Promise<void> {
  for (const config of ['vite.config.ts', 'src/sandbox/vite.config.ts'])
    if ((await run('vite', ['build', '--config', config, '--logLevel', 'warn'])) !== 0)
      throw new Error(`${config} does not build.`)
  const folder = await mkdtemp(join(tmpdir(), 'firstline-'))
  // The database's user must be able to pass through it.
  await chmod(folder, 0o755)
  const postgres = await startEmbedded({ dataDir: join(folder, 'postgres'), durable: false })
  try {
    const stand = await startStand(postgres.url)
    try {
      await work(stand, postgres.url)
    } finally {
      await stand.stop()
    }
  } finally {
    await postgres.stop()
    await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  }
}
