import { expect, test } from 'vitest'
import { LETTER_LIMIT } from '../../src/domain/message-parts.ts'
import type { HostMessage } from '../../src/hosts/port.ts'
import { wireParts } from '../../src/outbound/to-wire-parts.ts'
import { MessageSchema } from '../../src/wire/schemas.ts'

const PLAIN: HostMessage = {
  id: 'm-1',
  sessionId: 's-1',
  direction: 'inbound',
  text: 'Good day',
  author: { kind: 'customer', id: null, name: null },
  status: null,
  failure: null,
  at: '2026-11-20T09:00:00.000Z',
}
const onWire = (message: HostMessage) =>
  MessageSchema.parse({ ...wireParts(message), mark: null, operationId: null })

test('a message of words alone has no part besides', () => {
  const wire = onWire(PLAIN)
  expect(wire).toMatchObject({ kind: 'text', attachments: [] })
  expect(Object.keys(wire)).not.toContain('letter')
})

test('every part that a host tells comes to the page as it is', () => {
  const parts = {
    kind: 'event',
    event: { what: 'handed-over', text: null },
    template: { name: 'order_ready' },
    replyTo: { messageId: null, text: 'When?', author: 'Anna' },
    editedAt: PLAIN.at,
    deletedAt: PLAIN.at,
    letter: { subject: 'Offer', from: 'a@b.ru', to: ['c@d.ru'], cc: [], html: '<p>Hi</p>' },
    place: { latitude: 59.93, longitude: 30.31, title: null },
    card: { name: 'Anna', phones: ['+79001112233'], emails: [] },
    link: 'https://host.example/1',
  } as const
  expect(onWire({ ...PLAIN, ...parts })).toMatchObject(parts)
})

test('a letter too long to pass on keeps its head, and its body is left to the host', () => {
  const letter = { subject: 'Offer', from: null, to: [], cc: [], html: 'x'.repeat(LETTER_LIMIT + 1) }
  expect(onWire({ ...PLAIN, letter }).letter).toEqual({ ...letter, html: null })
  expect(
    onWire({ ...PLAIN, letter: { ...letter, html: 'x'.repeat(LETTER_LIMIT) } }).letter?.html,
  ).not.toBeNull()
})
