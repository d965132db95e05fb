import { PgBoss, type Job, type JobResult } from 'pg-boss'
import { Webhook } from 'standardwebhooks'
import * as z from 'zod'
import type { Log } from '../hosts/log.ts'
import { connection } from './database.ts'

/** Posts the answer of an operation to whoever asked, once it is known, when it was not known at once. */
export interface Callbacks {
  /** Durable once it resolves: the answer is posted, signed, until somebody answers 2xx. Arming twice posts the same id twice. */
  arm(workspaceId: string, operationId: string, url: string): Promise<void>
  stop(): Promise<void>
}

/** The workspace of a callback, as far as it is needed here. */
interface CallbackWorkspace {
  /** Signs the callback, by the scheme of Standard Webhooks; any text. */
  readonly secret: string
  /** The body of the callback; `exit: null` while it is not known; `null`: no such operation. */
  answer(operationId: string): Promise<{ readonly exit: string | null } | null>
}

interface CallbackOptions {
  readonly url: string
  readonly log: Log
  readonly fetch: typeof fetch
  now(): Date
  workspace(id: string): CallbackWorkspace | null
  /** How often the queue is looked at, in seconds from a half on. Default 1. */
  readonly pollSeconds?: number
}

const QUEUE = 'callbacks'
const TIMEOUT_MS = 10_000
// From a second to an hour between tries, for about three days.
const RETRIES = { retryLimit: 80, retryDelay: 1, retryBackoff: true, retryDelayMax: 3600 }
const KEPT = { retentionSeconds: 7 * 86_400, deleteAfterSeconds: 86_400, expireInSeconds: 60 }
const LONGEST_LOOK_SECONDS = 30

const Order = z.object({ workspace: z.string(), operationId: z.string(), url: z.url(), looks: z.int() })
type Order = z.infer<typeof Order>

/** Callbacks on pg-boss, in the same PostgreSQL: any number of replicas, and nothing is forgotten in a restart. */
export async function openCallbacks(options: CallbackOptions): Promise<Callbacks> {
  const { url, log, pollSeconds = 1 } = options
  const { connectionString } = connection(url, 'callbacks')
  const boss = new PgBoss({
    connectionString,
    application_name: 'firstline-callbacks',
    schema: 'firstline_jobs',
    max: 3,
    schedule: false,
  })
  boss.on('error', (error) => log.warn({ error: error.name }, 'The queue of callbacks is in trouble'))
  await boss.start()
  await boss.createQueue(QUEUE, { ...RETRIES, ...KEPT })

  const enqueue = async (order: Order, startAfter: number): Promise<void> => {
    await boss.send(QUEUE, order, { startAfter })
  }

  async function settle(job: Job<unknown>): Promise<JobResult> {
    const order = Order.parse(job.data)
    const workspace = options.workspace(order.workspace)
    const answer = await workspace?.answer(order.operationId)
    if (!workspace || !answer) return { id: job.id, status: 'completed' }
    if (answer.exit === null) {
      await enqueue({ ...order, looks: order.looks + 1 }, Math.min(2 ** order.looks, LONGEST_LOOK_SECONDS))
      return { id: job.id, status: 'completed' }
    }
    const status = await post(options, order, workspace.secret, answer)
    if (status >= 200 && status < 300) return { id: job.id, status: 'completed' }
    log.warn({ operationId: order.operationId, status }, 'A callback was not taken and is tried again')
    return { id: job.id, status: 'failed' }
  }

  await boss.work(
    QUEUE,
    { batchSize: 20, pollingIntervalSeconds: pollSeconds, burstWhenBatchFull: true, perJobResults: true },
    (jobs) =>
      Promise.all(
        jobs.map((job) =>
          settle(job).catch((error: unknown): JobResult => {
            log.warn(
              { error: error instanceof Error ? error.name : 'unknown' },
              'A callback failed and is tried again',
            )
            return { id: job.id, status: 'failed' }
          }),
        ),
      ),
  )

  return {
    arm: (workspace, operationId, url) => enqueue({ workspace, operationId, url, looks: 0 }, 0),
    stop: () => boss.stop({ graceful: true, timeout: 3000 }),
  }
}

async function post(
  { fetch, now }: CallbackOptions,
  order: Order,
  secret: string,
  answer: object,
): Promise<number> {
  const body = JSON.stringify(answer)
  const at = now()
  // The same id every time: a receiver that has it already can say so and do nothing.
  const id = `${order.workspace}:${order.operationId}`
  const signature = new Webhook(Buffer.from(secret).toString('base64')).sign(id, at, body)
  const response = await fetch(order.url, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': signature,
    },
    body,
    // A redirect could carry the answer to where nobody asked for it.
    redirect: 'manual',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  })
  await response.body?.cancel()
  return response.status
}
