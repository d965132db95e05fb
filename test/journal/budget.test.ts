import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase, type Database } from '../../src/journal/database.ts'
import { requestBudget, type Lane } from '../../src/journal/budget.ts'
import { openJournal, type JournalStore } from '../../src/journal/postgres.ts'
import { freshDatabase } from '../setup/database.ts'

const log = { info() {}, warn() {}, error() {} }
const RATE = { requests: 300, perMs: 60_000 }
const BEGAN = Date.parse('2026-11-20T10:00:00Z')

let journal: JournalStore
let drop: () => Promise<void>
const replicas: Database[] = []
beforeAll(async () => {
  const fresh = await freshDatabase()
  drop = fresh.drop
  journal = await openJournal({ url: fresh.url, log })
  replicas.push(...Array.from({ length: 4 }, () => openDatabase(fresh.url, log, 3)))
})
afterAll(async () => {
  await Promise.all([journal.close(), ...replicas.map((replica) => replica.close())])
  await drop()
})

const at = (ms: number) => new Date(BEGAN + ms)
const budgets = (workspace: string) => replicas.map((replica) => requestBudget(replica, workspace))

/** Four replicas ask as fast as the clock allows, in steps, for so long. When each leave was given, in milliseconds. */
async function hammered(workspace: string, forMs: number, stepMs: number, lane: Lane): Promise<number[]> {
  const all = budgets(workspace)
  const given: number[] = []
  for (let now = 0; now < forMs; now += stepMs) {
    const answers = await Promise.all(all.map((budget) => budget.take(RATE, lane, at(now))))
    for (const { waitMs } of answers) if (waitMs === 0) given.push(now)
  }
  return given
}

/** The most that any window saw. */
function busiest(given: readonly number[], windowMs: number): number {
  let first = 0
  let most = 0
  for (const [last, time] of given.entries()) {
    while (time - (given[first] ?? 0) >= windowMs) first += 1
    most = Math.max(most, last - first + 1)
  }
  return most
}

describe('the budget of requests that replicas share', () => {
  it('is never overdrawn in any minute, and is nearly used up', async () => {
    const given = await hammered('hammered', 180_000, 100, 'people')
    expect(busiest(given, 60_000)).toBeLessThanOrEqual(300)
    expect(given.length).toBeGreaterThan(3 * 300 * 0.93)
  })

  it('gives what a minute has at once, to whichever replicas ask first, and no more', async () => {
    const all = budgets('burst')
    const answers = await Promise.all(
      Array.from({ length: 400 }, (_, index) => all[index % 4]!.take(RATE, 'people', at(0))),
    )
    expect(answers.filter(({ waitMs }) => waitMs === 0)).toHaveLength(298)
    // Whoever waits as long as told has leave then.
    const told = answers.find(({ waitMs }) => waitMs > 0)
    expect(await all[0]!.take(RATE, 'people', at(told!.waitMs - 1))).not.toEqual({ waitMs: 0 })
    expect(await all[1]!.take(RATE, 'people', at(told!.waitMs))).toEqual({ waitMs: 0 })
  })

  it('is the same under any order of steps in time, back and forth', async () => {
    let n = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: -2000, max: 20_000 }), { maxLength: 60 }),
        async (steps) => {
          const [budget] = budgets(`order-${n++}`)
          const small = { requests: 12, perMs: 60_000 }
          const given: number[] = []
          let now = 0
          for (const step of steps) {
            now = Math.max(0, now + step)
            if ((await budget!.take(small, 'people', at(now))).waitMs === 0) given.push(now)
          }
          expect(
            busiest(
              given.toSorted((a, b) => a - b),
              60_000,
            ),
          ).toBeLessThanOrEqual(12)
        },
      ),
      { numRuns: 25 },
    )
  })

  it('keeps a part for people: machines that ask without end leave room for them', async () => {
    const [budget] = budgets('lanes')
    let people = 0
    let machines = 0
    for (let now = 0; now < 60_000; now += 50) {
      if ((await budget!.take(RATE, 'machines', at(now))).waitMs === 0) machines += 1
      // One person's question each two seconds is never kept waiting.
      if (now % 2000 === 0 && (await budget!.take(RATE, 'people', at(now))).waitMs === 0) people += 1
    }
    expect(people).toBe(30)
    expect(machines).toBeGreaterThan(200)
    expect(machines).toBeLessThanOrEqual(0.8 * 300)
  })

  it('lets batches take what nobody else needs: people never wait for them, machines hardly', async () => {
    const [budget] = budgets('batches')
    const leave = async (lane: Lane, now: number) => (await budget!.take(RATE, lane, at(now))).waitMs === 0
    const given: Record<Lane, number[]> = { people: [], machines: [], batches: [] }
    const waited: string[] = []
    for (let now = 0; now < 240_000; now += 100) {
      if (await leave('batches', now)) given.batches.push(now)
      // The batch is long alone; then others come, all of a sudden.
      if (now < 120_000) continue
      for (const lane of ['people', 'machines'] as const)
        if (now % 1500 === 0)
          if (await leave(lane, now)) given[lane].push(now)
          else waited.push(`${lane} at ${now}`)
    }
    // Only machines, and only in the first moment.
    expect(waited.filter((who) => who.startsWith('people'))).toEqual([])
    expect(waited.length).toBeLessThanOrEqual(3)
    const inMinute = (n: number) => given.batches.filter((time) => Math.floor(time / 60_000) === n).length
    // Alone it uses the rate up, and later what is left, less what the others ask for within five seconds.
    expect(inMinute(1)).toBeGreaterThanOrEqual(0.97 * 300)
    expect(inMinute(3)).toBeGreaterThanOrEqual(0.97 * 300 - 80 - 8)
    expect(inMinute(3)).toBeLessThanOrEqual(298 - 80 - 8)
    const all = [...given.people, ...given.machines, ...given.batches].toSorted((a, b) => a - b)
    // Nor does it stand before a full window for longer than anybody waits in line.
    const pauses = given.batches.map((time, n) => time - (given.batches[n - 1] ?? 0))
    expect(Math.max(...pauses)).toBeLessThan(4000)
    expect(busiest(all, 60_000)).toBeLessThanOrEqual(300)
  })

  it('lets batches of four replicas use 97 of a hundred, evenly, and never overdraw', async () => {
    const given = await hammered('even', 180_000, 100, 'batches')
    const lastMinute = given.filter((time) => time >= 120_000)
    expect(lastMinute.length).toBeGreaterThanOrEqual(0.97 * 300)
    expect(busiest(given, 60_000)).toBeLessThanOrEqual(300)
    // Within a second too: what is told to wait waits for a moment, not for the rest of a burst.
    expect(busiest(given, 750)).toBeLessThanOrEqual(5)
    // Also when the window is first full nobody waits for as long as a request is ready to.
    expect(Math.max(...given.map((time, n) => time - (given[n - 1] ?? 0)))).toBeLessThan(3000)
  })

  it('tells a batch that goes too fast when it may go on, and then it may', async () => {
    const [budget] = budgets('told')
    let waitMs = 0
    for (let n = 0; n < 40; n += 1) ({ waitMs } = await budget!.take(RATE, 'batches', at(0)))
    expect(await budget!.take(RATE, 'people', at(0))).toEqual({ waitMs: 0 })
    expect((await budget!.take(RATE, 'batches', at(waitMs - 1))).waitMs).toBeGreaterThan(0)
    expect(await budget!.take(RATE, 'batches', at(waitMs))).toEqual({ waitMs: 0 })
  })

  it('rests for all replicas after a punishment, and a shorter one does not end it', async () => {
    const all = budgets('punished')
    await all[0]!.rest(RATE, 20 * 60_000, at(0))
    await all[1]!.rest(RATE, 1000, at(0))
    for (const budget of all)
      expect(await budget.take(RATE, 'people', at(60_000))).toEqual({ waitMs: 19 * 60_000 })
    expect(await all[2]!.take(RATE, 'people', at(20 * 60_000))).toEqual({ waitMs: 0 })
  })

  it('leaves room for what other programs have asked of the host, until the minute is over', async () => {
    const [budget] = budgets('others')
    expect(await budget!.take(RATE, 'people', at(0))).toEqual({ waitMs: 0 })
    await budget!.used(RATE, 290)
    let given = 0
    for (let n = 0; n < 20; n += 1)
      if ((await budget!.take(RATE, 'people', at(1000))).waitMs === 0) given += 1
    // Two of the limit are always spare.
    expect(given).toBe(8)
    // Fewer than we know of ourselves tell nothing new.
    await budget!.used(RATE, 5)
    expect(await budget!.take(RATE, 'people', at(2000))).not.toEqual({ waitMs: 0 })
    expect(await budget!.take(RATE, 'people', at(62_000))).toEqual({ waitMs: 0 })
  })

  it('counts a narrower limit by itself, and rests it alone', async () => {
    const [budget] = budgets('narrow')
    const searches = { name: 'searches', requests: 12, perMs: 60_000 }
    let given = 0
    for (let n = 0; n < 20; n += 1)
      if ((await budget!.take(searches, 'people', at(0))).waitMs === 0) given += 1
    expect(given).toBe(10)
    await budget!.rest(searches, 120_000, at(0))
    expect(await budget!.take(searches, 'people', at(60_000))).toEqual({ waitMs: 60_000 })
    expect(await budget!.take(RATE, 'people', at(60_000))).toEqual({ waitMs: 0 })
  })

  it('keeps no one waiting where no limit is known, but for a rest', async () => {
    const [budget] = budgets('unknown')
    const unknown = { requests: null, perMs: 60_000 }
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => budget!.take(unknown, 'batches', at(0))),
    )
    expect(answers.filter(({ waitMs }) => waitMs > 0)).toEqual([])
    await budget!.rest(unknown, 5000, at(0))
    expect(await budget!.take(unknown, 'people', at(1000))).toEqual({ waitMs: 4000 })
  })

  it('is each tenant’s own', async () => {
    const [first] = budgets('tenant-1')
    const [second] = budgets('tenant-2')
    await first!.rest(RATE, 60_000, at(0))
    expect(await second!.take(RATE, 'people', at(0))).toEqual({ waitMs: 0 })
  })

  it('goes by the database’s clock when nobody says otherwise', async () => {
    const [budget] = budgets('clock')
    expect(await budget!.take(RATE, 'people')).toEqual({ waitMs: 0 })
    await budget!.rest(RATE, 60_000)
    expect((await budget!.take(RATE, 'people')).waitMs).toBeGreaterThan(50_000)
  })
})
