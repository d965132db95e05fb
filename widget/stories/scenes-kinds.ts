import type { WireMessage } from '../../src/wire/schemas.ts'
import { cardWith, DAY, from, HOUR, IRINA, minutesAgo, to } from './people.ts'
import type { Scene } from './scene.ts'
import { support } from './talk.ts'

/** A message of each kind, as hosts give them. */

type Attachment = WireMessage['attachments'][number]
const attachment = (part: Partial<Attachment> & { name: string }): Attachment => ({
  type: null,
  size: null,
  url: null,
  kind: 'file',
  width: null,
  height: null,
  durationMs: null,
  previewUrl: null,
  ...part,
})

const LETTER_HTML = `
<style>p { color: red }</style>
<h2>Order 7741</h2>
<p>Good day,</p>
<p>please find the <b>agreed</b> items below. The offer stands on <a href="https://shop.example/offers/7741">our page</a>,
and whoever says <a href="https://collector.example/login">www.bank.example</a> leads somewhere else.</p>
<table><tr><th>Item</th><th>Pieces</th><th>Price</th></tr><tr><td>Lamp «Север»</td><td>12</td><td>1 490 ₽</td></tr>
<tr><td>Shade</td><td>12</td><td>310 ₽</td></tr></table>
<p><img src="https://shop.example/logo.png" width="120" height="40" alt="Shop"><img src="https://track.example/1.gif" width="1" height="1"></p>
<blockquote>On Tuesday you wrote: could we have twelve of them?</blockquote>
<p>Kind regards<br>Pavel Serov</p>`

const TEXTS: WireMessage[] = [
  from(
    9 * HOUR,
    'The instruction is on https://shop.example/lamps/north?size=12, or write to lamps@shop.example.',
    {
      id: 'quoted',
    },
  ),
  to(8 * HOUR, 'Thank you. May I call you on +7 912 345-67-89?', {
    replyTo: { messageId: 'quoted', text: null, author: 'Pavel Serov' },
  }),
  from(7 * HOUR, '👍🏽'),
  from(6.9 * HOUR, 'After six 🙂', { editedAt: minutesAgo(6.8 * HOUR) }),
  to(6.5 * HOUR, '', { deletedAt: minutesAgo(6.4 * HOUR), status: 'delivered' }),
  to(6 * HOUR, 'Your order 7741 is packed.', { template: { name: 'order_packed' }, mark: 'automatic' }),
]

const STAFF: WireMessage[] = [
  from(5 * HOUR, '', {
    kind: 'event',
    event: { what: 'handed-over', text: null },
    author: { kind: 'operator', ...IRINA },
  }),
  to(4.9 * HOUR, 'He asks for the director. Look at https://crm.example/orders/7741 first.', {
    kind: 'note',
    status: null,
    author: { kind: 'operator', ...IRINA },
  }),
  from(4.8 * HOUR, '', {
    kind: 'event',
    event: { what: 'other', text: 'Olga Smirnova added the label «wholesale»' },
    author: { kind: 'system', id: null, name: null },
  }),
  from(4.5 * HOUR, 'What do you think of it?', { kind: 'unknown', link: 'https://desk.example/messages/17' }),
]

const MEDIA: WireMessage[] = [
  from(4 * HOUR, 'It looks like this.', {
    attachments: [
      attachment({
        name: 'lamp.jpg',
        type: 'image/jpeg',
        size: 240_000,
        url: 'https://files.example/lamp.jpg',
        kind: 'image',
        width: 1600,
        height: 1200,
      }),
    ],
  }),
  from(3 * HOUR, '', {
    attachments: [
      attachment({
        name: 'voice.ogg',
        type: 'audio/ogg',
        url: 'https://files.example/voice.ogg',
        kind: 'audio',
        durationMs: 42_000,
      }),
    ],
  }),
  from(2.9 * HOUR, '', {
    attachments: [
      attachment({
        name: 'flickering.mp4',
        type: 'video/mp4',
        url: 'https://files.example/flickering.mp4',
        previewUrl: 'https://files.example/flickering.jpg',
        kind: 'video',
        width: 1280,
        height: 720,
        durationMs: 65_000,
      }),
    ],
  }),
  to(2.5 * HOUR, 'The contract.', {
    attachments: [
      attachment({
        name: 'Contract with Severny Veter, second half of 2026, final.pdf',
        type: 'application/pdf',
        size: 1_572_864,
        url: 'https://files.example/contract',
      }),
    ],
  }),
  from(2 * HOUR, '', { place: { latitude: 59.93863, longitude: 30.31413, title: 'Невский проспект, 1' } }),
  from(HOUR, '', {
    card: {
      name: 'Марина Кузнецова, склад',
      phones: ['+7 921 000-11-22'],
      emails: ['kuznetsova@shop.example'],
    },
  }),
]

const LETTERS: WireMessage[] = [
  from(2 * DAY, 'Good day,\nplease find the agreed items below.\n\nKind regards\nPavel Serov', {
    letter: {
      subject: 'Order 7741',
      from: 'Pavel Serov <p.serov@example.com>',
      to: ['orders@shop.example'],
      cc: ['a@shop.example', 'b@shop.example', 'c@shop.example', 'd@shop.example', 'e@shop.example'],
      html: LETTER_HTML,
    },
  }),
  to(DAY, 'A body that was too long to be passed on.', {
    letter: {
      subject: null,
      from: 'orders@shop.example',
      to: ['p.serov@example.com'],
      cc: [],
      html: null,
    },
    link: 'https://desk.example/messages/18',
  }),
]

const SARA = { id: 'op-3', name: 'سارة أحمد' }
const ARABIC_LINE = {
  ...support,
  lineName: 'الدعم الفني',
  operatorName: SARA.name,
  deeds: ['close' as const],
}

/** Arabic and Hebrew beside English, with what else stands in messages. */
const DIRECTIONS: WireMessage[] = [
  from(9 * HOUR, 'التعليمات في https://shop.example/lamps أو على الرقم +7 912 345-67-89، شكرا!', {
    id: 'arabic',
  }),
  to(8 * HOUR, 'Good day! Order 7741 (red) is ready.', {
    replyTo: { messageId: 'arabic', text: null, author: SARA.name },
  }),
  from(7 * HOUR, 'שלום, קניתי iPhone 15 ב-3,500 ₪. מתי זה מגיע?', { editedAt: minutesAgo(6.8 * HOUR) }),
  to(6.5 * HOUR, '', { deletedAt: minutesAgo(6.4 * HOUR), status: 'delivered' }),
  from(5 * HOUR, '', {
    kind: 'event',
    event: { what: 'handed-over', text: null },
    author: { kind: 'operator', ...SARA },
  }),
  to(4 * HOUR, 'לקוח חשוב (VIP)!', { kind: 'note', status: null }),
  to(3 * HOUR, '', {
    attachments: [
      attachment({
        name: 'תוכנית עבודה לרבעון הראשון, נוסח סופי.pdf',
        type: 'application/pdf',
        size: 1_572_864,
      }),
      attachment({ name: 'تقرير 2024.pdf', type: 'application/pdf', size: 240_000 }),
    ],
  }),
  to(2 * HOUR, 'لم يصل هذا!', {
    status: 'failed',
    failure: { code: 'unknown', text: 'الرقم غير موجود (131026).' },
  }),
]

export const KIND_SCENES = {
  'kinds-of-directions': {
    card: cardWith(
      [
        ARABIC_LINE,
        {
          ...support,
          id: 's-2',
          state: 'closed',
          lineName: 'תמיכה',
          preview: 'هل يمكنكم أن تخبروني متى سيصل الطرد إلى مدينتي؟',
        },
      ],
      DIRECTIONS,
      { contact: { id: 'c-1', name: 'محمد علي (VIP)' } },
    ),
    choices: { tags: null, targets: [], comment: false },
  },
  'kinds-of-words': { card: cardWith([support], TEXTS) },
  'kinds-of-staff': { card: cardWith([support], STAFF) },
  'kinds-of-media': { card: cardWith([support], MEDIA) },
  letters: { card: cardWith([{ ...support, channel: 'email', address: 'p.serov@example.com' }], LETTERS) },
} satisfies Record<string, Scene>
