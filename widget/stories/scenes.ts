import { card, cardWith, closed, DAY, EMPTY_DRAFT, HOUR, IRINA, minutesAgo, session } from './people.ts'
import { way, email, refused, WAYS, reason } from './ways.ts'
import { EXTRA_SCENES } from './scenes-extras.ts'
import { CARD_SCENES } from './scenes-card.ts'
import { FORM_SCENES } from './scenes-form.ts'
import { KIND_SCENES } from './scenes-kinds.ts'
import { TALK_SCENES } from './scenes-talk.ts'
import { TEMPLATE_SCENES } from './scenes-templates.ts'
import { READER_SCENES } from './scenes-reader.ts'
import { START_SCENES } from './scenes-start.ts'
import { hostDown, operation, others, support, talk } from './talk.ts'
import type { Scene } from './scene.ts'

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
  ...TALK_SCENES,
  ...TEMPLATE_SCENES,
  ...EXTRA_SCENES,
  ...KIND_SCENES,
  ...CARD_SCENES,
} satisfies Record<string, Scene>
