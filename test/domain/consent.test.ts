import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assessCaps, capsOn, type Cap } from '../../src/domain/cap.ts'
import { assessConsent, consentIn, type Consent } from '../../src/domain/consent.ts'
import { assess } from '../../src/domain/reach.ts'
import { facts, NOW, POLICY } from './facts.ts'

const AT = '2026-11-19T10:00:00.000Z'
const given: Consent = { state: 'given', at: AT }
const withdrawn: Consent = { state: 'withdrawn', at: AT }

describe('consent', () => {
  it.each([
    [false, null, []],
    [true, null, ['consent-missing']],
    [false, given, []],
    [true, given, []],
    [false, withdrawn, ['opted-out']],
    [true, withdrawn, ['opted-out']],
  ])('demanded: %s, known: %j → %j (R-CONSENT-1, R-CONSENT-2)', (required, known, codes) => {
    expect(assessConsent('whatsapp', { required, known }).map(({ code }) => code)).toEqual(codes)
    const verdict = assess(POLICY, facts({ consent: { required, known } }), NOW)
    expect(verdict.kind).toBe(codes.length === 0 ? 'free-form' : 'refused')
  })

  it('names the channel, the moment, and what would help', () => {
    expect(assessConsent('whatsapp', { required: true, known: withdrawn })).toEqual([
      {
        code: 'opted-out',
        facts: { channel: 'whatsapp', optedOutAt: AT },
        remedy: { kind: 'customer-writes-first' },
      },
    ])
    expect(assessConsent('email', { required: true, known: null })).toEqual([
      { code: 'consent-missing', facts: { channel: 'email' }, remedy: { kind: 'obtain-consent' } },
    ])
  })
})

describe('a word of the customer (R-CONSENT-2)', () => {
  const words = { optOut: ['stop', 'СТОП', 'не писать'], optIn: ['start'] }

  it.each([
    ['stop', 'withdrawn'],
    ['STOP', 'withdrawn'],
    [' Stop! ', 'withdrawn'],
    ['“stop”', 'withdrawn'],
    ['ｓｔｏｐ', 'withdrawn'],
    ['стоп.', 'withdrawn'],
    ['Не  писать', 'withdrawn'],
    ['/start', 'given'],
    ['stop by tomorrow', null],
    ['stop it', null],
    ['nonstop', null],
    ['', null],
    ['!!!', null],
    ['stop\n> your letter', null],
  ])('%j says %s', (text, state) => {
    expect(consentIn(text, 'whatsapp', words)).toBe(state)
  })

  it('counts in the first line of a letter, above what is quoted', () => {
    expect(consentIn('\n Stop \n> Dear customer', 'email', words)).toBe('withdrawn')
    expect(consentIn('Hello\nstop', 'email', words)).toBeNull()
  })

  it('is never seen in a message with another word in it', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('stop', 'СТОП', 'start'),
        fc.stringMatching(/^[a-z]{1,8}$/),
        (word, other) => {
          expect(consentIn(`${word} ${other}`, 'sms', words)).toBeNull()
        },
      ),
    )
  })
})

describe('a cap on messages of processes (R-CAP-1)', () => {
  const HOUR_MS = 3_600_000
  const cap = (most: number, hours: number): Cap => ({ most, periodMs: hours * HOUR_MS, channels: null })
  const ago = (hours: number): string => new Date(NOW.getTime() - hours * HOUR_MS).toISOString()
  const untilAt = (caps: Cap[], ...sent: number[]) =>
    assessCaps(caps, sent.map(ago), NOW).map(({ facts: { untilAt: at } }) => at)

  it.each<[string, Cap[], number[], number[]]>([
    ['nothing sent', [cap(1, 24)], [], []],
    ['room left', [cap(2, 24)], [1], []],
    ['reached', [cap(2, 24)], [1, 5], [-19]],
    ['the n-th newest decides', [cap(2, 24)], [1, 5, 20], [-19]],
    ['an old one counts no more', [cap(1, 24)], [25], []],
    ['at exactly the end of the period there is room', [cap(1, 24)], [24], []],
    ['the longest rest of several', [cap(1, 2), cap(3, 168)], [1, 30, 100], [-68]],
    ['only one of several', [cap(1, 2), cap(5, 168)], [1, 30, 100], [-1]],
  ])('%s', (_name, caps, sent, until) => {
    expect(untilAt(caps, ...sent)).toEqual(until.map(ago))
  })

  it('holds on its own channels', () => {
    const some: Cap = { ...cap(1, 1), channels: ['sms'] }
    expect(capsOn([some, cap(2, 2)], 'sms')).toHaveLength(2)
    expect(capsOn([some, cap(2, 2)], 'email')).toEqual([cap(2, 2)])
  })

  it('lets nobody have more than the cap in any period, whoever asks when', () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 90 }), { minLength: 1, maxLength: 60 })
    fc.assert(
      fc.property(gaps, fc.integer({ min: 1, max: 4 }), (minutes, most) => {
        const hourly = { most, periodMs: HOUR_MS, channels: null }
        const sent: number[] = []
        let at = 0
        for (const gap of minutes) {
          at += gap * 60_000
          const newestFirst = sent.toReversed().map((ms) => new Date(ms).toISOString())
          if (assessCaps([hourly], newestFirst, new Date(at)).length === 0) sent.push(at)
          const [, ...after] = sent
          for (const first of [sent[0] ?? 0, ...after])
            expect(sent.filter((ms) => ms >= first && ms < first + HOUR_MS).length).toBeLessThanOrEqual(most)
        }
      }),
    )
  })

  it('tells a moment from which on it may', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 200 }), { minLength: 1, maxLength: 9 }), (hours) => {
        const sent = hours.toSorted((a, b) => a - b).map(ago)
        const caps = [cap(1, 3), cap(3, 48), cap(5, 168)]
        for (const {
          facts: { untilAt: at },
        } of assessCaps(caps, sent, NOW)) {
          const until = new Date(String(at))
          expect(assessCaps(caps, sent, new Date(until.getTime() - 1))).toHaveLength(1)
          expect(assessCaps(caps, sent, until)).toEqual([])
        }
      }),
    )
  })
})
