import { createHmac } from 'node:crypto'
import { array, assert, constantFrom, integer, nat, property, shuffledSubarray, string } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { HostError } from '../../../src/hosts/errors.ts'
import { hmacSha256 } from '../../../src/hosts/chatwoot/sha256.ts'
import { adapterOver, SETTINGS } from './adapter.ts'

const NOW = Date.parse('2026-11-20T12:00:00Z') / 1000
const signature = (body: string, at: number) =>
  `sha256=${createHmac('sha256', SETTINGS.webhookSecret).update(`${at}.${body}`).digest('hex')}`

function read(payload: unknown, { at = NOW, delivery = 'd-1' } = {}) {
  const body = typeof payload === 'string' ? payload : JSON.stringify(payload)
  const headers = new Headers({
    'x-chatwoot-signature': signature(body, at),
    'x-chatwoot-timestamp': String(at),
    'x-chatwoot-delivery': delivery,
  })
  return adapterOver().host.hooks!.read(headers, body)
}

/** Reads a body under the signature of this or another one. */
const shown = (body: string, signed: string) => () =>
  adapterOver().host.hooks!.read(
    new Headers({ 'x-chatwoot-signature': signature(signed, NOW), 'x-chatwoot-timestamp': String(NOW) }),
    body,
  )

/** The events of these calls by their ids. */
const told = (calls: readonly object[]) =>
  new Map(
    calls.flatMap((call) => read(call)).flatMap((push) => ('eventId' in push ? [[push.eventId, push]] : [])),
  )

/** A conversation of which this field has changed. */
const changed = (key: string) => ({
  event: 'conversation_updated',
  id: 41,
  updated_at: 1.5,
  changed_attributes: [{ [key]: { previous_value: null, current_value: 21 } }],
})

/** How many events a call so many seconds off our clock tells, or the code of its refusal. */
function answerAt(offset: number): unknown {
  try {
    return read({ event: 'conversation_created', id: 41 }, { at: NOW + offset }).length
  } catch (error) {
    return error instanceof HostError ? error.code : error
  }
}

test('the signature is HMAC-SHA256, for every key and message', () => {
  assert(
    property(
      string({ maxLength: 200, unit: 'grapheme' }),
      string({ maxLength: 400, unit: 'grapheme' }),
      (key, text) => {
        const expected = createHmac('sha256', Buffer.from(key)).update(text).digest('hex')
        expect(hmacSha256(key, text)).toBe(expected)
      },
    ),
  )
})

describe('a web hook', () => {
  const created = { event: 'message_created', id: 901, message_type: 'incoming', conversation: { id: 41 } }

  test('comes twice under two deliveries and is one event', () => {
    const [first] = read(created, { delivery: 'd-1' })
    expect(first).toEqual({ eventId: 'message_created:901', kind: 'message', sessionId: '41' })
    expect(read(created, { delivery: 'd-2' })).toEqual([first])
  })

  test('may be wrapped', () => {
    expect(read({ webhook: created })).toEqual(read(created))
  })

  test.each([
    [{ event: 'conversation_created', id: 41 }, 'session-opened'],
    [{ event: 'conversation_status_changed', id: 41, status: 'open', updated_at: 1.5 }, 'session-opened'],
    [{ event: 'conversation_status_changed', id: 41, status: 'resolved', updated_at: 2.5 }, 'session-closed'],
    [{ event: 'message_updated', id: 901, conversation: { id: 41 } }, 'message'],
  ])('%j is %s', (payload, kind) => {
    expect(read(payload)).toMatchObject([{ kind, sessionId: '41' }])
  })

  test('tells of another agent or team under the name that the socket has for it', () => {
    expect(read(changed('assignee_id'))).toEqual(read({ event: 'assignee_changed', id: 41, updated_at: 1.5 }))
    expect(read(changed('team_id'))).toMatchObject([{ kind: 'session-changed', sessionId: '41' }])
    expect(read(changed('snoozed_until'))).toEqual([])
  })

  test('a conversation resolved twice is two events', () => {
    const resolved = { event: 'conversation_status_changed', id: 41, status: 'resolved' }
    const [first] = read({ ...resolved, updated_at: 1.5 })
    expect(read({ ...resolved, updated_at: 9.5 })).not.toContainEqual(first)
    expect(read({ ...resolved, updated_at: 1.5 })).toEqual([first])
  })

  test.each([
    { event: 'contact_updated', id: 512 },
    { event: 'conversation_typing_on', conversation: { id: 41 } },
    { event: 'conversation_status_changed', id: 41, status: 'snoozed' },
  ])('tells nothing that people read: %j', (payload) => {
    expect(read(payload)).toEqual([])
  })

  test.each([-301, 301, 86_400])('is refused %i seconds off our clock, though rightly signed', (offset) => {
    expect(() => read(created, { at: NOW + offset })).toThrowError(
      expect.objectContaining({ code: 'not-allowed' }),
    )
  })

  test('is taken at the edge of what the clocks may differ', () => {
    expect(read(created, { at: NOW - 300 })).toHaveLength(1)
  })

  test('is refused when the body was touched by one sign', () => {
    const body = JSON.stringify(created)
    const headers = new Headers({
      'x-chatwoot-signature': signature(body, NOW),
      'x-chatwoot-timestamp': String(NOW),
    })
    expect(() => adapterOver().host.hooks!.read(headers, `${body} `)).toThrowError(
      expect.objectContaining({ code: 'not-allowed' }),
    )
  })

  test('cut off anywhere is refused, by the signature of the whole and by its own', () => {
    const whole = JSON.stringify(created)
    assert(
      property(nat(whole.length - 1), (length) => {
        const part = whole.slice(0, length)
        expect(shown(part, whole)).toThrowError(expect.objectContaining({ code: 'not-allowed' }))
        expect(shown(part, part)).toThrowError(expect.objectContaining({ code: 'bad-request' }))
      }),
    )
  })

  test('in any order and however often is the same events, each once', () => {
    const calls = [
      { event: 'conversation_created', id: 41, created_at: 1 },
      created,
      { ...created, id: 902, conversation: { id: 42 } },
      { event: 'conversation_status_changed', id: 41, status: 'resolved', updated_at: 2.5 },
      { event: 'conversation_status_changed', id: 41, status: 'open', updated_at: 3.5 },
    ]
    const right = told(calls)
    expect(right.size).toBe(calls.length)
    const shuffled = shuffledSubarray(calls, { minLength: calls.length })
    assert(
      property(shuffled, array(constantFrom(...calls), { maxLength: 10 }), (all, again) => {
        expect(told([...all, ...again])).toEqual(right)
      }),
      { numRuns: 50 },
    )
  })

  test('is taken exactly while its time is within the tolerance of our clock', () => {
    assert(
      property(integer({ min: -1000, max: 1000 }), (offset) => {
        expect(answerAt(offset)).toBe(Math.abs(offset) <= 300 ? 1 : 'not-allowed')
      }),
    )
  })

  test.each(['', 'soon', '1e3', '-5', '0x10', ' 1763640000'])(
    'is refused with the time %j, though it is signed with it',
    (timestamp) => {
      const body = JSON.stringify(created)
      const signed = createHmac('sha256', SETTINGS.webhookSecret).update(`${timestamp}.${body}`).digest('hex')
      const headers = new Headers({
        'x-chatwoot-signature': `sha256=${signed}`,
        'x-chatwoot-timestamp': timestamp,
      })
      expect(() => adapterOver().host.hooks!.read(headers, body)).toThrowError(
        expect.objectContaining({ code: 'not-allowed' }),
      )
    },
  )
})
