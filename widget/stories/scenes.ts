import type { Channel } from '../../src/domain/words.ts'
import type { WireCannedReply, WireCatalogue, WireOffers, WireSessionChoices } from '../../src/wire/form.ts'
import type { WireFoundContact } from '../../src/wire/people.ts'
import type { WireDraft } from '../../src/wire/draft.ts'
import type { WireAudit, WireHistorySearch } from '../../src/wire/history.ts'
import type { WireTimeline } from '../../src/wire/timeline.ts'
import type { WireCard, WireOperation, WireProblem } from '../../src/wire/schemas.ts'
import {
  card,
  cardWith,
  closed,
  DAY,
  email,
  EMPTY_DRAFT,
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
import { EXTRA_SCENES } from './scenes-extras.ts'
import { CARD_SCENES } from './scenes-card.ts'
import { FORM_SCENES } from './scenes-form.ts'
import { KIND_SCENES } from './scenes-kinds.ts'
import { TEMPLATE_SCENES } from './scenes-templates.ts'
import { READER_SCENES } from './scenes-reader.ts'
import { START_SCENES } from './scenes-start.ts'
import { hostDown, hostile, operation, others, support, talk } from './talk.ts'

/** One state of the card as the gateway would tell it. `wait`: it never answers. */
export type Scene =
  | {
      readonly card: WireCard
      /** What may be done on every way, where it is not the usual. */
      readonly offers?: Partial<WireOffers>
      /** The same for one channel; it comes before the other. */
      readonly offersOn?: Partial<Record<Channel, Partial<WireOffers>>>
      readonly catalogue?: WireCatalogue
      readonly cannedReplies?: readonly WireCannedReply[]
      /** How a start ends; absent: nothing answers it. */
      readonly ends?: Partial<WireOperation>
      /** What another tab has saved: an older draft is not taken. */
      readonly conflict?: WireDraft
      /** Who is found, whatever is looked for. */
      readonly found?: readonly WireFoundContact[]
      /** The cards of contacts that are looked at without a record (R-START-4). */
      readonly cards?: Readonly<Record<string, WireCard>>
      /** Requests that fail, or never end, by the last word of their path. */
      readonly fails?: Readonly<Record<string, WireProblem | 'never'>>
      /** What there is to choose when a session is closed or handed over. */
      readonly choices?: WireSessionChoices
      /** What the merged history holds once it was narrowed. */
      readonly narrowed?: WireTimeline
      /** What a search of the history finds, whatever is looked for. */
      readonly search?: WireHistorySearch
      /** What the journal knows of a message, whichever it is. */
      readonly audit?: WireAudit
      /** How live events come; not said: they may come at any time. */
      readonly stream?: 'broken' | 'ended'
    }
  | { readonly problem: WireProblem }
  | { readonly wait: true }

export const SCENES = {
  ...START_SCENES,
  ...READER_SCENES,
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
        ...EMPTY_DRAFT,
        lineId: 'line-2',
        channel: 'email',
        address: 'p.serov@example.com',
        contactId: 'c-1',
        subject: 'Order 7741',
        text: 'Good day, Pavel.\n\nYour order 7741 is ready.',
      },
    }),
  },
  ...FORM_SCENES,
  ...TEMPLATE_SCENES,
  ...EXTRA_SCENES,
  ...KIND_SCENES,
  ...CARD_SCENES,
} satisfies Record<string, Scene>
