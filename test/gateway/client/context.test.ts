import { describe, expect, it, vi } from 'vitest'
import { expiryOf, isWithoutRecord, renewableContext } from '../../../src/gateway/client/context.ts'

const token = (exp: unknown): string => `e30.${Buffer.from(JSON.stringify({ exp })).toString('base64url')}.x`

const saying = (claims: object): string =>
  `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.x`

describe('a context that runs out', () => {
  it('is renewed before its end, without holding the request back', async () => {
    const ask = vi.fn<() => void>()
    const context = renewableContext(token(1000), { ask, now: () => 950_000 })
    expect(await context.current()).toBe(token(1000))
    expect(ask).toHaveBeenCalledTimes(1)
    context.use(token(2000))
    expect(await context.current()).toBe(token(2000))
    expect(ask).toHaveBeenCalledTimes(1)
  })

  it('is asked for once, however many requests were refused', async () => {
    const ask = vi.fn<() => void>()
    const context = renewableContext('old', { ask })
    const waiting = Promise.all([context.renewed('old'), context.renewed('old')])
    context.use('new')
    expect(await waiting).toEqual(['new', 'new'])
    expect(ask).toHaveBeenCalledTimes(1)
    expect(await context.renewed('old')).toBe('new')
  })

  it.each([['no token'], ['a.b.c'], [token('soon')], ['']])('reads no end from %s', (text) =>
    expect(expiryOf(text)).toBeNull(),
  )
  it('tells a page without a record from a card, and takes what it cannot read for a card (R-START-2)', () => {
    expect(isWithoutRecord(saying({ ws: 'w', sub: 'op-1', exp: 1 }))).toBe(true)
    expect(isWithoutRecord(saying({ rec: { type: 'contact', id: 'c-1' } }))).toBe(false)
    expect(isWithoutRecord('story')).toBe(false)
  })
  it('reads its end', () => expect(expiryOf(token(1000))).toBe(1_000_000))
})
