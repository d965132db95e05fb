import type { WireOperation, WireProblem } from '../../src/wire/schemas.ts'
import { closed, DAY, from, HOUR, IRINA, minutesAgo, session, to, NOWHERE } from './people.ts'

/** What the scenes show: sessions, messages, operations and failures. */
export const support = session({ id: 's-1', preview: 'Thank you, see you on Thursday', link: '#session' })
export const others = [
  session({
    id: 's-2',
    lineId: 'line-2',
    lineName: 'Orders',
    channel: 'email',
    address: 'p.serov@example.com',
    state: 'queued',
    operatorId: null,
    operatorName: null,
    subject: 'Delivery of order 7741',
    preview: 'Could you tell me when the parcel arrives?',
    lastActivityAt: minutesAgo(3 * HOUR),
  }),
  closed({
    id: 's-3',
    lastActivityAt: minutesAgo(9 * DAY),
    preview: 'All works now',
    operatorName: IRINA.name,
  }),
  closed({
    id: 's-4',
    lineId: 'line-3',
    lineName: 'News',
    channel: 'telegram-bot',
    address: '@pserov',
    lastActivityAt: minutesAgo(40 * DAY),
    preview: '/start',
  }),
]
export const talk = [
  to(DAY + 95, 'Good day, Pavel. Your order 7741 is packed. Is Thursday convenient for the delivery?', {
    mark: 'outgoing',
  }),
  from(DAY + 60, 'Yes, after five'),
  from(DAY + 59, 'And could the courier call me half an hour before? The intercom does not work.'),
  to(DAY + 40, 'Of course, I have written it down for him.', { status: 'delivered' }),
  to(190, 'Your order 7741 is on its way. The courier will be with you between 17:00 and 19:00.', {
    mark: 'automatic',
    author: { kind: 'system', id: null, name: null },
    status: 'accepted',
  }),
  from(4, 'Thank you, see you on Thursday'),
  to(2, 'Have a good evening, Pavel.', { status: 'accepted' }),
]

export const operation = (part: Partial<WireOperation>): WireOperation => ({
  ...NOWHERE,
  operationId: 'operation-1',
  state: 'failed',
  sessionId: null,
  messageId: null,
  routing: 'none',
  reasons: [],
  failure: null,
  text: 'Good day. Your order 7741 is ready.',
  subject: null,
  at: minutesAgo(12),
  ...part,
})

export const hostDown: WireProblem = {
  type: 'urn:firstline:problem:host-unreachable',
  title: 'The host did not do it',
  status: 503,
  detail: 'The host cannot be reached at the moment. Try again in a minute.',
  code: 'host-unreachable',
}

export const hostile = session({
  id: 's-1',
  lineName: 'Support of corporate customers and of everybody who has no department of their own',
  operatorId: IRINA.id,
  operatorName: 'Anna-Maria Konstantinopolskaya-Rozhdestvenskaya of the northern region',
  subject: '<b onclick="alert(1)">Subject</b>',
  preview: '<img src=x onerror="window.broken=1">',
})
