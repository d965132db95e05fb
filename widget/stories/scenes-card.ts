import type { WireProblem, WireSession } from '../../src/wire/schemas.ts'
import { card, cardWith, closed, DAY, from, HOUR, IRINA, minutesAgo, OLGA, session, to } from './people.ts'
import { email, reason, way } from './ways.ts'
import { TARGETS } from './scenes-extras.ts'
import type { Scene } from './scene.ts'
import { CATALOGUE, REPLIES } from './scenes-templates.ts'
import { hostDown, others, support, talk } from './talk.ts'

/** States of the card that have to do with the connection, with much, with who may what, and with what is done in a session. */

const MINUTE_MS = 60_000
/** A host that lets nobody in for a while. */
const banned: WireProblem = {
  type: 'urn:firstline:problem:rate-limited',
  title: 'The host did not do it',
  status: 429,
  detail: 'The host asks us to slow down. Try again in a few minutes.',
  code: 'rate-limited',
  retryAfterMs: 18 * MINUTE_MS,
}

const MANY: WireSession[] = Array.from({ length: 120 }, (_, n) =>
  closed({
    id: `old-${n}`,
    lineId: n % 3 === 0 ? 'line-2' : 'line-1',
    lineName: n % 3 === 0 ? 'Orders' : 'Support',
    channel: n % 3 === 0 ? 'email' : 'whatsapp',
    subject: n % 3 === 0 ? `Order ${7000 - n}` : null,
    lastActivityAt: minutesAgo((n + 3) * 4 * DAY),
    preview: n % 2 === 0 ? 'Thank you, it has arrived' : 'When will it be ready?',
    operatorName: IRINA.name,
  }),
)
const LONG_TALK = Array.from({ length: 60 }, (_, n) =>
  n % 3 === 1
    ? to(3 * DAY - n * 25, `Position ${n} of your order is packed.`)
    : from(3 * DAY - n * 25, n % 3 === 0 ? 'And how is the next one?' : 'Good.'),
)

const doable: WireSession = {
  ...support,
  takes: ['files', 'template', 'canned-reply'],
  deeds: ['note', 'close', 'hand-over'],
}
const letter = closed({
  id: 's-2',
  lineId: 'line-2',
  lineName: 'Orders',
  channel: 'email',
  address: 'p.serov@example.com',
  subject: 'Delivery of order 7741',
  lastActivityAt: minutesAgo(3 * HOUR),
})
const MERGED = [
  from(2 * DAY, 'Could you tell me when the parcel arrives?', { id: 'x-1', sessionId: letter.id }),
  to(2 * DAY - 90, 'On Thursday, after five.', { id: 'x-2', sessionId: letter.id }),
  ...talk.slice(0, 4).map((one) => ({ ...one, sessionId: support.id })),
  from(190, 'Is there a receipt for it?', { id: 'x-3', sessionId: letter.id }),
  ...talk.slice(5).map((one) => ({ ...one, sessionId: support.id })),
]
const bothHistories = card().can
const merged: Scene = {
  card: cardWith([support, letter], talk, {
    can: { ...bothHistories, history: ['account', 'record'] },
    timeline: { items: MERGED, sessions: [support, letter], next: null },
  }),
  narrowed: { items: [], sessions: [], next: null },
  search: {
    hits: MERGED.filter(({ text }) => text.includes('parcel')).map((message) => {
      const start = message.text.indexOf('parcel')
      return { message, ranges: [[start, start + 'parcel'.length]] }
    }),
    sessions: [letter],
    complete: false,
    until: minutesAgo(90 * DAY),
    next: 'further',
  },
  audit: {
    from: 'form',
    operator: OLGA,
    operationId: '0199-7741',
    initiativeId: null,
    batchId: null,
    line: 'Support',
    channel: 'whatsapp',
    address: '+79123456789',
    template: 'order-ready',
    rules: {
      release: '0.1.0',
      host: { print: '3f9a1c02', holds: true },
      workspace: { print: '77b0e4d1', holds: true },
    },
    plannedAt: minutesAgo(90),
    sentAt: minutesAgo(90),
    status: 'read',
    statuses: [
      { status: 'accepted', at: minutesAgo(90), exact: true },
      { status: 'sent', at: minutesAgo(90), exact: true },
      { status: 'delivered', at: minutesAgo(89), exact: true },
      { status: 'read', at: minutesAgo(84), exact: false },
    ],
    messageId: '184467',
    failure: null,
    answeredAt: minutesAgo(80),
    steps: [
      { name: 'check', beganAt: minutesAgo(90), endedAt: minutesAgo(90), outcome: null, by: null },
      { name: 'send', beganAt: minutesAgo(90), endedAt: minutesAgo(90), outcome: 'sent', by: null },
    ],
  },
}

const answering = (part: Partial<WireSession>): WireSession => ({ ...doable, ...part })

export const CARD_SCENES = {
  'host-banned': { problem: banned },
  'very-many': {
    card: {
      ...cardWith([support, ...others, ...MANY], LONG_TALK, {}, 'older'),
      sessions: { items: [support, ...others, ...MANY], next: 'more' },
    },
    fails: { messages: 'never', sessions: 'never' },
  },
  'loading-messages': {
    card: card({ sessions: { items: [support, ...others], next: null } }),
    fails: { messages: 'never' },
  },
  'messages-fail': {
    card: card({ sessions: { items: [support, ...others], next: null } }),
    fails: { messages: hostDown },
  },
  reconnecting: { card: cardWith([support, ...others], talk), stream: 'broken' },
  'live-ended': { card: cardWith([support, ...others], talk), stream: 'ended' },
  'may-only-read': {
    card: cardWith([support, ...others], talk, { can: { ...bothHistories, reply: false } }),
  },
  'in-queue': {
    card: cardWith(
      [
        session({
          ...doable,
          state: 'queued',
          operatorId: null,
          operatorName: null,
          deeds: ['take', 'close'],
        }),
      ],
      talk.slice(5),
    ),
  },
  answering: {
    card: cardWith([answering({ untilAt: minutesAgo(-21 * HOUR) }), ...others], talk, {
      ways: [way({}), email()],
    }),
    offers: { cannedReplies: true, template: 'optional' },
    catalogue: CATALOGUE,
    cannedReplies: REPLIES,
    choices: {
      tags: { required: true, names: ['Delivery', 'Claim', 'Payment'], chosen: ['Delivery'] },
      targets: [...TARGETS],
      comment: true,
    },
  },
  'answer-window-closing': { card: cardWith([answering({ untilAt: minutesAgo(-14) })], talk) },
  'answer-by-template': {
    card: cardWith(
      [answering({ replyReasons: [reason('template-required')] }), ...others],
      talk.slice(0, 4),
      {
        ways: [way({ verdict: { kind: 'template-only', why: reason('template-required'), warnings: [] } })],
      },
    ),
    catalogue: CATALOGUE,
  },
  'merged-history': merged,
} satisfies Record<string, Scene>
