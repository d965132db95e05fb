import { cardWith, from, minutesAgo, to } from './people.ts'
import { hostile, operation, others, support } from './talk.ts'
import type { Scene } from './scene.ts'

/** What messages can look like: every status, and whatever a customer may write. */
export const TALK_SCENES = {
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
} satisfies Record<string, Scene>
