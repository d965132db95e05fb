import { describe, expect, it } from 'vitest'
import { assess } from '../../src/domain/reach.ts'
import type { HostPolicy } from '../../src/domain/policy.ts'
import type { Line } from '../../src/domain/words.ts'
import { facts, line, NOW, POLICY } from './facts.ts'

const viber = { channel: 'viber', address: '+79120000001' } as const
const lacking = (what: NonNullable<Line['unconfirmed']>[number]['what']): Line => ({
  ...line,
  unconfirmed: [{ channel: 'viber', what }],
})
const first: HostPolicy = {
  ...POLICY,
  channels: { viber: { ...POLICY.channels.viber!, closedWindow: 'default-template-first' } },
}

describe('what an administrator confirms first', () => {
  it('is the risk of an unofficial connection (R-RISK-1)', () => {
    const verdict = assess(POLICY, facts({ line: lacking('unofficial-api'), account: viber }), NOW)
    expect(verdict).toMatchObject({
      kind: 'refused',
      reasons: [{ code: 'risk-not-confirmed', remedy: { kind: 'ask-administrator' } }],
    })
    expect(assess(POLICY, facts({ line: lacking('unofficial-api') }), NOW).kind).toBe('free-form')
  })

  it('is the rules of template messages, as soon as only a template would do (R-RULES-1)', () => {
    const given = facts({ line: lacking('template-rules'), account: viber })
    expect(assess(POLICY, given, NOW)).toMatchObject({
      kind: 'refused',
      reasons: [{ code: 'template-rules-not-confirmed' }],
    })
    const inside = { ...given, lastInboundAt: '2026-11-20T09:00:00.000Z' }
    expect(assess(POLICY, inside, NOW).kind).toBe('free-form')
  })
})

describe('a closed window where the host sends its own template first (R-WIN-2)', () => {
  it('lets one write, and says what goes first', () => {
    expect(assess(first, facts({ account: viber }), NOW)).toMatchObject({
      kind: 'free-form',
      untilAt: null,
      warnings: [{ code: 'default-template-first' }],
    })
  })

  it('says nothing of it while the window is open', () => {
    const open = facts({ account: viber, lastInboundAt: '2026-11-19T10:00:00.001Z' })
    expect(assess(first, open, NOW)).toEqual({
      kind: 'free-form',
      untilAt: '2026-11-20T10:00:00.001Z',
      warnings: [],
    })
  })
})
