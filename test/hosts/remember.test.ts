import { describe, expect, it } from 'vitest'
import { remembered, rememberedBy, shortMemory } from '../../src/hosts/remember.ts'

/** A host that counts what it is asked, under a clock that a test moves. */
function asked() {
  let count = 0
  let nowMs = 0
  return {
    ask: async () => (count += 1),
    now: () => new Date(nowMs),
    at: (ms: number) => (nowMs = ms),
    count: () => count,
  }
}

describe('what a host told is remembered for a while', () => {
  it('the same answer until its time is over, to the millisecond', async () => {
    const host = asked()
    const read = remembered(host.ask, 1000, host.now)
    expect(await read()).toBe(1)
    host.at(999)
    expect(await read()).toBe(1)
    host.at(1000)
    expect(await read()).toBe(2)
  })

  it('a clock that was set back makes nothing fresh', async () => {
    const host = asked()
    host.at(5000)
    const read = remembered(host.ask, 1000, host.now)
    await read()
    host.at(4000)
    expect(await read()).toBe(2)
  })

  it('whoever asks meanwhile shares the question', async () => {
    const host = asked()
    const read = remembered(host.ask, 1000, host.now)
    expect(await Promise.all([read(), read(), read()])).toEqual([1, 1, 1])
  })

  it('a failure is told to all who waited, and asked again afterwards', async () => {
    const answers = [Promise.reject(new Error('away')), Promise.resolve('here')]
    const read = remembered(async () => answers.shift(), 1000, asked().now)
    const both = await Promise.allSettled([read(), read()])
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(await read()).toBe('here')
  })

  it('each thing has its own answer', async () => {
    const read = rememberedBy(async (key: string) => key.toUpperCase(), 1000, asked().now)
    expect([await read('a'), await read('b'), await read('a')]).toEqual(['A', 'B', 'A'])
  })

  it('holds no more than told: what was asked first is forgotten first', async () => {
    const host = asked()
    const memory = shortMemory<string, number>(2)
    const recall = (key: string) => memory.recall(key, { freshForMs: 1000, now: host.now }, host.ask)
    for (const key of ['a', 'b', 'c', 'b']) await recall(key)
    expect(host.count()).toBe(3)
    await recall('a')
    expect(host.count()).toBe(4)
  })
})
