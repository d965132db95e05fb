import type { WireCard, WireOperation, WireProblem } from '../../src/wire/schemas.ts'
import {
  card,
  cardWith,
  closed,
  DAY,
  email,
  from,
  HOUR,
  IRINA,
  minutesAgo,
  reason,
  refused,
  session,
  to,
  way,
  WAYS,
} from './people.ts'

/** One state of the card as the gateway would tell it. `wait`: it never answers. */
export type Scene = { readonly card: WireCard } | { readonly problem: WireProblem } | { readonly wait: true }

const support = session({ id: 's-1', preview: 'Thank you, see you on Thursday', link: '#session' })
const others = [
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
const talk = [
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

const operation = (part: Partial<WireOperation>): WireOperation => ({
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

const hostDown: WireProblem = {
  type: 'urn:firstline:problem:host-unreachable',
  title: 'The host did not do it',
  status: 503,
  detail: 'The host cannot be reached at the moment. Try again in a minute.',
  code: 'host-unreachable',
}

const hostile = session({
  id: 's-1',
  lineName: 'Support of corporate customers and of everybody who has no department of their own',
  operatorId: IRINA.id,
  operatorName: 'Anna-Maria Konstantinopolskaya-Rozhdestvenskaya of the northern region',
  subject: '<b onclick="alert(1)">Subject</b>',
  preview: '<img src=x onerror="window.broken=1">',
})

export const SCENES = {
  many: { card: cardWith([support, ...others], talk) },
  'first-time': { card: card() },
  'no-contact': { card: card({ contact: null, record: { type: 'deal', id: 'd-7' }, ways: [] }) },
  loading: { wait: true },
  'host-down': { problem: hostDown },
  closed: { card: cardWith([closed({ id: 's-3', lastActivityAt: minutesAgo(9 * DAY) })], talk.slice(0, 3)) },
  'read-only': {
    card: cardWith(
      [
        session({
          id: 's-1',
          operatorId: IRINA.id,
          operatorName: IRINA.name,
          replyReasons: [reason('session-of-another-operator', null, { operator: IRINA.name })],
        }),
      ],
      talk.slice(1, 4),
    ),
  },
  statuses: {
    card: cardWith(
      [support],
      [
        to(60, 'Accepted by the host, and nothing more is known.', { status: 'accepted' }),
        to(50, 'Sent to the messenger.', { status: 'sent' }),
        to(40, 'On the phone of the customer.', { status: 'delivered' }),
        to(30, 'Seen by the customer.', { status: 'read' }),
        to(20, 'Blocked by the customer.', {
          status: 'failed',
          failure: { code: 'blocked', text: 'BLOCKED' },
        }),
        to(10, 'Nobody knows why.', {
          status: 'failed',
          failure: { code: 'unknown', text: 'Error 131026: undeliverable' },
        }),
      ],
      {
        operations: [
          operation({
            operationId: 'o-1',
            sessionId: 's-1',
            state: 'sending',
            at: minutesAgo(1),
            text: 'On its way.',
          }),
          operation({
            operationId: 'o-2',
            sessionId: 's-1',
            state: 'unknown',
            at: minutesAgo(2),
            text: 'Nobody knows yet.',
          }),
          operation({
            operationId: 'o-3',
            sessionId: 's-1',
            at: minutesAgo(3),
            text: 'The host did not take it.',
            failure: {
              code: 'host-broken',
              text: 'The host has a fault of its own at the moment. Try again in a minute.',
            },
          }),
        ],
      },
    ),
  },
  'not-left': {
    card: card({
      operations: [
        operation({
          failure: {
            code: 'host-unreachable',
            text: 'The host cannot be reached at the moment. Try again in a minute.',
          },
        }),
        operation({ operationId: 'operation-2', state: 'unknown', text: 'Is Thursday convenient?' }),
      ],
    }),
  },
  'long-and-hostile': {
    card: cardWith(
      [hostile, ...others],
      [
        from(30, '<script>window.broken = 1</script><b>bold</b> & <img src=x onerror="window.broken=1">'),
        from(28, 'مرحبا، متى يصل الطلب رقم 7741؟'),
        from(26, 'file\u202Egpj.exe is a name that turns around'),
        to(20, `https://shop.example/${'very-long-address-without-any-break-'.repeat(6)}`),
        from(
          10,
          'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'.repeat(2),
        ),
      ],
      {
        contact: {
          id: 'c-1',
          name: 'Александра Константиновна Рождественская-Преображенская, ООО «Северные технологии и партнёры»',
        },
      },
    ),
  },
  'refused-everywhere': {
    card: card({
      ways: [
        way({
          verdict: refused(
            reason(
              'open-session',
              { kind: 'open-session', sessionId: 's-1' },
              { operatorId: IRINA.id, operator: IRINA.name, openedAt: minutesAgo(40), line: 'Support' },
            ),
          ),
        }),
        way({
          address: '8 912 345',
          verdict: refused(
            reason('address-malformed', { kind: 'fix-address', suggestion: null }, { address: '8 912 345' }),
          ),
        }),
        ...WAYS.slice(2),
      ],
      sessions: {
        items: [session({ id: 's-1', operatorId: IRINA.id, operatorName: IRINA.name })],
        next: null,
      },
    }),
  },
  uncertain: {
    card: card({
      operator: { id: 'op-1', name: 'Olga Smirnova', status: null },
      ways: [
        way({
          verdict: {
            kind: 'free-form',
            untilAt: minutesAgo(-3 * HOUR),
            warnings: [reason('operator-status-unknown')],
          },
        }),
        email({
          verdict: { kind: 'free-form', untilAt: null, warnings: [reason('operator-status-unknown')] },
        }),
        way({
          lineId: 'line-3',
          channel: 'telegram-bot',
          address: '@pserov',
          verdict: {
            kind: 'free-form',
            untilAt: null,
            warnings: [reason('operator-status-unknown'), reason('wrote-before-unknown')],
          },
        }),
        way({
          address: '+74951234567',
          verdict: { kind: 'template-only', why: reason('template-required'), warnings: [] },
        }),
      ],
    }),
  },
  draft: {
    card: cardWith([support, ...others], talk, {
      draft: {
        operationId: 'kept-operation',
        lineId: 'line-2',
        channel: 'email',
        address: 'p.serov@example.com',
        contactId: 'c-1',
        subject: 'Order 7741',
        text: 'Good day, Pavel.\n\nYour order 7741 is ready.',
      },
    }),
  },
} satisfies Record<string, Scene>
