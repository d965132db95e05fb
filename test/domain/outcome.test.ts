import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  assessOutcome,
  fitsWait,
  usualCondition,
  WAITS,
  type Expectation,
  type HopFacts,
} from '../../src/domain/outcome.ts'
import { laterStatus } from '../../src/domain/status.ts'
import { MESSAGE_STATUSES, type MessageStatus } from '../../src/domain/words.ts'

const NOW = new Date('2026-11-20T10:00:00Z')
const later = (ms: number): Date => new Date(NOW.getTime() + ms)
const HOUR_MS = 3_600_000

const expecting = (more: Partial<Expectation> = {}): Expectation => ({
  wait: 'delivered',
  follows: [],
  deadlineAt: later(24 * HOUR_MS),
  cancelled: false,
  ...more,
})
const hop = (more: Partial<HopFacts> = {}): HopFacts => ({
  state: 'sent',
  status: null,
  answered: false,
  sentAt: NOW.toISOString(),
  ...more,
})
const follow = { condition: 'undelivered', patienceMs: HOUR_MS } as const

/** The outcome in short: `end read 0`, `next-hop`, `watch 3600000`. */
function outcome(expectation: Expectation, hops: readonly HopFacts[], atMs = 0): string {
  const found = assessOutcome(expectation, hops, later(atMs))
  if (found.kind === 'end') return `end ${found.exit} ${found.hop}`
  return found.kind === 'watch' ? `watch ${found.until.getTime() - NOW.getTime()}` : found.kind
}

describe('what comes of a step (R-PROC-5)', () => {
  it.each([
    ['accepted', hop(), 'end sent 0'],
    ['sent', hop({ status: 'accepted' }), 'watch 86400000'],
    ['sent', hop({ status: 'sent' }), 'end sent 0'],
    ['sent', hop({ status: 'read' }), 'end sent 0'],
    ['delivered', hop({ status: 'sent' }), 'watch 86400000'],
    ['delivered', hop({ status: 'read' }), 'end delivered 0'],
    ['read', hop({ status: 'delivered' }), 'watch 86400000'],
    ['read', hop({ answered: true }), 'end read 0'],
    ['answered', hop({ status: 'read' }), 'watch 86400000'],
    ['answered', hop({ answered: true, status: 'accepted' }), 'end answered 0'],
    ['delivered', hop({ status: 'failed' }), 'end failed 0'],
    ['delivered', hop({ state: 'failed' }), 'end failed 0'],
    ['delivered', hop({ state: 'refused' }), 'end refused 0'],
    ['delivered', hop({ state: 'skipped' }), 'end skipped 0'],
    ['accepted', hop({ state: 'unknown' }), 'end unknown 0'],
    ['delivered', hop({ state: 'unknown' }), 'watch 86400000'],
    ['delivered', hop({ state: 'sending' }), 'busy'],
    ['delivered', hop({ state: 'planned' }), 'busy'],
  ] as const)('a step that waits for %s: %o → %s', (wait, facts, expected) => {
    expect(outcome(expecting({ wait }), [facts])).toBe(expected)
  })

  it('ends by its time limit: as silence, and as unknown where nobody knows whether it left', () => {
    const limit = 24 * HOUR_MS
    expect(outcome(expecting(), [hop({ status: 'sent' })], limit - 1)).toBe(`watch ${limit}`)
    expect(outcome(expecting(), [hop({ status: 'sent' })], limit)).toBe('end silence 0')
    expect(outcome(expecting(), [hop({ state: 'unknown' })], limit)).toBe('end unknown 0')
    expect(outcome(expecting(), [hop({ status: 'delivered' })], 9 * limit)).toBe('end delivered 0')
  })

  it('called off, it is what is known of it', () => {
    const off = expecting({ wait: 'answered', cancelled: true })
    expect(outcome(off, [hop({ state: 'skipped', sentAt: null })])).toBe('end skipped 0')
    expect(outcome(off, [hop({ status: 'read' }), hop({ state: 'skipped', sentAt: null })])).toBe(
      'end read 0',
    )
    expect(outcome(off, [hop()])).toBe('end sent 0')
    expect(outcome(off, [hop({ status: 'read' })])).toBe('end read 0')
    expect(outcome(off, [hop({ state: 'unknown' })])).toBe('end unknown 0')
    expect(outcome(off, [hop({ state: 'sending' })])).toBe('busy')
    expect(outcome({ ...off, follows: [follow] }, [hop({ state: 'refused' })])).toBe('end refused 0')
  })

  it.each(WAITS)('the usual condition of a hop fits a step that waits for %s', (wait) => {
    expect(fitsWait(usualCondition(wait), wait)).toBe(true)
  })
})

describe('a cascade', () => {
  const cascade = expecting({ follows: [follow] })

  it.each([
    ['goes on at once when the message could not leave', [hop({ state: 'refused' })], 0, 'next-hop'],
    ['goes on at once when it was not delivered after all', [hop({ status: 'failed' })], 0, 'next-hop'],
    ['gives it its patience', [hop({ status: 'sent' })], HOUR_MS - 1, `watch ${HOUR_MS}`],
    ['goes on after that', [hop({ status: 'sent' })], HOUR_MS, 'next-hop'],
    ['goes on after that where nobody knows', [hop({ state: 'unknown' })], HOUR_MS, 'next-hop'],
    [
      'ends by a late success of an earlier message',
      [hop({ status: 'delivered' }), hop()],
      HOUR_MS,
      'end delivered 0',
    ],
    ['ends by the second message', [hop(), hop({ status: 'delivered' })], HOUR_MS, 'end delivered 1'],
    [
      'watches the first one on when the second is refused',
      [hop(), hop({ state: 'refused' })],
      HOUR_MS,
      'watch 86400000',
    ],
    [
      'ends by the last refusal when nothing is left',
      [hop({ state: 'refused' }), hop({ state: 'failed' })],
      0,
      'end failed 1',
    ],
    ['does not go on after a skip', [hop({ state: 'skipped' })], 0, 'end skipped 0'],
    ['does not begin after the time limit', [hop({ status: 'sent' })], 24 * HOUR_MS, 'end silence 0'],
  ] as const)('%s', (_, hops, at, expected) => {
    expect(outcome(cascade, hops, at)).toBe(expected)
  })

  it('goes no further than a condition that was met once, by whichever message', () => {
    const three = expecting({ wait: 'read', follows: [follow, follow] })
    expect(outcome(three, [hop({ status: 'delivered' }), hop()], 5 * HOUR_MS)).toBe('watch 86400000')
  })

  it('on refusal alone waits for nothing else', () => {
    const byRefusal = expecting({ follows: [{ condition: 'refused', patienceMs: HOUR_MS }] })
    expect(outcome(byRefusal, [hop()], 2 * HOUR_MS)).toBe('watch 86400000')
    expect(outcome(byRefusal, [hop({ state: 'refused' })])).toBe('next-hop')
  })
})

const status = fc.constantFrom<MessageStatus>(...MESSAGE_STATUSES)
const furthest = (news: readonly MessageStatus[]): MessageStatus | null =>
  news.reduce<MessageStatus | null>((known, one) => laterStatus(known, one), null)

describe('whatever the order of the news', () => {
  it('news that come twice, or again in their order, give the same exit', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...WAITS),
        fc.array(status, { maxLength: 8 }),
        fc.boolean(),
        (wait, news, answered) => {
          const once = outcome(expecting({ wait }), [hop({ status: furthest(news), answered })])
          const twice = outcome(expecting({ wait }), [
            hop({ status: furthest([...news, ...news]), answered }),
          ])
          expect(twice).toBe(once)
        },
      ),
    )
  })

  it('what was reached stays reached, and no exit says more than was told', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...WAITS),
        fc.array(fc.constantFrom<MessageStatus>('accepted', 'sent', 'delivered', 'read'), { maxLength: 6 }),
        fc.array(status, { maxLength: 4 }),
        (wait, news, more) => {
          const first = outcome(expecting({ wait }), [hop({ status: furthest(news) })])
          const second = outcome(expecting({ wait }), [hop({ status: furthest([...news, ...more]) })])
          const far = WAITS.findIndex((level) => level === (furthest(news) ?? 'accepted'))
          const ended = first.startsWith('end')
          // Only a message that the customer does not have yet can turn out to have failed.
          const undone = far < WAITS.indexOf('delivered') && second === 'end failed 0'
          expect(ended).toBe(WAITS.indexOf(wait) <= far)
          expect(!ended || undone || second === first).toBe(true)
        },
      ),
    )
  })

  it('always comes to an end at the time limit, once the host is done', () => {
    const state = fc.constantFrom('sent', 'refused', 'skipped', 'failed', 'unknown' as const)
    const facts = fc.record({
      state,
      status: fc.option(status),
      answered: fc.constant(false),
      sentAt: fc.constant(NOW.toISOString()),
    })
    fc.assert(
      fc.property(
        fc.constantFrom(...WAITS),
        fc.array(facts, { minLength: 1, maxLength: 4 }),
        (wait, hops) => {
          const ended = outcome(expecting({ wait, follows: [follow, follow, follow] }), hops, 24 * HOUR_MS)
          expect(ended).toMatch(/^end \w+ \d$/)
        },
      ),
    )
  })
})
