import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assess, assessInitiator, openSessionOf, type ReachFacts } from '../../src/domain/reach.ts'
import { CHANNELS, OPERATOR_STATUSES, SESSION_STATES } from '../../src/domain/words.ts'
import { facts, line, NOW, operator, POLICY, session } from './facts.ts'

const codes = (given: Partial<ReachFacts>, policy = POLICY): string[] | string => {
  const verdict = assess(policy, facts(given), NOW)
  return verdict.kind === 'refused' ? verdict.reasons.map(({ code }) => code) : verdict.kind
}
const warnings = (given: Partial<ReachFacts>): string[] => {
  const verdict = assess(POLICY, facts(given), NOW)
  return verdict.kind === 'refused' ? [] : verdict.warnings.map(({ code }) => code)
}
const on = (channel: (typeof CHANNELS)[number], address = 'someone'): Partial<ReachFacts> => ({
  account: { channel, address },
})

describe('who may be written to', () => {
  it.each<[string, Partial<ReachFacts>, string[] | string]>([
    ['R-CONTACT-4: a Telegram bot writes to whoever wrote before', on('telegram-bot'), 'free-form'],
    ['R-CONTACT-4: and to nobody else', { ...on('telegram-bot'), wroteBefore: false }, ['never-wrote']],
    ['R-CONTACT-5: in a Viber bot an operator can never start', on('viber-bot'), ['never-by-operator']],
    ['R-CONTACT-6: a custom messenger that allows it', on('custom'), 'free-form'],
    ['R-CONTACT-6: and one that does not', { ...on('custom'), enabledByMessenger: false }, ['not-enabled']],
    ['R-BLOCK-1: a blocked account is refused', { blocked: true }, ['blocked']],
    ['R-OPEN-1: no second session in a messenger', { openSessions: [session()] }, ['open-session']],
    [
      'R-OPEN-1: a queued one counts',
      { openSessions: [session({ state: 'queued', operatorId: null })] },
      ['open-session'],
    ],
    ['R-OPEN-1: a closed one does not', { openSessions: [session({ state: 'closed' })] }, 'free-form'],
    [
      'R-OPEN-2: a letter may be sent while a session is open',
      {
        ...on('email', 'a@example.com'),
        openSessions: [session({ channel: 'email', address: 'a@example.com' })],
      },
      'free-form',
    ],
    [
      'R-OPEN-3: the session of another account does not count',
      { openSessions: [session({ address: '+79990000000' })] },
      'free-form',
    ],
    ['R-OPER-1: offline', { operator: { ...operator, status: 'offline' } }, ['operator-offline']],
    ['R-OPER-1: out', { operator: { ...operator, status: 'out' } }, 'free-form'],
    ['R-OPER-2: a stranger to the line', { operator: { ...operator, id: 'op-9' } }, ['not-operator-of-line']],
    ['R-OPER-2: its supervisor', { operator: { ...operator, id: 'op-3' } }, 'free-form'],
    ['R-PROC-1: a process without an operator', { operator: null }, 'free-form'],
    [
      'R-ADDR-1: a channel the line does not have',
      { line: { ...line, channels: ['email'] } },
      ['channel-not-on-line'],
    ],
    ['R-ADDR-1: a channel the host does not have', on('max'), ['channel-not-on-host']],
    ['R-ADDR-2: a phone that is not international', on('whatsapp', '89120000001'), ['address-malformed']],
    ['R-ADDR-4: an address of a letter without its end', on('email', 'a@b'), ['address-malformed']],
    [
      'all reasons are given, not only the first',
      { ...on('viber-bot'), blocked: true, operator: { ...operator, id: 'op-9' } },
      ['never-by-operator', 'blocked', 'not-operator-of-line'],
    ],
  ])('%s', (_rule, given, expected) => {
    expect(codes(given)).toEqual(expected)
  })

  it('R-OPEN-3: where the host counts per contact, a session of any account stands in the way', () => {
    const elsewhere = [session({ channel: 'telegram', address: 'pavel' })]
    expect(codes({ openSessions: elsewhere }, { ...POLICY, openScope: 'contact' })).toEqual(['open-session'])
  })

  it('R-OPEN-3: a line’s policy may warn instead', () => {
    const open = { ...on('web-chat', 'x'), openSessions: [session({ channel: 'web-chat', address: 'x' })] }
    expect(codes(open)).toBe('free-form')
    expect(warnings(open)).toEqual(['open-session'])
  })

  it('R-OPEN-4: says who opened it, when and on which line, and leads there', () => {
    expect(assess(POLICY, facts({ openSessions: [session()] }), NOW)).toMatchObject({
      reasons: [
        {
          facts: { operatorId: 'op-2', openedAt: '2026-11-20T09:00:00.000Z', lineId: 'line-1' },
          remedy: { kind: 'open-session', sessionId: 's-1' },
        },
      ],
    })
  })

  it('R-PROC-2: an initiator must belong to the line', () => {
    expect(assessInitiator(line, null)).toEqual([])
    expect(assessInitiator(line, 'op-3')).toEqual([])
    expect(assessInitiator(line, 'op-9')).toMatchObject([{ code: 'not-operator-of-line' }])
    expect(assessInitiator({ ...line, operators: null }, 'op-9')).toEqual([])
  })
})

describe('what the host cannot tell', () => {
  it.each<[Partial<ReachFacts>, string]>([
    [{ ...on('telegram-bot'), wroteBefore: undefined }, 'wrote-before-unknown'],
    [{ ...on('custom'), enabledByMessenger: undefined }, 'enabled-unknown'],
    [{ openSessions: undefined }, 'open-session-unknown'],
    [{ operator: { ...operator, status: null } }, 'operator-status-unknown'],
    [{ ...on('viber'), lastInboundAt: undefined }, 'window-unknown'],
  ])('is a warning, never an assumption: %#', (given, code) => {
    expect(codes(given)).toBe('free-form')
    expect(warnings(given)).toEqual([code])
  })

  it('is not repeated on every row where the host can never tell it', () => {
    expect(warnings({ blocked: undefined })).toEqual([])
    const verdict = assess({ ...POLICY, cannotTell: [] }, facts({ blocked: undefined }), NOW)
    expect(verdict).toMatchObject({ warnings: [{ code: 'blocked-unknown' }] })
  })
})

const closes = (lastInboundAt: string | null) => assess(POLICY, facts({ ...on('viber'), lastInboundAt }), NOW)

it.each([
  [on('email', 'a@example.com'), ['letters-off']],
  [on('telegram'), []],
])('R-MAIL-3: that the host may keep a letter is said beforehand: %j', (where, codes) => {
  const verdict = assess(POLICY, facts({ ...where, lettersOff: true }), NOW)
  expect(verdict.kind === 'free-form' && verdict.warnings.map(({ code }) => code)).toEqual(codes)
})

describe('R-WIN-1: the window for free text', () => {
  it('is open a moment before its end and says until when', () => {
    expect(closes('2026-11-19T10:00:00.001Z')).toMatchObject({
      kind: 'free-form',
      untilAt: '2026-11-20T10:00:00.001Z',
    })
  })
  it('is closed at exactly 24:00:00, and for who never wrote', () => {
    expect(closes('2026-11-19T10:00:00.000Z').kind).toBe('template-only')
    expect(closes(null).kind).toBe('template-only')
  })
  it('may be the line’s own: then nothing passes a closed one where the channel has no templates', () => {
    const own = { ...line, windowMs: { telegram: 2 * 3600_000 } }
    const at = (lastInboundAt: string | null) =>
      assess(POLICY, facts({ ...on('telegram'), line: own, lastInboundAt }), NOW)
    expect(at('2026-11-20T08:00:00.001Z')).toMatchObject({
      kind: 'free-form',
      untilAt: '2026-11-20T10:00:00.001Z',
    })
    for (const last of ['2026-11-20T08:00:00.000Z', null])
      expect(at(last)).toMatchObject({ kind: 'refused', reasons: [{ code: 'window-over' }] })
  })
})

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined })

describe('whatever the facts', () => {
  const anySession = fc.record({
    state: fc.constantFrom(...SESSION_STATES),
    channel: fc.constantFrom(...CHANNELS),
    address: fc.constantFrom('+79120000001', 'someone', 'a@example.com'),
    operatorId: fc.constantFrom(null, 'op-1', 'op-2'),
  })
  const anyFacts = fc.record({
    channel: fc.constantFrom(...CHANNELS),
    address: fc.constantFrom('+79120000001', '8 912', 'someone', 'a@example.com', ''),
    operatorId: fc.constantFrom(null, 'op-1', 'op-3', 'op-9'),
    status: fc.constantFrom(null, ...OPERATOR_STATUSES),
    openSessions: maybe(fc.array(anySession, { maxLength: 4 })),
    wroteBefore: maybe(fc.boolean()),
    lastInboundAt: maybe(fc.constantFrom(null, '2026-11-20T09:00:00Z', '2026-11-01T09:00:00Z')),
    blocked: maybe(fc.boolean()),
    enabledByMessenger: maybe(fc.boolean()),
  })
  const built = ({
    channel,
    address,
    operatorId,
    status,
    openSessions,
    ...rest
  }: Parameters<Parameters<typeof anyFacts.map>[0]>[0]) =>
    facts({
      ...rest,
      account: { channel, address },
      operator: operatorId === null ? null : { id: operatorId, name: 'x', status },
      openSessions: openSessions?.map((one, n) => session({ ...one, id: `s-${n}` })),
    })

  it('never lets through who is blocked, a stranger to the line, or a second session in a messenger', () => {
    expect(
      fc.check(
        fc.property(anyFacts, (given) => {
          const all = built(given)
          const verdict = assess(POLICY, all, NOW)
          const rule = POLICY.channels[given.channel]
          const open = openSessionOf(POLICY, all.account, all.openSessions ?? [])
          const forbidden =
            rule === undefined ||
            given.blocked === true ||
            given.operatorId === 'op-9' ||
            rule.start === 'never' ||
            (open !== null && rule.openSession === 'refuses')
          return !forbidden || verdict.kind === 'refused'
        }),
      ),
    ).toMatchObject({ failed: false, counterexample: null })
  })

  it('more knowledge of what is in the way never turns a refusal into a yes', () => {
    expect(
      fc.check(
        fc.property(anyFacts, (given) => {
          const before = assess(POLICY, built(given), NOW)
          const after = assess(POLICY, built({ ...given, blocked: true }), NOW)
          return before.kind !== 'refused' || after.kind === 'refused'
        }),
      ),
    ).toMatchObject({ failed: false, counterexample: null })
  })
})
