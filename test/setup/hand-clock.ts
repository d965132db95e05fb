import { Client } from 'pg'

/** A clock that stands still until a test moves it, and takes the engine of a database with it. */
export interface HandClock {
  now(): Date
  /** Moves on by so many milliseconds; what has become due meanwhile is woken at once. */
  advance(ms: number): Promise<void>
  /** Wakes everything that waits on the engine, due or not: whoever is woken too early must go on waiting. */
  wakeAll(): Promise<void>
}

/** @param running Does time pass by itself too? Then only leaps are by hand. */
export function handClock(databaseUrl: () => string, running = true): HandClock {
  let skippedMs = 0
  const began = Date.now()
  const wakeAll = (): Promise<void> => wakeEngine(databaseUrl())
  return {
    now: () => new Date((running ? Date.now() : began) + skippedMs),
    async advance(ms) {
      skippedMs += ms
      await wakeAll()
    },
    wakeAll,
  }
}

/** Wakes everything that waits on the engine of this database, due or not. */
export async function wakeEngine(databaseUrl: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query(
      `update firstline_jobs.job set start_after = now() where state in ('created', 'retry') and start_after > now()`,
    )
  } finally {
    await client.end()
  }
}
