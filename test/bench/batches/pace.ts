import { setTimeout as pause } from 'node:timers/promises'
import type { Row } from '../row.ts'
import { programs } from './programs.ts'

const PER_MINUTE = 300
const MINUTE_MS = 60_000
/** The first minute only fills the host's window. */
const MINUTES = 2

/** How much of a host's rate a batch uses that is alone, by one replica and by four. Three minutes of waiting, and hardly any work. */
export async function rateUse(server: string): Promise<Row[]> {
  const rows = await Promise.all([1, 4].map((replicas) => usedBy(server, replicas)))
  return rows.flat()
}

async function usedBy(server: string, replicas: number): Promise<Row[]> {
  const on = await programs(server, `pace_${replicas}`, { perMinute: PER_MINUTE })
  try {
    await on.more(replicas - 1)
    await on.begin('pace', 2000)
    const first = await firstOf(on)
    const from = first + MINUTE_MS
    const until = from + MINUTES * MINUTE_MS
    await pause(until + 1000 - Date.now())
    const { asked, refused, twice } = await on.seen()
    if (refused > 0 || twice > 0)
      throw new Error(`${refused} requests were refused, ${twice} messages doubled.`)
    const used = asked.filter((at) => at >= from && at < until).length / MINUTES
    const by = replicas === 1 ? 'one replica' : `${replicas} replicas`
    const beside = { name: 'allowed, of which none was refused', value: PER_MINUTE, ratio: used / PER_MINUTE }
    return [{ name: `Use of a host's rate by a batch, ${by}`, value: used, unit: 'requests/min', beside }]
  } finally {
    await on.stop()
  }
}

async function firstOf(on: Awaited<ReturnType<typeof programs>>): Promise<number> {
  for (;;) {
    const [first] = (await on.seen()).asked
    if (first !== undefined) return first
    await pause(100)
  }
}
