import { describe, expect, test } from 'vitest'
import { HostError } from '../../src/hosts/errors.ts'
import type { Live } from '../../src/hosts/port.ts'
import { followHosts, type LiveOptions } from '../../src/gateway/live.ts'
import { silentLog } from '../../src/hosts/log.ts'

/** One connection: for how long it told of news (`null`: it never began to), and how it ended. */
interface Connection {
  readonly heldMs: number | null
  readonly error?: unknown
}

const lost = (more: { retryAfterMs?: number } = {}) =>
  new HostError('The host is away.', { kind: 'later', code: 'host-unreachable', happened: 'no', ...more })
const busy = (retryAfterMs: number) => ({ heldMs: null, error: lost({ retryAfterMs }) })
const refused = new HostError('Not for you.', {
  kind: 'fix-setup',
  code: 'wrong-credentials',
  happened: 'no',
})
const AWAY: Connection = { heldMs: null, error: lost() }

/** Follows one host through these connections by a clock of its own; the pauses between them, and what was told of it. */
async function followed(connections: readonly Connection[], random = 0.5) {
  const pauses: number[] = []
  const turns: boolean[] = []
  const told: string[] = []
  const left = [...connections]
  let nowMs = 0
  const { promise: through, resolve } = Promise.withResolvers<void>()
  const live: Pick<Live, 'listen'> = {
    async listen(ear, stop) {
      const next = left.shift()
      if (!next) {
        resolve()
        await new Promise((end) => stop.addEventListener('abort', end))
        return
      }
      if (next.heldMs !== null) {
        ear.onListening()
        nowMs += next.heldMs
      }
      if (next.error) throw next.error
    },
  }
  const following = followHosts({
    workspaces: [{ id: 'w', outbound: { host: { live } } }] as unknown as LiveOptions['workspaces'],
    pushes: { take: async () => undefined },
    background: { keep: () => undefined, idle: async () => undefined },
    log: { ...silentLog, warn: (_, sentence) => told.push(sentence) },
    now: () => new Date(nowMs),
    random: () => random,
    wait: async (ms) => {
      pauses.push(ms)
      nowMs += ms
    },
    onTurn: (_, listening) => turns.push(listening),
  })
  await through
  await following.stop()
  return { pauses, turns, told: told.length }
}

describe('a host that cannot be listened to', () => {
  test('is tried later and later, up to a minute, and is told of once', async () => {
    const { pauses, told, turns } = await followed(Array.from({ length: 9 }, () => AWAY))
    expect(pauses).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000, 60_000])
    expect({ told, turns }).toEqual({ told: 1, turns: [] })
  })

  test('that refuses us is asked again after ten minutes, however often it has failed', async () => {
    const no = { heldMs: null, error: refused }
    expect((await followed([no, AWAY, no], 0)).pauses).toEqual([600_000, 1000, 600_000])
  })

  test('is not asked before the time it names itself', async () => {
    expect((await followed([busy(90_000), busy(10)])).pauses).toEqual([90_000, 2000])
  })

  test('is tried again later and later when it closes the line without a word', async () => {
    expect((await followed([{ heldMs: null }, { heldMs: null }])).pauses).toEqual([1000, 2000])
  })

  test('is asked by each replica at a time of its own, within half of the pause on either side', async () => {
    const [least] = (await followed([AWAY], 0)).pauses
    const [most] = (await followed([AWAY], 1)).pauses
    expect([least, most]).toEqual([500, 1500])
  })
})

describe('a line that was lost', () => {
  test('after it held for a minute begins anew with the shortest pause', async () => {
    const good = { heldMs: 60_000, error: lost() }
    expect((await followed([AWAY, AWAY, good, AWAY])).pauses).toEqual([1000, 2000, 1000, 2000])
  })

  test('before it held for a minute counts as one more failure', async () => {
    const short = { heldMs: 59_999, error: lost() }
    const { pauses, turns } = await followed([AWAY, AWAY, short, short])
    expect(pauses).toEqual([1000, 2000, 4000, 8000])
    // Cards are looked at more often as soon as it is gone.
    expect(turns).toEqual([true, false, true, false])
  })

  test('is told of each time it had been a good one', async () => {
    const good = { heldMs: 120_000, error: lost() }
    expect((await followed([good, good])).told).toBe(2)
  })
})
