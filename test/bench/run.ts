import { mkdir, writeFile } from 'node:fs/promises'
import { withStand } from '../setup/standalone.ts'
import { takenOver, unknownShown } from './batches/mishaps.ts'
import { rateUse } from './batches/pace.ts'
import { batchRows } from './batches/rows.ts'
import { manyFailures } from './batches/troubles.ts'
import { cardOpen } from './card.ts'
import { formOpen } from './form.ts'
import { contractTime, requestsOfHosts } from './hosts.ts'
import type { Row } from './row.ts'
import { longHistoryRows } from './long-history.ts'
import { searchAmongMany } from './search.ts'
import { withDurable } from './durable.ts'
import { singleSteps } from './single-steps.ts'
import { sizes } from './sizes.ts'
import { stepCalls } from './step.ts'
import { typing } from './typing.ts'

/** `npm run bench`: prints the table and writes `bench/results.json`. `BENCH_ONLY=card,history` measures these parts alone. */
const only = process.env['BENCH_ONLY']?.split(',')
const unknown = new Set(only)
const rows: Row[] = []
async function part(name: string, measure: () => Promise<readonly Row[]>): Promise<void> {
  unknown.delete(name)
  if (!only || only.includes(name)) rows.push(...(await measure()))
}
await withStand(async (stand, postgresUrl) => {
  await part('sizes', sizes)
  await part('card', () => cardOpen(stand))
  await part('form', () => formOpen(stand))
  await part('typing', typing)
  await part('history', longHistoryRows)
  await part('step', () => stepCalls(stand))
  await part('hosts', () => requestsOfHosts(postgresUrl))
  await part('contract', contractTime)
  // Last: it fills the sandbox.
  await part('search', () => searchAmongMany(stand))
})
// On a PostgreSQL of its own: what is compared is durable commits.
await part('single', () => withDurable(singleSteps))
await part('batches', () =>
  withDurable(async (url) => [
    ...(await batchRows(url)),
    ...(await takenOver(url)),
    ...(await unknownShown(url)),
    ...(await manyFailures(url)),
    ...(await rateUse(url)),
  ]),
)
if (unknown.size > 0)
  throw new Error(`BENCH_ONLY names no part of the benchmark: ${[...unknown].join(', ')}.`)
const round = (value: number): number => Math.round(value * 10) / 10
console.table(
  rows.map(({ name, value, unit, beside }) => ({
    name,
    value: round(value),
    unit,
    beside: beside ? `${beside.name}: ${round(beside.value)}` : '',
    ratio: beside ? Math.round(beside.ratio * 100) / 100 : '',
  })),
)
await mkdir('bench', { recursive: true })
await writeFile(
  'bench/results.json',
  `${JSON.stringify({ at: new Date().toISOString(), node: process.version, rows }, null, 2)}\n`,
)
