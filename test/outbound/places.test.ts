import { expect, it, vi, onTestFinished } from 'vitest'
import { places } from '../../src/outbound/batch/index.ts'

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

/** Works that end when the test says so, by a clock of the test's own. */
function stand(works: number) {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const all = places(() => Date.now())
  const running: (() => void)[] = []
  let begun = 0
  for (let n = 0; n < works; n += 1)
    void all.atOnce(async () => {
      begun += 1
      await new Promise<void>((resolve) => running.push(resolve))
    })
  return {
    ...all,
    begun: () => begun,
    underWay: () => running.length,
    /** All that are under way are done after so long. */
    async round(ms: number): Promise<number> {
      await pass(ms)
      const done = running.splice(0)
      for (const end of done) end()
      await pass(0)
      return done.length
    },
  }
}

it('a few begin; while each is done in a moment there are more and more of them, up to a bound', async () => {
  const { round, underWay } = stand(5000)
  await round(0)
  const rounds: number[] = []
  for (let n = 0; n < 12; n += 1) rounds.push(await round(50))
  expect(rounds.slice(0, 3)).toEqual([4, 8, 16])
  expect(underWay()).toBe(256)
})

it('a host that takes its time is given as many as usual, and no more', async () => {
  const { round, underWay } = stand(2000)
  for (let n = 0; n < 6; n += 1) await round(50)
  for (let n = 0; n < 3; n += 1) await round(4000)
  expect(underWay()).toBe(32)
})

it('nobody begins while some wait for their turn, and then as many are under way as are at work, and one or two that wait next', async () => {
  const { line, round, begun, underWay } = stand(500)
  for (let n = 0; n < 3; n += 1) await round(50)
  expect([begun(), underWay()]).toEqual([30, 16])
  await pass(10)
  const turns = Array.from({ length: 12 }, line)
  await round(10)
  expect(underWay()).toBe(0)
  for (const turn of turns) turn()
  await pass(0)
  expect(underWay()).toBe(6)
  // All six wait at once: there is work for none, and their turns come late.
  const all = Array.from({ length: 6 }, line)
  await pass(1501)
  for (const turn of all) turn()
  await round(10)
  expect(underWay()).toBe(2)
  line()
  await round(10)
  expect(underWay()).toBe(0)
})

it('nobody begins for as long as there is no turn for anybody', async () => {
  const { hold, round, underWay } = stand(50)
  await round(50)
  await pass(10)
  hold(3000)
  hold(500)
  await round(10)
  expect(underWay()).toBe(0)
  await pass(2989)
  expect(underWay()).toBe(0)
  await pass(1)
  expect(underWay()).toBeGreaterThan(0)
})
