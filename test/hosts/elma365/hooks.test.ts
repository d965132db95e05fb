import { anything, assert, nat, property, string } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { adapterOver, SETTINGS } from './adapter.ts'

const { host } = adapterOver(() => ({}))
const EVENT = { eventId: 'event-7', event: 'message', session: 's-1' }
const read = (body: unknown, secret: string = SETTINGS.hookSecret) =>
  host.hooks!.read(
    new Headers({ 'x-firstline-hook': secret }),
    typeof body === 'string' ? body : JSON.stringify(body),
  )
const failsWith = (code: string) => expect.objectContaining({ code, happened: 'no' })

describe('a call of the host’s process', () => {
  test('is refused with every secret but the right one, before its body is looked at', () => {
    const secrets = string({ unit: 'grapheme-ascii', maxLength: 60 }).map((secret) => secret.trim())
    const forged = secrets.filter((secret) => secret !== SETTINGS.hookSecret)
    assert(
      property(forged, (secret) => {
        expect(() => read(EVENT, secret)).toThrowError(failsWith('not-allowed'))
        expect(() => read('no body at all', secret)).toThrowError(failsWith('not-allowed'))
      }),
    )
  })

  test('comes again as the same event', () => {
    const [first] = read(EVENT)
    expect(first).toEqual({ eventId: 'event-7', kind: 'message', sessionId: 's-1' })
    expect(read({ ...EVENT, attempt: 2 })).toEqual([first])
  })

  test('is refused when it is cut off anywhere', () => {
    const whole = JSON.stringify(EVENT)
    assert(
      property(nat(whole.length - 1), (length) => {
        expect(() => read(whole.slice(0, length))).toThrowError(failsWith('bad-request'))
      }),
    )
  })

  test.each(Object.keys(EVENT))('names the field "%s" when it is not right', (field) => {
    const strange = anything().filter((value) => typeof value !== 'string')
    assert(
      property(strange, (value) => {
        const body = JSON.stringify({ ...EVENT, [field]: JSON.parse(JSON.stringify(value) ?? 'null') })
        expect(() => read(body)).toThrowError(new RegExp(`"${field}`))
      }),
    )
  })

  test.each([{ event: 'party' }, { session: '' }, { eventId: 'x'.repeat(201) }])(
    'is refused with %j',
    (patch) => {
      expect(() => read({ ...EVENT, ...patch })).toThrowError(failsWith('bad-request'))
    },
  )
})
