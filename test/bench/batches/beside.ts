import { Pool } from 'pg'
import { PgBoss } from 'pg-boss'
import { rate } from '../row.ts'
import { post } from './host.ts'

const WIDTH = 32
let loops = 0

/** The plainest that a durable send can be: the call, then one commit. Messages a second. */
export async function bareLoop(host: string, databaseUrl: string, messages: number): Promise<number> {
  const pool = new Pool({ connectionString: databaseUrl, max: 10 })
  const loop = loops++
  try {
    await pool.query('create table if not exists bare (id text primary key, at timestamptz default now())')
    return await rate(messages, WIDTH, async (n) => {
      await post(host, `bare-${loop}-${n}`)
      await pool.query('insert into bare (id) values ($1)', [`bare-${loop}-${n}`])
    })
  } finally {
    await pool.end()
  }
}

/** The engine alone: jobs in handfuls, and nothing in them. Jobs a second. */
export async function emptyJobs(databaseUrl: string, count: number): Promise<number> {
  const boss = new PgBoss({ connectionString: databaseUrl, schema: 'bench_jobs', schedule: false })
  await boss.start()
  try {
    await boss.createQueue('empty')
    for (let n = 0; n < count; n += 1000)
      await boss.insert(
        'empty',
        Array.from({ length: Math.min(1000, count - n) }, (_, of) => ({ data: { n: n + of } })),
      )
    const { promise: over, resolve } = Promise.withResolvers<void>()
    let done = 0
    const startedAt = performance.now()
    await boss.work(
      'empty',
      { batchSize: WIDTH, pollingIntervalSeconds: 0.5, burstWhenBatchFull: true },
      async (jobs) => {
        done += jobs.length
        if (done >= count) resolve()
      },
    )
    await over
    return (count / (performance.now() - startedAt)) * 1000
  } finally {
    await boss.stop({ graceful: false })
  }
}
