import { describe, expect, it } from 'vitest'
import { eventStream, type StreamedEvent } from '../../src/gateway/event-stream.ts'

/** A source over a list that grows. */
function growing() {
  const events: StreamedEvent[] = []
  const listeners = new Set<() => void>()
  let given = 0
  return {
    add(...ids: number[]) {
      for (const id of ids) events.push({ id: String(id), kind: 'number', data: { id } })
      for (const listener of listeners) listener()
    },
    listeners,
    source: {
      next: async () => {
        const page = events.slice(given, given + 2)
        given += page.length
        return page
      },
      onNews: (wake: () => void) => {
        listeners.add(wake)
        return () => listeners.delete(wake)
      },
    },
  }
}

const read = async (reader: ReadableStreamDefaultReader<Uint8Array>): Promise<string | null> => {
  const { done, value } = await reader.read()
  return done ? null : new TextDecoder().decode(value)
}

describe('a live stream', () => {
  const options = {
    heartbeatMs: 60_000,
    endsAfterMs: 60_000,
    stop: new AbortController().signal,
    onEnd: () => undefined,
  }

  it('replays what stands, then follows', async () => {
    const { add, source } = growing()
    add(1, 2, 3)
    const reader = eventStream(source, options).getReader()
    expect(await read(reader)).toBe(': open\n\n')
    expect(await read(reader)).toBe(
      'id: 1\nevent: number\ndata: {"id":1}\n\nid: 2\nevent: number\ndata: {"id":2}\n\n',
    )
    expect(await read(reader)).toContain('id: 3')
    const waiting = read(reader)
    add(4)
    expect(await waiting).toContain('id: 4')
    await reader.cancel()
  })

  it('loses nothing that comes while the source is being read', async () => {
    const { add, source } = growing()
    const slow = {
      ...source,
      next: () => source.next().then((page) => new Promise<typeof page>((r) => setTimeout(r, 5, page))),
    }
    const reader = eventStream(slow, options).getReader()
    await read(reader)
    const waiting = read(reader)
    setTimeout(add, 2, 1)
    expect(await waiting).toContain('id: 1')
    await reader.cancel()
  })

  it('asks no further than its reader has come', async () => {
    const { add, source } = growing()
    add(...Array.from({ length: 100 }, (_, id) => id))
    const asked = { times: 0 }
    const counted = { ...source, next: () => ((asked.times += 1), source.next()) }
    const reader = eventStream(counted, options).getReader()
    await read(reader)
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(asked.times).toBeLessThanOrEqual(2)
    await reader.cancel()
  })

  it('says that it is still there', async () => {
    const { source } = growing()
    const reader = eventStream(source, { ...options, heartbeatMs: 5 }).getReader()
    await read(reader)
    expect(await read(reader)).toBe(': still here\n\n')
    await reader.cancel()
  })

  it('ends when its time is over, when the gateway stops and when the source breaks, and forgets its listener', async () => {
    const stop = new AbortController()
    const broken = new Error('broken')
    const cases = [
      { extra: { endsAfterMs: 5 }, act: () => undefined, next: undefined, ended: null },
      { extra: { stop: stop.signal }, act: () => stop.abort(), next: undefined, ended: null },
      { extra: {}, act: () => undefined, next: () => Promise.reject(broken), ended: broken },
    ]
    for (const { extra, act, next, ended } of cases) {
      const { source, listeners } = growing()
      const ends: unknown[] = []
      const stream = eventStream(
        { ...source, ...(next ? { next } : {}) },
        { ...options, ...extra, onEnd: (error) => ends.push(error) },
      )
      const reader = stream.getReader()
      await read(reader)
      const last = read(reader)
      act()
      expect(await last).toBeNull()
      expect(ends).toEqual([ended])
      expect(listeners.size).toBe(0)
    }
  })

  it('forgets its listener when the reader leaves', async () => {
    const { source, listeners } = growing()
    const reader = eventStream(source, options).getReader()
    await read(reader)
    await reader.cancel()
    expect(listeners.size).toBe(0)
  })
})
