import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isQuiet, isTimeZone, notQuietFrom, WEEKDAYS, type QuietWindow } from '../../src/domain/schedule.ts'

const minutes = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))
const quiet = (from: string, to: string, ...days: QuietWindow['days'][number][]): QuietWindow => ({
  days: days.length > 0 ? days : WEEKDAYS,
  fromMinute: minutes(from),
  toMinute: minutes(to),
})
const night = [quiet('21:00', '09:00')]
const weekend = [quiet('00:00', '24:00', 'saturday', 'sunday')]

describe('quiet hours (R-TIME-2)', () => {
  it.each<[string, QuietWindow[], string, string, string]>([
    // 2026-11-20 is a Friday. Moscow is three hours before UTC all year.
    ['by day', night, 'Europe/Moscow', '2026-11-20T10:00:00Z', '2026-11-20T10:00:00Z'],
    ['in the evening', night, 'Europe/Moscow', '2026-11-20T18:30:00Z', '2026-11-21T06:00:00Z'],
    ['after midnight', night, 'Europe/Moscow', '2026-11-20T22:30:10Z', '2026-11-21T06:00:00Z'],
    ['at the first minute', night, 'Europe/Moscow', '2026-11-20T18:00:00Z', '2026-11-21T06:00:00Z'],
    ['a moment before', night, 'Europe/Moscow', '2026-11-20T17:59:59Z', '2026-11-20T17:59:59Z'],
    ['at the end', night, 'Europe/Moscow', '2026-11-20T06:00:00Z', '2026-11-20T06:00:00Z'],
    ['all day', weekend, 'Europe/Moscow', '2026-11-20T21:00:00Z', '2026-11-22T21:00:00Z'],
    ['the day before', weekend, 'Europe/Moscow', '2026-11-20T20:59:00Z', '2026-11-20T20:59:00Z'],
    [
      'a night into a weekend',
      [...night, ...weekend],
      'Europe/Moscow',
      '2026-11-20T18:00:00Z',
      '2026-11-23T06:00:00Z',
    ],
    [
      'a night of Fridays only',
      [quiet('22:00', '06:00', 'friday')],
      'UTC',
      '2026-11-21T05:00:00Z',
      '2026-11-21T06:00:00Z',
    ],
    [
      'the same hour of another day',
      [quiet('22:00', '06:00', 'friday')],
      'UTC',
      '2026-11-22T05:00:00Z',
      '2026-11-22T05:00:00Z',
    ],
    [
      'Sunday into Monday',
      [quiet('22:00', '06:00', 'sunday')],
      'UTC',
      '2026-11-23T05:00:00Z',
      '2026-11-23T06:00:00Z',
    ],
    [
      'a whole day from its hour',
      [quiet('08:00', '08:00', 'friday')],
      'UTC',
      '2026-11-20T09:00:00Z',
      '2026-11-21T08:00:00Z',
    ],
    ['a zone of quarter hours', night, 'Asia/Kathmandu', '2026-11-20T16:00:00Z', '2026-11-21T03:15:00Z'],
    ['an offset', night, '+05:00', '2026-11-20T17:00:00Z', '2026-11-21T04:00:00Z'],
    ['nothing is quiet', [], 'UTC', '2026-11-20T00:00:00Z', '2026-11-20T00:00:00Z'],
    // Berlin: on 2026-03-29 it is 03:00 after 01:59; on 2026-10-25 the hour from 02:00 comes twice.
    [
      'the clock goes on in the night',
      night,
      'Europe/Berlin',
      '2026-03-28T22:00:00Z',
      '2026-03-29T07:00:00Z',
    ],
    [
      'the clock goes back in the night',
      night,
      'Europe/Berlin',
      '2026-10-24T22:00:00Z',
      '2026-10-25T08:00:00Z',
    ],
    [
      'an end that is left out',
      [quiet('01:00', '02:30')],
      'Europe/Berlin',
      '2026-03-29T00:15:00Z',
      '2026-03-29T01:00:00Z',
    ],
    [
      'a beginning that is left out',
      [quiet('02:30', '04:00')],
      'Europe/Berlin',
      '2026-03-29T01:00:00Z',
      '2026-03-29T02:00:00Z',
    ],
    [
      'an end that comes twice, first',
      [quiet('01:00', '02:30')],
      'Europe/Berlin',
      '2026-10-24T23:30:00Z',
      '2026-10-25T00:30:00Z',
    ],
    [
      'an end that comes twice, again',
      [quiet('01:00', '02:30')],
      'Europe/Berlin',
      '2026-10-25T01:10:00Z',
      '2026-10-25T01:30:00Z',
    ],
    [
      'half an hour of shift',
      [quiet('01:00', '02:15')],
      'Australia/Lord_Howe',
      '2026-10-03T15:00:00Z',
      '2026-10-03T15:30:00Z',
    ],
  ])('%s', (_name, windows, zone, from, then) => {
    expect(notQuietFrom(windows, [zone], new Date(from))?.toISOString()).toBe(new Date(then).toISOString())
  })

  it('hold until it is quiet in none of several zones', () => {
    const from = new Date('2026-11-20T06:30:00Z')
    // Nine in Kaliningrad is ten in Moscow; in Kamchatka it is nine in the evening from noon in Moscow on.
    const zones = ['Europe/Moscow', 'Asia/Kamchatka', 'Europe/Kaliningrad']
    expect(notQuietFrom(night, zones, from)).toEqual(new Date('2026-11-20T07:00:00Z'))
    expect(notQuietFrom(night, zones, new Date('2026-11-20T09:00:00Z'))).toEqual(
      new Date('2026-11-21T07:00:00Z'),
    )
  })

  it('that never end, or leave several zones no common moment, have no moment', () => {
    const from = new Date('2026-11-20T06:30:00Z')
    expect(notQuietFrom([quiet('00:00', '24:00')], ['UTC'], from)).toBeNull()
    expect(notQuietFrom([quiet('00:00', '12:00'), quiet('12:00', '00:00')], ['UTC'], from)).toBeNull()
    expect(notQuietFrom([quiet('12:00', '00:00')], ['UTC', '+12:00'], from)).toBeNull()
  })

  it('know zones by name and nothing else', () => {
    expect(['Europe/Moscow', 'UTC', '+05:00'].map(isTimeZone)).toEqual([true, true, true])
    expect(['Moscow', '', 'Europe/Nowhere', '+99:00'].map(isTimeZone)).toEqual([false, false, false, false])
  })
})

describe('quiet hours of any kind', () => {
  const minute = fc.integer({ min: 0, max: 1439 })
  const windowOf = fc.record({
    days: fc.uniqueArray(fc.constantFrom(...WEEKDAYS), { minLength: 1 }),
    fromMinute: minute,
    toMinute: fc.integer({ min: 0, max: 1440 }),
  })
  // A day on each side of the shifts of these clocks.
  const SHIFTS = [
    '2026-03-29T01:00Z',
    '2026-10-25T01:00Z',
    '2026-03-08T10:00Z',
    '2026-11-01T09:00Z',
    '2026-10-03T15:30Z',
  ]
  const moment = fc
    .tuple(
      fc.constantFrom(...SHIFTS),
      fc.integer({ min: -24 * 60, max: 24 * 60 }),
      fc.integer({ min: 0, max: 59 }),
    )
    .map(([shift, offset, second]) => new Date(Date.parse(shift) + offset * 60_000 + second * 1000))
  const zone = fc.constantFrom(
    'Europe/Berlin',
    'America/Los_Angeles',
    'Australia/Lord_Howe',
    'Asia/Kathmandu',
    'UTC',
  )

  it('end at the first minute that is not quiet, as somebody finds who looks at the clock every minute', () => {
    fc.assert(
      fc.property(fc.array(windowOf, { maxLength: 3 }), zone, moment, (windows, where, from) => {
        const found = notQuietFrom(windows, [where], from)
        let at = from.getTime()
        const last = at + 8 * 24 * 3_600_000
        while (at <= last && isQuiet(windows, where, new Date(at)))
          at = (Math.floor(at / 60_000) + 1) * 60_000
        expect(found?.getTime() ?? null).toBe(at <= last ? at : null)
      }),
      { numRuns: 150 },
    )
  })

  it('are over in every zone at the moment that is found, and that moment holds for itself', () => {
    const zones = fc.uniqueArray(zone, { minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(fc.array(windowOf, { maxLength: 2 }), zones, moment, (windows, where, from) => {
        const found = notQuietFrom(windows, where, from)
        if (!found) return
        expect(where.some((one) => isQuiet(windows, one, found))).toBe(false)
        expect(found.getTime()).toBeGreaterThanOrEqual(from.getTime())
        expect(notQuietFrom(windows, where, found)).toBe(found)
      }),
      { numRuns: 150 },
    )
  })
})
