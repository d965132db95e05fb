import type { WireFoundContact } from '../../src/wire/people.ts'
import type { WireCard } from '../../src/wire/schemas.ts'
import { card, cardWith, closed, DAY, EMPTY_DRAFT, from, IRINA, minutesAgo, to } from './people.ts'
import { email, way } from './ways.ts'
import { hostDown, others, support, talk } from './talk.ts'

const CLARA = { id: 'c-2', name: 'Клара Климова' }

/** The page without a record, as the gateway answers it. */
export function nobodysCard(part: Partial<WireCard> = {}): WireCard {
  return card({ record: null, contact: null, ways: [], ...part })
}

/** Pavel with an own session and a colleague's, somebody never written to, and two of one name. */
export const FOUND: readonly WireFoundContact[] = [
  {
    id: 'c-1',
    name: 'Pavel Serov',
    sessions: [
      { id: 's-1', lineName: 'Support', channel: 'whatsapp', operatorName: 'Olga Smirnova', own: true },
      { id: 's-2', lineName: 'Orders', channel: 'email', operatorName: IRINA.name, own: false },
    ],
  },
  {
    ...CLARA,
    sessions: [{ id: 's-7', lineName: 'Orders', channel: 'email', operatorName: null, own: false }],
  },
  {
    id: 'c-3',
    name: 'Pavel Ivanov',
    addresses: ['+79161112233', 'ivanov.p@office-plus.example'],
    sessions: [],
  },
  { id: 'c-4', name: 'Pavel Ivanov', addresses: ['+74957654321'], sessions: [] },
  {
    id: 'c-5',
    name: 'Александра Константиновна Рождественская-Преображенская, ООО «Северные технологии и партнёры»',
    sessions: [],
  },
]

const clara = closed({
  id: 's-8',
  contactId: CLARA.id,
  lineId: 'line-2',
  lineName: 'Orders',
  channel: 'email',
  address: 'klimova@example.com',
  lastActivityAt: minutesAgo(3 * DAY),
})

/** The cards of those found. */
const CARDS: Readonly<Record<string, WireCard>> = {
  'c-1': cardWith([support, ...others], talk, { record: null }),
  'c-2': cardWith(
    [clara],
    [from(3 * DAY + 40, 'Подскажите, когда придёт заказ?'), to(3 * DAY, 'В четверг, после пяти.')],
    {
      record: null,
      contact: CLARA,
      ways: [email({ address: 'klimova@example.com' }), way({ address: '+79219876543' })],
    },
  ),
  'c-3': card({ record: null, contact: { id: 'c-3', name: 'Pavel Ivanov' } }),
}

const file = (name: string, size: number | null, url: string | null) => ({
  name,
  type: null,
  size,
  url,
  kind: 'file' as const,
  width: null,
  height: null,
  durationMs: null,
  previewUrl: null,
})

export const START_SCENES = {
  'message-files': {
    card: cardWith(
      [support],
      [
        from(60, 'Here is the picture of the lamp.', {
          attachments: [file('lamp.jpg', 240_000, 'https://files.example/lamp.jpg')],
        }),
        to(50, '', {
          attachments: [
            file(
              'Commercial offer for Severny Veter, second half of 2026, final.pdf',
              1_572_864,
              'https://files.example/offer',
            ),
            file('price.xlsx', null, null),
          ],
        }),
        from(40, 'And this.', {
          attachments: [
            file('invoice\u202Egpj.exe', 900, 'javascript:alert(1)'),
            file('page.html', 12, 'data:text/html,hello'),
          ],
        }),
      ],
    ),
  },
  start: { card: nobodysCard(), found: FOUND, cards: CARDS },
  'start-draft': {
    card: nobodysCard({ draft: { ...EMPTY_DRAFT, text: 'Good day. Your lamp is ready.' } }),
    found: FOUND,
    cards: CARDS,
  },
  'start-nobody': { card: nobodysCard(), found: [], cards: {} },
  // A host that finds by little, and makes a client of whoever is written to.
  'start-by-address': {
    card: nobodysCard({
      can: {
        searchContacts: true,
        findBy: ['whole-phone', 'id'],
        newBy: ['phone'],
        nameless: true,
        reply: true,
        knowsDelivered: false,
      },
    }),
    found: [],
    cards: {},
  },
  'start-no-search': {
    card: nobodysCard({
      can: {
        searchContacts: false,
        findBy: [],
        newBy: [],
        reply: true,
        knowsDelivered: false,
      },
      newSessionLink: '#host',
    }),
    found: [],
    cards: {},
  },
  'start-no-lines': { card: nobodysCard({ lines: [] }), found: FOUND, cards: CARDS },
  'start-host-down': { problem: hostDown },
}
