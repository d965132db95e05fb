import { setTimeout as pause } from 'node:timers/promises'
import { Client, Pool } from 'pg'
import { PgBoss } from 'pg-boss'
import { rate, type Row } from '../row.ts'
import { post } from './host.ts'
import { programs, type Programs } from './programs.ts'

/** `BENCH_BATCH` makes it shorter, where the machine has other work too. */
const LIST = Number(process.env['BENCH_BATCH'] ?? 10_000)
const SHORT = LIST / 10
const MILLION = 1_000_000
const WIDTH = 32
/** So much of a long list is carried out to know what a message of it costs; all of it with `BENCH_MILLION=whole`. */
const SAMPLE = LIST

/** Batches beside a bare loop of one HTTP call and one commit per message, and beside the engine running jobs that do nothing. */
export async function batchRows(server: string): Promise<Row[]> {
  // A database of their own: the stand's gateway would take wake-ups for a workspace that it does not serve.
  const databaseUrl = await newDatabase(server)
  const on = await programs(databaseUrl)
  try {
    await carriedOut(on, 'warm', 500)
    const bare = await bareLoop(on.host, databaseUrl)
    const engine = await emptyJobs(databaseUrl)
    const one = await carriedOut(on, 'one', LIST)
    const short = 1000 / (await carriedOut(on, 'short', SHORT))
    const million = process.env['BENCH_MILLION'] ? await theMillion(on, short) : []
    await on.more(3)
    const four = await carriedOut(on, 'four', LIST)
    const beside = { name: 'bare HTTP call and commit', value: bare, ratio: one / bare }
    return [
      { name: `Batch of ${LIST}, one replica`, value: one, unit: 'messages/s', beside },
      {
        name: `Batch of ${LIST}, one replica`,
        value: one,
        unit: 'messages/s',
        beside: { name: 'pg-boss, empty jobs', value: engine, ratio: one / engine },
      },
      {
        name: `Batch of ${LIST}, four replicas`,
        value: four,
        unit: 'messages/s',
        beside: { name: 'one replica', value: one, ratio: four / one },
      },
      {
        name: `A message of a batch of ${LIST}`,
        value: 1000 / one,
        unit: 'ms',
        beside: { name: `of ${SHORT}`, value: short, ratio: 1000 / one / short },
      },
      ...million,
    ]
  } finally {
    await on.stop()
  }
}

async function newDatabase(server: string): Promise<string> {
  const client = new Client({ connectionString: server })
  await client.connect()
  await client.query('create database bench_batches')
  await client.end()
  const url = new URL(server)
  url.pathname = '/bench_batches'
  return url.href
}

/** Messages a second, from the first to the last; taking the list in is not counted. */
async function carriedOut(on: Programs, id: string, people: number): Promise<number> {
  await on.begin(id, people)
  const began = await on.progress(id)
  const startedAt = performance.now()
  for (;;) {
    const { done, over } = await on.progress(id)
    if (over) return ((done - began.done) / (performance.now() - startedAt)) * 1000
    await pause(20)
  }
}

async function theMillion(on: Programs, short: number): Promise<Row[]> {
  const before = await on.memory()
  let most = before
  const watching = setInterval(() => void on.memory().then((rss) => (most = Math.max(most, rss))), 500)
  const startedAt = performance.now()
  await on.begin('million', MILLION)
  const tookMs = performance.now() - startedAt
  const until = process.env['BENCH_MILLION'] === 'whole' ? MILLION : SAMPLE
  const began = await on.progress('million')
  const sendingAt = performance.now()
  for (let done = 0; done < until; await pause(200)) ({ done } = await on.progress('million'))
  const { done } = await on.progress('million')
  const each = (performance.now() - sendingAt) / (done - began.done)
  clearInterval(watching)
  if (until < MILLION) await on.cancel('million')
  return [
    { name: `A list of ${MILLION} taken in`, value: MILLION / (tookMs / 1000), unit: 'rows/s' },
    {
      name: `A message of a batch of ${MILLION} (of the first ${until})`,
      value: each,
      unit: 'ms',
      beside: { name: `of ${SHORT}`, value: short, ratio: each / short },
    },
    {
      name: 'Most memory of the gateway during the million',
      value: most / 1e6,
      unit: 'MB',
      beside: { name: 'before it', value: before / 1e6, ratio: most / before },
    },
  ]
}

/** The plainest that a durable send can be: the call, then one commit. */
async function bareLoop(host: string, databaseUrl: string): Promise<number> {
  const pool = new Pool({ connectionString: databaseUrl, max: 10 })
  try {
    await pool.query('create table if not exists bare (id text primary key, at timestamptz default now())')
    return await rate(LIST / 2, WIDTH, async (n) => {
      await post(host, `bare-${n}`)
      await pool.query('insert into bare (id) values ($1)', [`bare-${n}`])
    })
  } finally {
    await pool.end()
  }
}

/** The engine alone: as many jobs at once as a batch has messages under way, and nothing in them. */
async function emptyJobs(databaseUrl: string): Promise<number> {
  const boss = new PgBoss({ connectionString: databaseUrl, schema: 'bench_jobs', schedule: false })
  await boss.start()
  try {
    await boss.createQueue('empty')
    await boss.insert(
      'empty',
      Array.from({ length: LIST }, (_, n) => ({ data: { n } })),
    )
    const { promise: over, resolve } = Promise.withResolvers<void>()
    let done = 0
    const startedAt = performance.now()
    await boss.work(
      'empty',
      { batchSize: WIDTH, pollingIntervalSeconds: 0.5, burstWhenBatchFull: true },
      async (jobs) => {
        done += jobs.length
        if (done >= LIST) resolve()
      },
    )
    await over
    return (LIST / (performance.now() - startedAt)) * 1000
  } finally {
    await boss.stop({ graceful: false })
  }
}
