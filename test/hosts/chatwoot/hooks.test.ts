import { createHmac } from 'node:crypto'
import { assert, property, string } from 'fast-check'
import { describe, expect, test } from 'vitest'
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

  test('a conversation resolved twice is two events', () => {
    const resolved = { event: 'conversation_status_changed', id: 41, status: 'resolved' }
    const [first] = read({ ...resolved, updated_at: 1.5 })
    expect(read({ ...resolved, updated_at: 9.5 })).not.toContainEqual(first)
    expect(read({ ...resolved, updated_at: 1.5 })).toEqual([first])
  })

  test.each([
    { event: 'contact_updated', id: 512 },
    { event: 'conversation_typing_on', conversation: { id: 41 } },
    { ...created, private: true },
    { ...created, message_type: 'activity' },
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
})
