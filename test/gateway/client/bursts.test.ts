import { array, assert as checked, constantFrom, nat, property, record } from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { inBursts } from '../../../src/gateway/client/bursts.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** Every array is what was given at one moment; a page draws once for each. */
function gathering(mayWait: (event: string) => boolean = () => true) {
  const moments = new Map<number, string[]>()
  const bursts = inBursts<string>((event) => {
    const now = Date.now()
    moments.set(now, [...(moments.get(now) ?? []), event])
  }, mayWait)
  return { ...bursts, given: () => [...moments.values()] }
}

describe('events that come thick and fast', () => {
  it('are given at once when they come alone, and ten times a second when they do not', () => {
    const { take, given } = gathering()
    take('first')
    expect(given()).toEqual([['first']])
    for (let n = 0; n < 100; n++) {
      take(String(n))
      vi.advanceTimersByTime(10)
    }
    expect(given().flat()).toEqual(['first', ...Array.from({ length: 100 }, (_, n) => String(n))])
    expect(given().length).toBeLessThanOrEqual(12)
    vi.advanceTimersByTime(1000)
    take('alone again')
    expect(given().at(-1)).toEqual(['alone again'])
  })

  it('do not wait where one may not: it is given with all that came before it', () => {
    const { take, given } = gathering((event) => event !== 'urgent')
    take('one')
    take('two')
    take('urgent')
    expect(given().flat()).toEqual(['one', 'two', 'urgent'])
  })

  it('do not wait in a page that nobody sees, where timers hardly run', () => {
    const { take, given } = gathering()
    take('one')
    take('two')
    vi.stubGlobal('document', { visibilityState: 'hidden' })
    take('three')
    expect(given().flat()).toEqual(['one', 'two', 'three'])
  })

  it('keep their order, and none is lost or given twice, whatever comes when', () => {
    const step = record({ kind: constantFrom('message', 'urgent', 'hide', 'show'), pauseMs: nat(150) })
    checked(
      property(array(step, { maxLength: 40 }), (steps) => {
        const { take, given } = gathering((event) => event.startsWith('message'))
        const taken: string[] = []
        for (const [n, { kind, pauseMs }] of steps.entries()) {
          if (kind === 'hide' || kind === 'show')
            vi.stubGlobal('document', { visibilityState: kind === 'hide' ? 'hidden' : 'visible' })
          else {
            taken.push(`${kind} ${n}`)
            take(`${kind} ${n}`)
          }
          vi.advanceTimersByTime(pauseMs)
        }
        vi.advanceTimersByTime(100)
        expect(given().flat()).toEqual(taken)
      }),
    )
  })

  it('are forgotten once nobody follows any more', () => {
    const { take, stop, given } = gathering()
    take('one')
    take('two')
    stop()
    vi.advanceTimersByTime(1000)
    expect(given().flat()).toEqual(['one'])
  })

  it('still come when one of them could not be taken', () => {
    const given: string[] = []
    const { take } = inBursts<string>(
      (event) => {
        if (event === 'bad') throw new Error('It cannot be taken.')
        given.push(event)
      },
      () => true,
    )
    for (const event of ['one', 'bad', 'two']) take(event)
    expect(() => vi.advanceTimersByTime(100)).toThrow('It cannot be taken.')
    vi.advanceTimersByTime(100)
    expect(given).toEqual(['one', 'two'])
  })
})
