import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { watchers } from '../../src/gateway/watchers.ts'
import { HostError } from '../../src/hosts/errors.ts'
import { silentLog } from '../../src/hosts/log.ts'

const make = (isPushed = () => false) =>
  watchers({
    pollMs: 1000,
    pushedPollMs: 6000,
    isPushed,
    slowestMs: 8000,
    log: silentLog,
    random: () => 0.5,
  })

describe('watching a contact for open cards', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('is done once, however many cards are open, and until the last is closed', async () => {
    const look = vi.fn<() => Promise<void>>(async () => undefined)
    const { watch } = make()
    const leave = [watch('acme', 'c-1', look), watch('acme', 'c-1', look)]
    await vi.advanceTimersByTimeAsync(3000)
    expect(look).toHaveBeenCalledTimes(3)
    leave[0]?.()
    leave[0]?.()
    await vi.advanceTimersByTimeAsync(1000)
    expect(look).toHaveBeenCalledTimes(4)
    leave[1]?.()
    await vi.advanceTimersByTimeAsync(5000)
    expect(look).toHaveBeenCalledTimes(4)
  })

  it('keeps workspaces and contacts apart', async () => {
    const looks = {
      a: vi.fn<() => Promise<void>>(async () => undefined),
      b: vi.fn<() => Promise<void>>(async () => undefined),
      c: vi.fn<() => Promise<void>>(async () => undefined),
    }
    const { watch, stop } = make()
    watch('acme', 'c-1', looks.a)
    watch('acme', 'c-2', looks.b)
    watch('other', 'c-1', looks.c)
    await vi.advanceTimersByTimeAsync(1000)
    expect([looks.a, looks.b, looks.c].map((look) => look.mock.calls.length)).toEqual([1, 1, 1])
    stop()
  })

  it('never has two looks under way', async () => {
    const slow = Promise.withResolvers<void>()
    const look = vi.fn<() => Promise<void>>(() => slow.promise)
    const { watch } = make()
    watch('acme', 'c-1', look)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(look).toHaveBeenCalledTimes(1)
    slow.resolve()
    await vi.advanceTimersByTimeAsync(1000)
    expect(look).toHaveBeenCalledTimes(2)
  })

  it('looks later and later while the host fails, and never sooner than the host asks for', async () => {
    const failures: (number | undefined)[] = [undefined, undefined, 60_000]
    const at: number[] = []
    const look = async (): Promise<void> => {
      at.push(Date.now())
      if (at.length > failures.length) return
      const retryAfterMs = failures[at.length - 1]
      const facts = { kind: 'later', code: 'rate-limited', happened: 'no' } as const
      throw new HostError('Slow down.', retryAfterMs === undefined ? facts : { ...facts, retryAfterMs })
    }
    const { watch, stop } = make()
    watch('acme', 'c-1', look)
    await vi.advanceTimersByTimeAsync(70_000)
    const pauses = at.slice(1).map((time, index) => time - (at[index] ?? 0))
    expect(pauses.slice(0, 4)).toEqual([2000, 4000, 60_000, 1000])
    stop()
  })

  it('begins anew for a card that is opened after the last was closed during a look', async () => {
    const slow = Promise.withResolvers<void>()
    const first = vi.fn<() => Promise<void>>(() => slow.promise)
    const second = vi.fn<() => Promise<void>>(async () => undefined)
    const { watch, stop } = make()
    const leave = watch('acme', 'c-1', first)
    await vi.advanceTimersByTimeAsync(1000)
    leave()
    watch('acme', 'c-1', second)
    slow.resolve()
    await vi.advanceTimersByTimeAsync(2000)
    expect([first, second].map((look) => look.mock.calls.length)).toEqual([1, 2])
    stop()
  })

  it('is done more seldom while the host tells of news by itself, and soon once it ceases to or begins again', async () => {
    let pushed = true
    const look = vi.fn<() => Promise<void>>(async () => undefined)
    const { watch, hurry, stop } = make(() => pushed)
    watch('acme', 'c-1', look)
    await vi.advanceTimersByTimeAsync(5999)
    expect(look).toHaveBeenCalledTimes(0)
    await vi.advanceTimersByTimeAsync(1)
    expect(look).toHaveBeenCalledTimes(1)
    pushed = false
    hurry('other')
    await vi.advanceTimersByTimeAsync(1000)
    expect(look).toHaveBeenCalledTimes(1)
    hurry('acme')
    await vi.advanceTimersByTimeAsync(500)
    expect(look).toHaveBeenCalledTimes(2)
    await vi.advanceTimersByTimeAsync(1000)
    expect(look).toHaveBeenCalledTimes(3)
    stop()
  })

  it('begins soon for a card that has been without news, and after the usual time for one that is just opened', async () => {
    const look = vi.fn<() => Promise<void>>(async () => undefined)
    const { watch, stop } = make(() => true)
    watch('acme', 'c-1', look)
    watch('acme', 'c-2', look, { soon: false })
    await vi.advanceTimersByTimeAsync(1000)
    expect(look).toHaveBeenCalledTimes(0)
    watch('acme', 'c-3', look, { soon: true })
    await vi.advanceTimersByTimeAsync(500)
    expect(look).toHaveBeenCalledTimes(1)
    stop()
  })

  it('comes soon after a look that was under way when the host ceased to tell, but not before a host in trouble is ready', async () => {
    const slow = Promise.withResolvers<void>()
    const looks = [() => slow.promise, async () => undefined, () => Promise.reject(new Error('away'))]
    const look = vi.fn<() => Promise<void>>(() => looks.shift()?.() ?? Promise.resolve())
    const { watch, hurry, stop } = make(() => true)
    watch('acme', 'c-1', look)
    await vi.advanceTimersByTimeAsync(6000)
    hurry('acme')
    slow.resolve()
    await vi.advanceTimersByTimeAsync(500)
    expect(look).toHaveBeenCalledTimes(2)
    await vi.advanceTimersByTimeAsync(6000)
    expect(look).toHaveBeenCalledTimes(3)
    hurry('acme')
    await vi.advanceTimersByTimeAsync(1999)
    expect(look).toHaveBeenCalledTimes(3)
    await vi.advanceTimersByTimeAsync(1)
    expect(look).toHaveBeenCalledTimes(4)
    stop()
  })
})
