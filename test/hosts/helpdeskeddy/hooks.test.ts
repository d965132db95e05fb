import { assert, nat, property, string } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { adapterOver, NOW, SETTINGS } from './adapter.ts'

const { host } = adapterOver(() => ({}))
const MESSAGE = { event: 'message', ticketId: '41', postId: '902', updatedAt: '15:00:00 20.11.2026' }
const read = (body: unknown, secret: string = SETTINGS.hookSecret) =>
  host.hooks!.read(
    new Headers({ 'x-firstline-hook': secret }),
    typeof body === 'string' ? body : JSON.stringify(body),
  )
const failsWith = (code: string) => expect.objectContaining({ code, happened: 'no' })

describe('a call of the dispatcher’s rules', () => {
  test('is refused with every secret but the right one, before its body is looked at', () => {
    const secrets = string({ unit: 'grapheme-ascii', maxLength: 60 }).map((secret) => secret.trim())
    const forged = secrets.filter((secret) => secret !== SETTINGS.hookSecret)
    assert(
      property(forged, (secret) => {
        expect(() => read(MESSAGE, secret)).toThrowError(failsWith('not-allowed'))
        expect(() => read('no body at all', secret)).toThrowError(failsWith('not-allowed'))
      }),
    )
  })

  test('about a post is one event, however late it is repeated', () => {
    const [first] = read(MESSAGE)
    expect(first).toMatchObject({ kind: 'message' })
    expect(read({ ...MESSAGE, updatedAt: '15:00:00 21.11.2026' })).toEqual([first])
    expect(read({ ...MESSAGE, ticketId: 41 })).toEqual([first])
    expect(read({ ...MESSAGE, postId: '903' })).not.toContainEqual(first)
  })

  test('about a ticket is one event for each time it changed', () => {
    const closed = { ...MESSAGE, event: 'session-closed' }
    const [first] = read(closed)
    expect(read(closed)).toEqual([first])
    expect(read({ ...closed, updatedAt: '15:00:01 20.11.2026' })).not.toContainEqual(first)
  })

  test('is refused when it is cut off anywhere', () => {
    const whole = JSON.stringify(MESSAGE)
    assert(
      property(nat(whole.length - 1), (length) => {
        expect(() => read(whole.slice(0, length))).toThrowError(failsWith('bad-request'))
      }),
    )
  })

  test.each(['event', 'ticketId'])('names the field "%s" that is missing', (field) => {
    expect(() => read({ ...MESSAGE, [field]: undefined })).toThrowError(new RegExp(`"${field}"`))
  })

  test('that tells neither post nor time is looked at each time it comes', () => {
    const clock = { now: Date.parse(NOW) }
    const { host: later } = adapterOver(
      () => ({}),
      {},
      () => new Date(clock.now),
    )
    const bare = JSON.stringify({ event: 'message', ticketId: '41', postId: '', updatedAt: '' })
    const headers = new Headers({ 'x-firstline-hook': SETTINGS.hookSecret })
    const [first] = later.hooks!.read(headers, bare)
    clock.now += 60_000
    expect(later.hooks!.read(headers, bare)).not.toContainEqual(first)
  })

  test.each([{ event: 'party' }, { ticketId: '41/../9' }, { ticketId: -1 }, { ticketId: '' }])(
    'is refused with %j',
    (patch) => {
      expect(() => read({ ...MESSAGE, ...patch })).toThrowError(failsWith('bad-request'))
    },
  )
})
