import { setTimeout as pause } from 'node:timers/promises'
import { Pool, type ClientConfig } from 'pg'
import type { Log } from '../hosts/log.ts'
import { JournalUnavailable } from './journal.ts'

export type Ask = <Row extends object>(sql: string, parameters?: readonly unknown[]) => Promise<Row[]>

/** Statements on the pool. Each is safe to run again, so a broken connection is waited out and only then reported. */
export interface Database {
  readonly ask: Ask
  /** All or nothing; the whole work is run again when the connection broke. */
  transaction<T>(work: (ask: Ask) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** How every connection of ours is made: our schema first, and no statement that hangs for ever. */
export function connection(url: string, name: string): ClientConfig {
  return {
    connectionString: url,
    application_name: `firstline-${name}`,
    options: '-c search_path=firstline,public',
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  }
}

/** @param patienceMs how long a database that is away (restarting) is waited for. */
export function openDatabase(url: string, log: Log, poolSize = 10, patienceMs = 8000): Database {
  const pool = new Pool({ ...connection(url, 'journal'), max: poolSize })
  // A connection that breaks while nobody listens would end the whole program: idle ones, and those just being handed out.
  pool.on('connect', (client) => client.on('error', () => undefined))
  pool.on('error', (error) => log.warn({ code: codeOf(error) }, 'An idle database connection broke'))

  const ask: Ask = (sql, parameters = []) =>
    patiently(patienceMs, async () => (await pool.query(sql, parameters.map(storable))).rows)

  return {
    ask,
    transaction: (work) => patiently(patienceMs, () => transact(pool, work)),
    close: () => pool.end(),
  }
}

async function transact<T>(pool: Pool, work: (ask: Ask) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  const onError = (error: Error): void => {
    broken = error
  }
  client.on('error', onError)
  try {
    await client.query('begin')
    const outcome = await work(
      async (sql, parameters = []) => (await client.query(sql, parameters.map(storable))).rows,
    )
    await client.query('commit')
    return outcome
  } catch (error) {
    await client.query('rollback').catch((cause: unknown) => {
      broken = cause instanceof Error ? cause : new Error('The connection broke', { cause })
    })
    throw error
  } finally {
    client.off('error', onError)
    client.release(broken)
  }
}

/** Runs it again while the database is away. @throws JournalUnavailable when that takes longer than the patience. */
export async function patiently<T>(patienceMs: number, work: () => Promise<T>): Promise<T> {
  const until = performance.now() + patienceMs
  for (let delay = 25; ; delay = Math.min(delay * 2, 1000)) {
    try {
      return await work()
    } catch (error) {
      if (!isPassing(error)) throw error
      if (performance.now() + delay > until) throw new JournalUnavailable(error)
      await pause(delay)
    }
  }
}

// Restart and shutdown, too many connections, serialization and deadlock; and what Node says of sockets.
const PASSING =
  /^(08...|57P0[123]|53300|40001|40P01|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN)$/
const BROKEN = /Connection terminated|timeout exceeded when trying to connect|not queryable|timeout expired/i

/** Will the same statement work a little later? */
function isPassing(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some((part) => isPassing(part))
  return error instanceof Error && (PASSING.test(codeOf(error)) || BROKEN.test(error.message))
}

/** A value for a `jsonb` parameter. */
export function json(value: unknown): string | null {
  if (value === null || value === undefined) return null
  const text = JSON.stringify(value)
  // JSON writes what may not be stored in such escapes, and hardly anything else.
  if (!UNSTORABLE.test(text)) return text
  return JSON.stringify(value, (_key, part: unknown) => (typeof part === 'string' ? storable(part) : part))
}

/** The value as it is read back after it was kept as JSON. */
export function asKept<T extends object>(value: T): T {
  return isStorable(value) ? value : (JSON.parse(json(value) ?? 'null') as T)
}

/** Is every text in it kept as it is? */
function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\0')
  return typeof value !== 'object' || value === null || Object.values(value).every(isStorable)
}

const UNSTORABLE = /\\u(?:0000|d[89a-f])/

function storable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(storable)
  return typeof value === 'string' ? storableText(value) : value
}

/** The text as it is kept: PostgreSQL takes neither NUL nor half a surrogate pair; what people and hosts send may hold both. */
export function storableText(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD')
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
