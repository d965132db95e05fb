import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { run as runProgram } from '../../scripts/run.ts'
import { startEmbedded } from '../../src/journal/embedded.ts'
import { startStand } from '../setup/stand.ts'
import { cardOpen } from './card.ts'
import type { Row } from './row.ts'
import { sizes } from './sizes.ts'
import { stepCalls } from './step.ts'

/** `npm run bench`: prints the table and writes `bench/results.json`. */
if ((await runProgram('vite', ['build', '--logLevel', 'warn'])) !== 0) process.exit(1)
if (
  (await runProgram('vite', ['build', '--config', 'src/sandbox/vite.config.ts', '--logLevel', 'warn'])) !== 0
)
  process.exit(1)
const folder = await mkdtemp(join(tmpdir(), 'firstline-bench-'))
await chmod(folder, 0o755)
const postgres = await startEmbedded({ dataDir: join(folder, 'postgres') })
const stand = await startStand(postgres.url)
const rows: Row[] = []
try {
  rows.push(...(await sizes()), ...(await cardOpen(stand)), ...(await stepCalls(stand)))
} finally {
  await stand.stop()
  await postgres.stop()
  await rm(folder, { recursive: true, force: true })
}
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
