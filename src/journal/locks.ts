import { setTimeout as pause } from 'node:timers/promises'
import { Client } from 'pg'
import type { Log } from '../hosts/log.ts'
import { connection, patiently } from './database.ts'
import { together } from './together.ts'

export interface Locks {
  locked<T>(name: string, work: (lock: { held(): boolean }) => Promise<T>): Promise<T>
  close(): Promise<void>
}

// How often a lock that another replica holds is asked for again.
const SHORTEST_MS = 15
const LONGEST_MS = 200

/**
 * Named locks across replicas. One connection of its own holds them all: a waiting caller takes no connection from anybody, so
 * hundreds may wait. Inside one program callers stand in a queue per name; between programs PostgreSQL decides, and frees what a
 * program that died has held.
 */
export function openLocks(url: string, log: Log): Locks {
  const queues = new Map<string, Promise<void>>()
  let current: Promise<Client> | null = null
  let newest: Client | null = null
  let closed = false

  function forget(client: Client): void {
    lost.add(client)
    if (newest === client) current = null
  }

  async function connect(): Promise<Client> {
    const client = new Client(connection(url, 'locks'))
    newest = client
    const lose = (): void => forget(client)
    client.on('error', (error) => {
      log.warn({ message: error.message }, 'The connection that holds the send locks broke')
      lose()
    })
    client.on('end', lose)
    await client.connect()
    return client
  }

  function client(): Promise<Client> {
    // A connection that is made after the close would hold its locks for ever.
    if (closed) throw new Error('The journal is closed.')
    if (current) return current
    const connecting = connect()
    current = connecting
    connecting.catch(() => {
      if (current === connecting) current = null
    })
    return connecting
  }

  /** Tries for each name; gives the connection where it was got. Only for names that nobody in here has. */
  const tryLocks = together((names: readonly string[]) =>
    patiently(8000, async () => {
      const asked = await client()
      try {
        const sql = `select n from unnest($1::text[]) with ordinality as given(name, n)
          where pg_try_advisory_lock(hashtextextended(name, 0))`
        const got = new Set((await inTurn<{ n: string }>(asked, sql, names)).map(({ n }) => Number(n)))
        return names.map((_name, n) => (got.has(n + 1) ? asked : null))
      } catch (error) {
        // It may have some of them.
        drop(asked, error)
        throw error
      }
    }),
  )

  const unlock = together(async (given: readonly Locked[]) => {
    for (const [holder, locks] of Map.groupBy(given, (one) => one.holder)) {
      if (lost.has(holder)) continue
      const sql = 'select pg_advisory_unlock(hashtextextended(name, 0)) from unnest($1::text[]) as name'
      const names = locks.map(({ name }) => name)
      await inTurn(holder, sql, names).catch((error: unknown) => drop(holder, error))
    }
    return given.map(() => undefined)
  })

  /** A connection in doubt is dropped: PostgreSQL frees its locks. */
  function drop(client: Client, error: unknown): void {
    log.warn({ error: String(error) }, 'The connection that holds the send locks is in doubt and made anew')
    forget(client)
    void client.end().catch(() => undefined)
  }

  /** The connection that has the lock now. */
  async function acquire(name: string): Promise<Client> {
    for (let delay = SHORTEST_MS; ; delay = Math.min(delay * 1.5, LONGEST_MS)) {
      const holder = await tryLocks(name)
      if (holder) return holder
      if (closed) throw new Error('The journal is closed.')
      await pause(delay * (0.5 + Math.random()))
    }
  }

  return {
    async locked(name, work) {
      const before = queues.get(name) ?? Promise.resolve()
      const { promise: mine, resolve: leave } = Promise.withResolvers<void>()
      const tail = before.then(() => mine)
      queues.set(name, tail)
      const end = (): void => {
        leave()
        if (queues.get(name) === tail) queues.delete(name)
      }
      await before
      const holder = await acquire(name).catch((error: unknown) => {
        end()
        throw error
      })
      try {
        return await work({ held: () => !lost.has(holder) })
      } finally {
        // Nobody needs to wait until it is given back but the next one in here.
        void unlock({ holder, name }).finally(end)
      }
    },
    async close() {
      closed = true
      const open = current
      current = null
      await open?.then((client) => client.end()).catch(() => undefined)
    },
  }
}

/** A lock that is given back. */
interface Locked {
  readonly holder: Client
  readonly name: string
}

/** What each connection is busy with: it takes one statement at a time. */
const turns = new WeakMap<Client, Promise<unknown>>()

function inTurn<Row extends object>(client: Client, sql: string, names: readonly string[]): Promise<Row[]> {
  const before = turns.get(client) ?? Promise.resolve()
  const mine = before.then(async () => (await client.query<Row>(sql, [names])).rows)
  turns.set(
    client,
    mine.catch(() => undefined),
  )
  return mine
}

/** Connections that broke: whatever they had locked is free for others. */
const lost = new WeakSet<Client>()
