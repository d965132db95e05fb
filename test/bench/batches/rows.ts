import { setTimeout as pause } from 'node:timers/promises'
import { median, type Row } from '../row.ts'
import { bareLoop, emptyJobs } from './beside.ts'
import { aMillion } from './million.ts'
import { programs, type Programs } from './programs.ts'

/** `BENCH_BATCH` makes it shorter, where the machine has other work too. */
const LIST = Number(process.env['BENCH_BATCH'] ?? 10_000)
const SHORT = LIST / 10
const ROUNDS = 3

/**
 * Batches beside a bare loop of one HTTP call and one commit per message, and beside the engine running jobs that do nothing.
 *
 * @param server a PostgreSQL that commits durably, as a tenant's does.
 */
export async function batchRows(server: string): Promise<Row[]> {
  const on = await programs(server, 'batches')
  try {
    // A gateway runs for weeks: each of the three is measured once its code is compiled.
    await bareLoop(on.host, on.databaseUrl, LIST / 2)
    await emptyJobs(on.databaseUrl, LIST)
    await carriedOut(on, 'warm', LIST)
    const took = { bare: [] as number[], engine: [] as number[], one: [] as number[], short: [] as number[] }
    // In turns, since the machine may have other work meanwhile.
    for (let round = 0; round < ROUNDS; round++) {
      took.bare.push(await bareLoop(on.host, on.databaseUrl, LIST / 2))
      took.engine.push(await emptyJobs(on.databaseUrl, LIST))
      took.one.push(await carriedOut(on, `one-${round}`, LIST))
      took.short.push(await carriedOut(on, `short-${round}`, SHORT))
    }
    const million = process.env['BENCH_MILLION'] ? await aMillion(on) : []
    await on.more(3)
    const four = await carriedOut(on, 'four', LIST)
    const one = median(took.one)
    const beside = (name: string, value: number) => ({ name, value, ratio: one / value })
    const oneReplica = { name: `Batch of ${LIST}, one replica`, value: one, unit: 'messages/s' }
    const short = 1000 / median(took.short)
    return [
      { ...oneReplica, beside: beside('bare HTTP call and commit', median(took.bare)) },
      { ...oneReplica, beside: beside('pg-boss, empty jobs', median(took.engine)) },
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

/** Messages a second, from the first to the last; taking the list in is not counted. */
async function carriedOut(on: Programs, id: string, people: number): Promise<number> {
  await on.begin(id, people)
  const began = await on.progress(id)
  const startedAt = performance.now()
  for (;;) {
    const { done, over } = await on.progress(id)
    if (over) return ((done - began.done) / (performance.now() - startedAt)) * 1000
    await pause(50)
  }
}
