import { setTimeout as pause } from 'node:timers/promises'
import { Client } from 'pg'
import type { Log } from '../hosts/log.ts'
import { connection, patiently } from './database.ts'

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
  let closed = false

  async function connect(): Promise<Client> {
    const client = new Client(connection(url, 'locks'))
    const lose = (): void => {
      lost.add(client)
      current = null
    }
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

  /** The connection that has the lock now. */
  async function acquire(name: string): Promise<Client> {
    for (let delay = SHORTEST_MS; ; delay = Math.min(delay * 1.5, LONGEST_MS)) {
      const holder = await patiently(8000, async () => {
        const asked = await client()
        const sql = 'select pg_try_advisory_lock(hashtextextended($1, 0)) as got'
        const [row] = await inTurn<{ got: boolean }>(asked, sql, name)
        return row?.got ? asked : null
      })
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
      await before
      try {
        const holder = await acquire(name)
        try {
          return await work({ held: () => !lost.has(holder) })
        } finally {
          if (!lost.has(holder))
            await inTurn(holder, 'select pg_advisory_unlock(hashtextextended($1, 0))', name).catch(
              (error: unknown) => {
                // A connection in doubt is dropped: PostgreSQL frees its locks.
                log.warn({ error: String(error) }, 'A send lock could not be given back')
                lost.add(holder)
                current = null
                void holder.end().catch(() => undefined)
              },
            )
        }
      } finally {
        leave()
        if (queues.get(name) === tail) queues.delete(name)
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

/** What each connection is busy with: it takes one statement at a time. */
const turns = new WeakMap<Client, Promise<unknown>>()

function inTurn<Row extends object>(client: Client, sql: string, name: string): Promise<Row[]> {
  const before = turns.get(client) ?? Promise.resolve()
  const mine = before.then(async () => (await client.query<Row>(sql, [name])).rows)
  turns.set(
    client,
    mine.catch(() => undefined),
  )
  return mine
}

/** Connections that broke: whatever they had locked is free for others. */
const lost = new WeakSet<Client>()
