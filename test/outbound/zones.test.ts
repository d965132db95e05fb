import { describe, expect, it } from 'vitest'
import { WEEKDAYS } from '../../src/domain/schedule.ts'
import type { RecordRef } from '../../src/domain/words.ts'
import { HostError } from '../../src/hosts/errors.ts'
import type { Host } from '../../src/hosts/port.ts'
import type { Outbound, QuietHours } from '../../src/outbound/index.ts'
import { quietUntil } from '../../src/outbound/quiet.ts'
import { zonesOf, zonesOfPhone } from '../../src/outbound/zones.ts'

const QUIET: QuietHours = {
  windows: [{ days: WEEKDAYS, fromMinute: 21 * 60, toMinute: 9 * 60 }],
  zone: 'Europe/Moscow',
  lineZones: { 'line-2': 'Asia/Omsk' },
  zoneFields: ['order.zone', 'contact.zone'],
  severalZones: 'all',
}
const FIELDS: Record<string, string | null> = {
  'order o-1': 'Asia/Yekaterinburg',
  'order o-2': null,
  'order o-3': 'somewhere',
  'contact c-1': ' Asia/Tokyo ',
}

const broken = new HostError('The host says no.', { kind: 'later', code: 'host-broken', happened: 'no' })

const fields = async ({ type, id }: RecordRef) => {
  if (id === 'broken') throw broken
  const value = FIELDS[`${type} ${id}`]
  return value === undefined ? [] : [{ id: `${type}.zone`, label: 'Zone', value }]
}

function outboundAt(now: string, quiet: QuietHours | null = QUIET): Outbound {
  const host: Partial<Host> = { records: { contactOf: async () => null, fields } }
  const conditions = {
    consentRequired: [],
    words: { optOut: [], optIn: [] },
    caps: [],
    ...(quiet && { quiet }),
  }
  const workspace = { id: 'w', country: 'RU', conditions }
  const log = { info() {}, warn() {}, error() {} }
  return { host, workspace, log, now: () => new Date(now) } as unknown as Outbound
}

const who = (
  address: string,
  contactId: string | null = null,
  record: RecordRef | null = null,
  lineId = 'line-1',
) => ({
  lineId,
  address,
  contactId,
  record,
})
const order = (id: string) => ({ type: 'order', id })
const GERMAN = '+4915112345678'
const RUSSIAN = '+79123456789'

describe('where a recipient is (R-TIME-2)', () => {
  const o = outboundAt('2026-11-20T10:00:00Z')

  it.each([
    ['the record says it', who(GERMAN, 'c-1', order('o-1')), ['Asia/Yekaterinburg']],
    ['else the contact', who(GERMAN, 'c-1', order('o-2')), ['Asia/Tokyo']],
    ['what is no zone says nothing', who(GERMAN, 'c-1', order('o-3')), ['Asia/Tokyo']],
    ['without a record the contact does', who(GERMAN, 'c-1'), ['Asia/Tokyo']],
    ['else the country of the phone', who('+375291234567', 'c-2'), ['Europe/Minsk']],
    ['a record that cannot be read too', who('+375291234567', 'c-2', order('broken')), ['Europe/Minsk']],
    ['a letter goes by the line', who('a@example.com', 'c-2'), ['Europe/Moscow']],
    ['a line of its own zone', who('a@example.com', 'c-2', null, 'line-2'), ['Asia/Omsk']],
    ['a number of no country', who('+99912345678'), ['Europe/Moscow']],
  ])('%s', async (_name, recipient, zones) => {
    expect(await zonesOf(o, QUIET, recipient)).toEqual(zones)
  })

  it('may be any zone of a wide country, or the line’s where the settings say so', async () => {
    expect(await zonesOf(o, QUIET, who(RUSSIAN))).toEqual(
      expect.arrayContaining(['Europe/Kaliningrad', 'Europe/Moscow', 'Asia/Kamchatka']),
    )
    expect(await zonesOf(o, { ...QUIET, severalZones: 'line' }, who(RUSSIAN))).toEqual(['Europe/Moscow'])
  })

  it('tells countries that share a code apart', () => {
    expect(zonesOfPhone('+77011234567')).toContain('Asia/Almaty')
    expect(zonesOfPhone('+77011234567')).not.toContain('Europe/Moscow')
    expect(zonesOfPhone('+16135550123')).toContain('America/Toronto')
    expect(zonesOfPhone('someone')).toEqual([])
  })
})

describe('until when a recipient is left alone (R-TIME-2)', () => {
  it.each([
    ['it is day where they are', '2026-11-20T10:00:00Z', who(GERMAN), null],
    ['it is night where they are', '2026-11-20T06:30:00Z', who(GERMAN), '2026-11-20T08:00:00.000Z'],
    ['it is day in Moscow alone', '2026-11-20T06:30:00Z', who(RUSSIAN), '2026-11-20T07:00:00.000Z'],
    ['the whole country is awake', '2026-11-20T08:00:00Z', who(RUSSIAN), null],
    ['the far east sleeps', '2026-11-20T09:30:00Z', who(RUSSIAN), '2026-11-21T07:00:00.000Z'],
  ])('%s', async (_name, now, recipient, until) => {
    const o = outboundAt(now)
    expect((await quietUntil(o, recipient, o.now()))?.toISOString() ?? null).toBe(until)
  })

  it('a country that is always asleep somewhere goes by the line’s clock', async () => {
    const windows = [{ days: WEEKDAYS, fromMinute: 18 * 60, toMinute: 9 * 60 }]
    const o = outboundAt('2026-11-20T05:30:00Z', { ...QUIET, windows })
    expect(await quietUntil(o, who(RUSSIAN), o.now())).toEqual(new Date('2026-11-20T06:00:00Z'))
  })

  it('nobody is where no hours are set', async () => {
    const o = outboundAt('2026-11-20T01:00:00Z', null)
    expect(await quietUntil(o, who(RUSSIAN), o.now())).toBeNull()
  })
})
