import { Client } from 'pg'
import type { Log } from '../hosts/log.ts'
import { attachments, pruneAttachments } from './attachments.ts'
import { CALLBACK_TABLE, callbacks } from './callbacks.ts'
import { requestBudget, type RequestBudget } from './budget.ts'
import { consents } from './consents.ts'
import { batches, wakeIdleBatches } from './batches.ts'
import { connection, openDatabase, patiently, type Database } from './database.ts'
import { drafts } from './drafts.ts'
import { events } from './events.ts'
import type { Journal } from './journal.ts'
import { INITIATIVE_TABLE, initiatives } from './initiatives.ts'
import { noEngine, type PlanWakeUps } from './jobs.ts'
import { openLocks } from './locks.ts'
import { migrate } from './migrate.ts'
import { operations } from './operations.ts'
import { seen } from './seen.ts'
import { deeds, pruneDeeds } from './deeds.ts'
import { troubles } from './troubles.ts'
import { wakeOverdue } from './versioned.ts'
import { openWakeUps } from './wakeups.ts'
import { written } from './written.ts'

/** The journal of a gateway: one database, one view per workspace. */
export interface JournalStore {
  of(workspaceId: string): Journal
  /** The workspace's requests at its host, counted for all replicas. */
  budget(workspaceId: string): RequestBudget
  /** @throws JournalUnavailable when the database does not answer. */
  ping(): Promise<void>
  /** Forgets events and hook ids older than `keepMs`, and files that no message needs. Cheap; call it every few minutes. */
  prune(now: Date, keepMs?: number): Promise<void>
  /** Wakes what should have been woken long ago; call it at start and every few minutes. */
  wakeOverdue(now: Date): Promise<void>
  close(): Promise<void>
}

export interface JournalOptions {
  /** Connection string of a PostgreSQL from version 14 on. */
  readonly url: string
  readonly log: Log
  /** Connections for statements, besides one for locks and one that listens. Default 10. */
  readonly poolSize?: number
  /** The engine that wakes what waits. Absent: nothing may wait in this journal. */
  readonly plan?: PlanWakeUps
}

const TWO_DAYS_MS = 2 * 24 * 3600 * 1000
// A draft that nobody has touched for so long keeps its files no more.
// Later than this, something other than a busy engine keeps a row waiting.
const OVERDUE_MS = 60_000
const WAITING = [CALLBACK_TABLE, INITIATIVE_TABLE]
/** Who decided what is asked for long after, but not for ever: the names of people stand there. */
const DEEDS_KEPT_MS = 365 * 24 * 3600 * 1000
const UNUSED_FILE_MS = 7 * 24 * 3600 * 1000

/** Connects, brings the schema up to date and listens for events. Waits for a database that is just starting. */
export async function openJournal({
  url,
  log,
  poolSize,
  plan = noEngine,
}: JournalOptions): Promise<JournalStore> {
  await patiently(20_000, () => withClient(url, migrate))
  const database = openDatabase(url, log, poolSize)
  const locks = openLocks(url, log)
  const wakeUps = openWakeUps(url, log)
  return {
    of: (workspace) => ({
      operations: operations(database, plan, workspace),
      events: events(database, workspace),
      seen: seen(database, plan, workspace),
      drafts: drafts(database, workspace),
      written: written(database, workspace),
      consents: consents(database, workspace),
      attachments: attachments(database, workspace),
      callbacks: callbacks(database, plan, workspace),
      batches: batches(database, plan, workspace),
      initiatives: initiatives(database, plan, workspace),
      troubles: troubles(database, workspace),
      deeds: deeds(database, workspace),
      hooks: { firstTime: (eventId, now) => firstTime(database, workspace, eventId, now) },
      locked: (name, work) => locks.locked(`${workspace} ${name}`, work),
      onEvent: (listener) => wakeUps.subscribe(workspace, listener),
    }),
    budget: (workspace) => requestBudget(database, workspace),
    ping: async () => {
      await database.ask('select 1')
    },
    prune: async (now, keepMs = TWO_DAYS_MS) => {
      await prune(database, new Date(now.getTime() - keepMs))
      await pruneDeeds(database, new Date(now.getTime() - DEEDS_KEPT_MS))
      await pruneAttachments(database, now, new Date(now.getTime() - UNUSED_FILE_MS))
    },
    wakeOverdue: async (now) => {
      const before = new Date(now.getTime() - OVERDUE_MS)
      for (const table of WAITING) await wakeOverdue(database, plan, table, before)
      await wakeIdleBatches(database, plan, before)
    },
    close: async () => {
      await Promise.all([locks.close(), wakeUps.close(), database.close()])
    },
  }
}

/** True once per id of a host's push, however often and wherever it comes in. */
async function firstTime({ ask }: Database, workspace: string, eventId: string, now: Date): Promise<boolean> {
  const sql = `insert into hooks_seen (workspace, event_id, at) values ($1, $2, $3) on conflict do nothing returning 1`
  return (await ask(sql, [workspace, eventId, now])).length > 0
}

async function prune({ ask }: Database, before: Date): Promise<void> {
  await ask(
    `with gone as (delete from events where at < $1 returning workspace, id)
     update event_heads head set pruned_to = greatest(pruned_to, newest) from
       (select workspace, max(id) as newest from gone group by workspace) pruned where head.workspace = pruned.workspace`,
    [before],
  )
  await ask('delete from hooks_seen where at < $1', [before])
}

async function withClient(url: string, work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client(connection(url, 'migrations'))
  client.on('error', () => undefined)
  try {
    await client.connect()
    await work(client)
  } finally {
    await client.end().catch(() => undefined)
  }
}
