import { setTimeout as pause } from 'node:timers/promises'
import { PgBoss, type JobResult } from 'pg-boss'
import * as z from 'zod'
import type { Log } from '../hosts/log.ts'
import { connection, patiently, type Ask } from './database.ts'

/** What waits on the engine. A queue's worker is registered by whoever owns its rows. */
export const QUEUES = ['callback', 'initiative', 'batch'] as const
export type QueueName = (typeof QUEUES)[number]

const WakeUpSchema = z.object({ workspace: z.string(), id: z.string(), version: z.int() })
/**
 * Names a row whose time has come; never the truth about it. `version` is the row's own as of the change that asked for the wake-up:
 * a row that has gone further since has a wake-up of its own, and this one means nothing.
 */
export type WakeUp = z.infer<typeof WakeUpSchema>

export interface PlannedWakeUp extends WakeUp {
  /** From now on, in milliseconds; zero and less: at once. */
  readonly inMs: number
  /** Among those that are due, the highest is first. Default 0. */
  readonly priority?: number
}

/** Adds wake-ups in the caller's own transaction, so that no row ever stands without the one that it waits for. */
export type PlanWakeUps = (queue: QueueName, wakeUps: readonly PlannedWakeUp[], within: Ask) => Promise<void>

export interface WorkOptions {
  /** How many are taken at a time. Default 50; with 1 the engine would look only once per pause. */
  readonly batchSize?: number
  /** How many such handfuls this program has in hand at once. Default 1. */
  readonly handfuls?: number
  /** May run twice for one wake-up, and beside itself. What it throws has the wake-up come again, later and later. */
  work(wakeUp: WakeUp): Promise<void>
}

/** pg-boss on the same PostgreSQL: it decides when and where, our rows say what. Any number of replicas share its queues. */
export interface Jobs {
  readonly plan: PlanWakeUps
  work(queue: QueueName, options: WorkOptions): Promise<void>
  /** Takes nothing new and lets what runs finish, for three seconds at most. */
  stop(): Promise<void>
}

interface JobsOptions {
  readonly url: string
  readonly log: Log
  /** How often the engine looks for what has become due, in seconds from a half on; what is due at once wakes it. Default 1. */
  readonly pollSeconds?: number
}

const BATCH_SIZE = 50
// Errors of ours (the database away) pass; a wake-up is never given up.
const RETRIES = { retryLimit: 100_000, retryDelay: 1, retryBackoff: true, retryDelayMax: 30 }
// A worker that was killed with a wake-up in hand gives it back after so long, plus one look of the supervisor.
const EXPIRES_SECONDS = 10
const SUPERVISE_SECONDS = 5
const STOP_WITHIN_MS = 3000
const KEPT = { retentionSeconds: 30 * 86_400, deleteAfterSeconds: 600 }
const SHORT = { expireInSeconds: EXPIRES_SECONDS }
/** A stretch of a batch takes as long as its host does; whoever works on it shows every few seconds that it is alive. */
const LONG = { expireInSeconds: 6 * 3600, heartbeatSeconds: EXPIRES_SECONDS }
const LASTING: Readonly<Record<QueueName, typeof SHORT>> = { callback: SHORT, initiative: SHORT, batch: LONG }

/**
 * Starts the engine in its own schema `firstline_jobs`. Call `work` once for every queue that this program serves. Waits for a
 * database that is just starting.
 */
export async function openJobs({ url, log, pollSeconds = 1 }: JobsOptions): Promise<Jobs> {
  const boss = await patiently(20_000, () => started(url, log))
  for (const queue of QUEUES)
    await boss.createQueue(queue, { ...RETRIES, ...KEPT, ...LASTING[queue], notify: true })

  return {
    async plan(queue, wakeUps, within) {
      if (wakeUps.length === 0) return
      const jobs = wakeUps.map(({ inMs, priority = 0, ...data }) => ({
        data,
        priority,
        startAfter: Math.max(0, inMs) / 1000,
      }))
      await boss.insert(queue, jobs, {
        db: { executeSql: async (sql, values) => ({ rows: await within(sql, values) }) },
      })
    },

    async work(queue, { batchSize = BATCH_SIZE, handfuls = 1, work }) {
      const pauses = { pollingIntervalSeconds: pollSeconds, notifyPollingIntervalSeconds: pollSeconds }
      await boss.work(
        queue,
        { batchSize, localConcurrency: handfuls, ...pauses, burstWhenBatchFull: true, perJobResults: true },
        (jobs) =>
          Promise.all(
            jobs.map(async ({ id, data }): Promise<JobResult> => {
              try {
                await work(WakeUpSchema.parse(data))
                return { id, status: 'completed' }
              } catch (error) {
                const name = error instanceof Error ? error.name : 'unknown'
                log.warn({ queue, error: name }, 'A wake-up did not work out and comes again')
                return { id, status: 'failed' }
              }
            }),
          ),
      )
    },

    async stop() {
      // Waited for here: the engine's own stop looks whether they have ended only twice a second.
      const ended = Promise.all(QUEUES.map((queue) => boss.offWork(queue, { wait: true })))
      await Promise.race([ended, pause(STOP_WITHIN_MS, null, { ref: false })])
      await boss.stop({ graceful: false })
    },
  }
}

async function started(url: string, log: Log): Promise<PgBoss> {
  const { connectionString } = connection(url, 'jobs')
  const boss = new PgBoss({
    connectionString,
    application_name: 'firstline-jobs',
    schema: 'firstline_jobs',
    max: 4,
    schedule: false,
    useListenNotify: true,
    superviseIntervalSeconds: SUPERVISE_SECONDS,
    monitorIntervalSeconds: SUPERVISE_SECONDS,
  })
  boss.on('error', (error) => log.warn({ error: error.name }, 'The engine of the queues is in trouble'))
  try {
    await boss.start()
  } catch (error) {
    await boss.stop({ graceful: false }).catch(() => undefined)
    throw error
  }
  return boss
}

/** For a journal that was opened without an engine: nothing may wait in it. */
export const noEngine: PlanWakeUps = async (_queue, wakeUps) => {
  if (wakeUps.length > 0)
    throw new Error('This journal was opened without an engine, so nothing can wait in it.')
}
