import { assert, constantFrom, property, string } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CHANNEL_FAILURES } from '../../../src/words/index.ts'
import { failureOf, statusOf } from '../../../src/hosts/edna/delivery.ts'
import { adapterOver, SETTINGS } from './adapter.ts'

const { host } = adapterOver(() => [])
const read = (body: unknown, secret = SETTINGS.hookSecret) =>
  host.hooks!.read(
    new Headers({ 'x-firstline-hook': secret }),
    typeof body === 'string' ? body : JSON.stringify(body),
  )

/** As on the vendor's page (facts, 5.1). */
const STATUS = {
  requestId: 'bp-9f1c-0001',
  messageId: 8681,
  cascadeId: 2557,
  cascadeStageUUID: 'u1',
  subject: 'SHOP_WA',
  subjectId: 345,
  status: 'DELIVERED',
  statusAt: '2026-11-20T09:00:05Z',
  error: null,
  comment: 'order-ready',
  paymentData: { '@type': 'WhatsAppConversationPaymentData', conversationId: 'c1', chargeable: true },
}
const ANSWER = {
  id: 77,
  subject: 'SHOP_WA',
  subjectId: 345,
  subscriber: { id: 1, identifier: '79001112233' },
  userInfo: { userName: null, firstName: 'Oleg', lastName: null, avatarUrl: null },
  messageContent: { type: 'TEXT', text: 'Thanks', attachment: null, items: [] },
  receivedAt: '2026-11-20T12:00:05+03:00',
  replyOutMessageId: 8681,
  replyOutMessageExternalRequestId: 'bp-9f1c-0001',
  replyInMessageId: null,
}

describe('a status of Pulse', () => {
  test('is told by our mark, without asking where it stands', () => {
    expect(read(STATUS)).toEqual([
      {
        kind: 'status',
        mark: 'bp-9f1c-0001',
        status: 'delivered',
        failure: null,
        statusAt: '2026-11-20T09:00:05.000Z',
      },
    ])
  })

  test('of a send by template, whose id is nowhere but in the comment, is ours too', () => {
    expect(read({ ...STATUS, requestId: null })).toMatchObject([{ mark: 'order-ready' }])
  })

  test('is the same in every case of letters', () => {
    const names = ['enqueued', 'delayed', 'sent', 'delivered', 'read', 'undelivered', 'failed', 'expired']
    for (const name of names) expect(statusOf(name.toUpperCase())).toBe(statusOf(name))
    expect(names.map(statusOf)).not.toContain(null)
  })

  test.each([
    { ...STATUS, status: 'TELEPORTED' },
    { ...STATUS, requestId: null, comment: null },
    { ...STATUS, requestId: '', comment: '' },
  ])('that is unknown, or nobody’s, tells nothing: $status $requestId', (body) => {
    expect(read(body)).toEqual([])
  })

  test('that failed for a reason of another form failed all the same', () => {
    expect(read({ ...STATUS, status: 'failed', error: { code: 1 } })).toMatchObject([
      { status: 'failed', failure: { code: 'unknown', text: 'failed' } },
    ])
  })
})

describe('what a customer answers', () => {
  const answer = { kind: 'answer', mark: 'bp-9f1c-0001', answeredAt: '2026-11-20T09:00:05.000Z' }
  test.each(['TEXT', 'LIST_PICKER', 'PRODUCT', 'HOLOGRAM', undefined])(
    'is tied to our message: %s',
    (type) => {
      expect(read({ ...ANSWER, messageContent: { type } })).toEqual([answer])
    },
  )

  test('to somebody else, or to nobody, tells nothing', () => {
    expect(read({ ...ANSWER, replyOutMessageExternalRequestId: null })).toEqual([])
  })
})

// Every reason of the vendor's list (facts, 3.7).
test.each([
  ['not-whatsapp-user', 'not-a-user'],
  ['not-viber-user', 'not-a-user'],
  ['user-blocked', 'blocked'],
  ['not-template-match', 'not-approved-template'],
  ['error-content-do-not-match-hsm-template', 'not-approved-template'],
  ['error-insufficient-balance', 'channel-setup'],
  ['error-subject-unknown', 'channel-setup'],
  ['error-subject-format', 'channel-setup'],
  ['error-address-format', 'address-unreachable'],
  ['error-address-not-specified', 'address-unreachable'],
  ['error-id-not-unique', 'channel-setup'],
  ['error-attachment-url-not-specified', 'channel-setup'],
  ['error-content-text-is-too-long', 'channel-setup'],
  ['error-im-type-not-specified', 'channel-setup'],
  ['error-start-time-format', 'channel-setup'],
  ['error-priority-format', 'channel-setup'],
  ['error-validity-period-seconds-format', 'channel-setup'],
  ['error-system', 'channel-broken'],
  ['error-system-blocked', 'channel-broken'],
  ['error-syntax', 'channel-setup'],
  ['error-unauthorized', 'channel-setup'],
  ['error-not-found', 'channel-setup'],
  ['a-reason-of-next-year', 'unknown'],
  ['constructor', 'unknown'],
])('R-ERR-2: %s is %s, with the host’s own word kept', (reason, code) => {
  expect(read({ ...STATUS, status: 'FAILED', error: reason.toUpperCase() })).toMatchObject([
    { status: 'failed', failure: { code, text: reason.toUpperCase() } },
  ])
  expect(CHANNEL_FAILURES).toContain(failureOf('failed', reason).code)
})

test('a push that was cut off, or bears another secret, is refused whatever it is', () => {
  assert(
    property(constantFrom(STATUS, ANSWER), string(), (body, other) => {
      const whole = JSON.stringify(body)
      const length = Math.max(1, other.length % whole.length)
      expect(() => read(whole.slice(0, -length))).toThrowError(
        expect.objectContaining({ code: 'bad-request' }),
      )
      const wrong = `${SETTINGS.hookSecret}${other.replaceAll(/[^\x21-\x7e]/g, '')}x`
      expect(() => read(whole, wrong)).toThrowError(expect.objectContaining({ code: 'not-allowed' }))
    }),
  )
})
