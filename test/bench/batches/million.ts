import { setTimeout as pause } from 'node:timers/promises'
import { median, type Row } from '../row.ts'
import { bareLoop } from './beside.ts'
import type { Programs } from './programs.ts'

/** `BENCH_MILLION=whole` sends it all; any other value only its beginning. */
const MILLION = 1_000_000
const UNTIL = process.env['BENCH_MILLION'] === 'whole' ? MILLION : 20_000
const PART = UNTIL / 10
const BARE = 1000

/** What a part of the million took: wall time beside a bare loop of the same minute, and our own time of processors. */
interface Part {
  readonly eachMs: number
  readonly bareMs: number
  readonly cpuMs: number
  readonly rss: number
}

/** A million people, taken in and sent to, with what each part of them costs and the gateway's memory. */
export async function aMillion(on: Programs): Promise<Row[]> {
  const before = (await on.usage()).rss
  let most = before
  const over = new AbortController()
  const watching = (async () => {
    while (!over.signal.aborted) {
      most = Math.max(most, (await on.usage()).rss)
      await pause(1000)
    }
  })()
  const startedAt = performance.now()
  await on.begin('million', MILLION)
  const tookMs = performance.now() - startedAt
  const parts: Part[] = []
  let mark = { done: 0, at: performance.now(), cpuMs: (await on.usage()).cpuMs }
  while (parts.length < 10) {
    await pause(500)
    const { done } = await on.progress('million')
    if (done - mark.done < PART && done < UNTIL) continue
    const at = performance.now()
    const { cpuMs, rss } = await on.usage()
    const of = done - mark.done
    const bareMs = 1000 / (await bareLoop(on.host, on.databaseUrl, BARE))
    parts.push({ eachMs: (at - mark.at) / of, bareMs, cpuMs: (cpuMs - mark.cpuMs) / of, rss })
    console.error(`million: ${done} sent`, parts.at(-1))
    mark = {
      done: (await on.progress('million')).done,
      at: performance.now(),
      cpuMs: (await on.usage()).cpuMs,
    }
    if (done >= UNTIL) break
  }
  over.abort()
  await watching
  if (UNTIL < MILLION) await on.cancel('million')
  const early = parts.slice(0, 3)
  const late = parts.slice(-3)
  const of = (some: readonly Part[], value: (part: Part) => number): number => median(some.map(value))
  const compared = (name: string, unit: string, value: (part: Part) => number): Row => ({
    name: `A message of a batch of ${MILLION}, ${name}, the last of ${UNTIL}`,
    value: of(late, value),
    unit,
    beside: { name: 'the first', value: of(early, value), ratio: of(late, value) / of(early, value) },
  })
  return [
    { name: `A list of ${MILLION} taken in`, value: MILLION / (tookMs / 1000), unit: 'rows/s' },
    compared('times a bare one', 'times', ({ eachMs, bareMs }) => eachMs / bareMs),
    compared('time of our processor', 'ms', ({ cpuMs }) => cpuMs),
    {
      name: `Most memory of the gateway while ${UNTIL} of a million are sent`,
      value: most / 1e6,
      unit: 'MB',
      beside: { name: 'before it', value: before / 1e6, ratio: most / before },
    },
    {
      name: `Memory of the gateway, the last of ${UNTIL}`,
      value: of(late, ({ rss }) => rss) / 1e6,
      unit: 'MB',
      beside: {
        name: 'the first',
        value: of(early, ({ rss }) => rss) / 1e6,
        ratio: of(late, ({ rss }) => rss) / of(early, ({ rss }) => rss),
      },
    },
  ]
}
