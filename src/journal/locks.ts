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

  /**
   * Gives back what somebody has, and tries for what somebody wants, in one statement: the connection where it was got. Only for names
   * that nobody else in here has or wants.
   */
  const exchange = together(async (asked: readonly (Wanted | Locked)[]) => {
    const back = asked.filter((one) => 'holder' in one)
    const wanted = asked.filter((one) => !('holder' in one))
    if (wanted.length > 0) return patiently(8000, async () => tried(asked, wanted, back, await client()))
    const first = back.find(isHeld)
    if (first) await inTurn(first.holder, [], back.filter(isHeld)).catch((error) => drop(first.holder, error))
    return asked.map(() => null)
  })

  async function tried(
    asked: readonly (Wanted | Locked)[],
    wanted: readonly Wanted[],
    back: readonly Locked[],
    holder: Client,
  ): Promise<(Client | null)[]> {
    try {
      // Looked at last: with another connection they would not be given back, but are free.
      const got = new Set(await inTurn(holder, wanted, back.filter(isHeld)))
      return asked.map((one) => (!('holder' in one) && got.has(one.name) ? holder : null))
    } catch (error) {
      // It may have some of them.
      drop(holder, error)
      throw error
    }
  }

  /** A connection in doubt is dropped: PostgreSQL frees its locks. */
  function drop(client: Client, error: unknown): void {
    log.warn({ error: String(error) }, 'The connection that holds the send locks is in doubt and made anew')
    forget(client)
    void client.end().catch(() => undefined)
  }

  /** The connection that has the lock now. */
  async function acquire(name: string): Promise<Client> {
    for (let delay = SHORTEST_MS; ; delay = Math.min(delay * 1.5, LONGEST_MS)) {
      const holder = await exchange({ name })
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
        void exchange({ holder, name })
          .catch(() => undefined)
          .finally(end)
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

interface Wanted {
  readonly name: string
}

/** A lock that is given back. */
interface Locked extends Wanted {
  readonly holder: Client
}

/** The locks of a connection that broke are free already. One that holds is the only one there is. */
const isHeld = ({ holder }: Locked): boolean => !lost.has(holder)

const EXCHANGE = `
  select name from unnest($1::text[]) as name where pg_try_advisory_lock(hashtextextended(name, 0))
  union all
  -- It is never null, and is done for that.
  select name from unnest($2::text[]) as name where pg_advisory_unlock(hashtextextended(name, 0)) is null`

/** What each connection is busy with: it takes one statement at a time. */
const turns = new WeakMap<Client, Promise<unknown>>()

/** The names that were got. */
function inTurn(client: Client, wanted: readonly Wanted[], back: readonly Locked[]): Promise<string[]> {
  const before = turns.get(client) ?? Promise.resolve()
  const names = (of: readonly Wanted[]): string[] => of.map(({ name }) => name)
  const mine = before.then(async () => {
    const { rows } = await client.query<{ name: string }>(EXCHANGE, [names(wanted), names(back)])
    return rows.map(({ name }) => name)
  })
  turns.set(
    client,
    mine.catch(() => undefined),
  )
  return mine
}

/** Connections that broke: whatever they had locked is free for others. */
const lost = new WeakSet<Client>()
