import { setTimeout as pause } from 'node:timers/promises'
import type { Row } from '../row.ts'
import { programs } from './programs.ts'

const PER_MINUTE = 300
const MINUTE_MS = 60_000
/** The first minute only fills the host's window. */
const MINUTES = 2

// A batch leaves to others as much again as they use.
const STEP_EVERY_MS = 2000

/**
 * How much of a host's rate a batch uses that is alone, by one replica and by four, and beside single steps. Three minutes of waiting,
 * and hardly any work. Throws when the host has refused one request.
 */
export async function rateUse(server: string): Promise<Row[]> {
  const rows = await Promise.all([
    usedBy(server, 'one replica', 1),
    usedBy(server, '4 replicas', 4),
    usedBy(server, 'one replica, steps beside it', 1, true),
  ])
  return rows.flat()
}

async function usedBy(server: string, by: string, replicas: number, beside = false): Promise<Row[]> {
  const on = await programs(server, `pace_${replicas}${beside ? '_beside' : ''}`, { perMinute: PER_MINUTE })
  try {
    await on.more(replicas - 1)
    await on.begin('pace', 2000)
    const first = await firstOf(on)
    const from = first + MINUTE_MS
    const until = from + MINUTES * MINUTE_MS
    const stepsUntil = beside ? until : 0
    for (let n = 0; Date.now() < stepsUntil; n++) {
      // A call whose answer is late on a busy machine goes on by itself; what counts is what the host saw.
      await on.ask('process-actions/initiative-message', stepOf(n)).catch(() => null)
      await pause(STEP_EVERY_MS)
    }
    await pause(Math.max(0, until + 1000 - Date.now()))
    const { asked, refused, twice } = await on.seen()
    if (refused > 0 || twice > 0)
      throw new Error(`${refused} requests were refused, ${twice} messages doubled.`)
    const used = asked.filter((at) => at >= from && at < until).length / MINUTES
    const allowed = {
      name: 'allowed, of which none was refused',
      value: PER_MINUTE,
      ratio: used / PER_MINUTE,
    }
    return [
      { name: `Use of a host's rate by a batch, ${by}`, value: used, unit: 'requests/min', beside: allowed },
    ]
  } finally {
    await on.stop()
  }
}

const stepOf = (n: number) => ({
  operationId: `beside:${n}`,
  line: 'line-1',
  to: { contactId: `beside-${n}` },
  message: { subject: 'A step', text: 'Hello' },
})

async function firstOf(on: Awaited<ReturnType<typeof programs>>): Promise<number> {
  for (;;) {
    const [first] = (await on.seen()).asked
    if (first !== undefined) return first
    await pause(100)
  }
}
