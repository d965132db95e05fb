import type { WireWay } from '../../src/wire/schemas.ts'
import { card, cardWith, DAY, EMPTY_DRAFT, HOUR, IRINA, minutesAgo, OLGA, session } from './people.ts'
import { email, reason, refused, way, WAYS } from './ways.ts'
import type { Scene } from './scene.ts'
import { support, talk } from './talk.ts'

/** States of the form itself: where one may write and why not, and how a try to send may end (rules, sections 2 to 4 and 6). */

const LAST = {
  at: minutesAgo(2 * HOUR),
  by: OLGA.name,
  automatic: false,
  lineName: 'Orders',
  channel: 'email',
} as const

/** A customer who wrote so many minutes ago, so that the window of a day closes in the rest. */
const windowLeft = (minutes: number, part: Partial<WireWay> = {}): WireWay =>
  way({ verdict: { kind: 'free-form', untilAt: minutesAgo(-minutes), warnings: [] }, ...part })
const templateOnly = (part: Partial<WireWay> = {}): WireWay =>
  way({ verdict: { kind: 'template-only', why: reason('template-required'), warnings: [] }, ...part })

/** The session that Irina has with this customer. */
export const IRINAS = reason(
  'open-session',
  { kind: 'open-session', sessionId: 's-9' },
  { operatorId: IRINA.id, operator: IRINA.name, openedAt: minutesAgo(14), line: 'Support' },
)
const HERS = session({
  id: 's-9',
  operatorId: IRINA.id,
  operatorName: IRINA.name,
  lastActivityAt: minutesAgo(400),
})
const LONG_LINE = 'Support of corporate customers and of everybody who has no department of their own'

export const FORM_SCENES = {
  'every-verdict': {
    card: card({
      lastWritten: LAST,
      cannotTell: [],
      ways: [
        windowLeft(3 * HOUR),
        email({ mailbox: 'orders@severny-les.example' }),
        templateOnly({ lineId: 'line-3', address: '+74951234567' }),
        way({ address: '+78121112233', verdict: refused(IRINAS) }),
        ...WAYS.slice(2, 3),
        way({
          lineId: 'line-4',
          channel: 'viber',
          address: '8 912 345-67-89',
          verdict: refused(
            reason(
              'address-malformed',
              { kind: 'fix-address', suggestion: '+79123456789' },
              { address: '8 912 345-67-89' },
            ),
            reason('not-operator-of-line', { kind: 'ask-administrator' }, { line: 'Viber' }),
          ),
        }),
        way({
          lineId: 'line-3',
          channel: 'telegram',
          address: '@pserov',
          verdict: refused(reason('blocked', { kind: 'choose-another' })),
        }),
      ],
    }),
  },
  'two-addresses': {
    card: card({
      lastWritten: { ...LAST, at: minutesAgo(9 * DAY), automatic: true, by: null },
      ways: [way({ address: '+79990000000', age: 'older' }), way({ address: '+79123456789', age: 'newest' })],
      sessions: { items: [session({ id: 's-1', address: '+79990000000', state: 'closed' })], next: null },
    }),
  },
  'correctable-number': {
    card: card({
      ways: [
        way({
          address: '8 (912) 345-67-89',
          verdict: refused(
            reason(
              'address-malformed',
              { kind: 'fix-address', suggestion: '+79123456789' },
              { address: '8 (912) 345-67-89' },
            ),
          ),
        }),
      ],
    }),
  },
  'window-closing': { card: card({ lastWritten: LAST, ways: [windowLeft(12), email()] }) },
  'operator-offline': {
    card: card({
      operator: { ...OLGA, status: 'offline' },
      ways: WAYS.map((one) => {
        const own = one.verdict.kind === 'refused' ? one.verdict.reasons : []
        const offline = reason('operator-offline', { kind: 'go-online' }, { status: 'offline' })
        return { ...one, verdict: refused(offline, ...own) }
      }),
    }),
  },
  'two-messages': {
    card: card({
      lastWritten: LAST,
      ways: [
        way({
          verdict: { kind: 'free-form', untilAt: null, warnings: [reason('default-template-first')] },
        }),
      ],
    }),
    offers: {
      defaultTemplate: 'Good day. This is Severny Les, orders. May we write to you here about your order?',
      after: [],
    },
  },
  race: {
    card: cardWith([support, HERS], talk, { ways: [way({ subject: 'none' }), email()] }),
    ends: { state: 'refused', reasons: [IRINAS] },
  },
  'partly-done': {
    card: cardWith([support], talk, { ways: [way({})] }),
    offers: {
      after: ['close', 'hand-over'],
      targets: [{ kind: 'group', id: 'g-1', name: 'Billing' }],
    },
    ends: {
      state: 'sent',
      sessionId: 's-1',
      routing: 'failed',
      after: { kind: 'hand-over', target: 'Billing' },
      failure: null,
    },
  },
  'ends-unknown': {
    card: cardWith([support], talk, { ways: [way({})] }),
    ends: { state: 'unknown', routing: 'none', failure: null },
  },
  'ends-failed': {
    card: cardWith([support], talk, { ways: [way({})] }),
    ends: { state: 'failed', routing: 'none', failure: null },
  },
  'draft-conflict': {
    card: card({ ways: [way({})], draft: { ...EMPTY_DRAFT, contactId: 'c-1', text: 'Good day, Pavel.' } }),
    conflict: {
      ...EMPTY_DRAFT,
      version: 7,
      contactId: 'c-1',
      lineId: 'line-1',
      channel: 'whatsapp',
      address: '+79123456789',
      text: 'Good day, Pavel. Your order 7741 can be collected from Thursday on.',
    },
  },
  'long-names': {
    card: card({
      contact: {
        id: 'c-1',
        name: 'Александра Константиновна Рождественская-Преображенская, ООО «Северные технологии и партнёры»',
      },
      lines: [
        { id: 'line-1', name: LONG_LINE, channels: ['whatsapp'] },
        { id: 'line-2', name: 'دعم العملاء', channels: ['email'] },
      ],
      lastWritten: {
        ...LAST,
        by: 'Anna-Maria Konstantinopolskaya-Rozhdestvenskaya of the northern region',
        lineName: LONG_LINE,
      },
      ways: [
        windowLeft(5 * HOUR),
        email({
          address:
            'donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamtengesellschaft@example.com',
          mailbox: 'support-of-corporate-customers-and-everybody-else@severny-les.example',
        }),
      ],
      draft: {
        ...EMPTY_DRAFT,
        lineId: 'line-1',
        channel: 'whatsapp',
        address: '+79123456789',
        contactId: 'c-1',
        text: 'مرحبا، طلبكم رقم 7741 جاهز للاستلام.',
      },
    }),
  },
} satisfies Record<string, Scene>
