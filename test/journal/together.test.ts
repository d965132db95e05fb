import { describe, expect, it } from 'vitest'
import { JournalUnavailable } from '../../src/journal/journal.ts'
import { together } from '../../src/journal/together.ts'

/** Work that ends when it is told to, and remembers what it was given. */
function held() {
  const goes: (readonly string[])[] = []
  const ends: (() => void)[] = []
  const work = async (asked: readonly string[]): Promise<readonly string[]> => {
    goes.push(asked)
    await new Promise<void>((resolve) => ends.push(resolve))
    return asked.map((one) => `${one}!`)
  }
  const end = async (): Promise<void> => {
    await expect.poll(() => ends.length).toBeGreaterThan(0)
    ends.shift()?.()
  }
  return { goes, work, end }
}

describe('calls that are made together', () => {
  it('wait for the work that is under way, and are then done all at once, each with its own answer', async () => {
    const { goes, work, end } = held()
    const call = together(work)
    const first = call('a')
    await expect.poll(() => goes).toEqual([['a']])
    const others = [call('b'), call('c'), call('d')]
    await end()
    expect(await first).toBe('a!')
    await end()
    expect(await Promise.all(others)).toEqual(['b!', 'c!', 'd!'])
    expect(goes).toEqual([['a'], ['b', 'c', 'd']])
  })

  it('never have two of one key, nor more than there is room for, in one go', async () => {
    const goes: (readonly string[])[] = []
    const work = async (asked: readonly string[]) => {
      goes.push(asked)
      return asked
    }
    const call = together(work, { most: 2, keyOf: (asked) => asked.slice(0, 1) })
    const calls = ['a1', 'a2', 'b1', 'c1', 'a3'].map(call)
    expect(await Promise.all(calls)).toEqual(['a1', 'a2', 'b1', 'c1', 'a3'])
    expect(goes).toEqual([['a1', 'b1'], ['a2', 'c1'], ['a3']])
  })

  it('fail each for its own sake alone', async () => {
    const call = together(async (asked: readonly string[]) => {
      if (asked.includes('bad')) throw new Error('It is bad.')
      return asked
    })
    const outcomes = await Promise.allSettled(['a', 'bad', 'b'].map(call))
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(await call('c')).toBe('c')
  })

  it('all fail at once while the database is away', async () => {
    let goes = 0
    const call = together(async (_asked: readonly string[]): Promise<readonly string[]> => {
      goes += 1
      throw new JournalUnavailable(null)
    })
    const outcomes = await Promise.allSettled(['a', 'b', 'c'].map(call))
    expect(outcomes.every(({ status }) => status === 'rejected')).toBe(true)
    expect(goes).toBe(1)
  })
})
