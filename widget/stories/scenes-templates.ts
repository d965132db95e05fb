import type { WireCannedReply, WireCatalogue, WireTemplate } from '../../src/wire/form.ts'
import { card } from './people.ts'
import { reason, way } from './ways.ts'
import type { Scene } from './scene.ts'

/** States of the form in which templates and canned replies matter (R-TPL-1 to 6, R-MSG-2). */

const variable = (name: string, part: Partial<WireTemplate['variables'][number]> = {}) => ({
  name,
  part: 'body' as const,
  kind: 'text' as const,
  choices: [],
  example: null,
  ...part,
})

const template = (
  part: Partial<WireTemplate> & { id: string; name: string; body: string },
): WireTemplate => ({
  language: 'en',
  category: 'UTILITY',
  header: null,
  footer: null,
  variables: [],
  ...part,
})

export const ORDER_READY = template({
  id: 't-ready',
  name: 'order_ready',
  header: 'Order {{order}}',
  body: 'Good day, {{name}}. Your order is ready: it waits for you at {{shop}} until {{day}}.',
  footer: 'Severny Les, orders',
  variables: [
    variable('order', { part: 'header', example: '7741' }),
    variable('name'),
    variable('shop', { kind: 'list', choices: ['Nevsky 10', 'Sadovaya 4'] }),
    variable('day', { kind: 'date', written: 'day-month' }),
    variable('track', { part: 'button', example: 'a-7741' }),
  ],
  buttons: [
    { text: 'Track the order', url: 'https://shop.example/track/{{track}}' },
    { text: 'Call me back', url: null },
  ],
})

export const GREETING = template({
  id: 't-greeting',
  name: 'greeting',
  category: 'MARKETING',
  body: 'Good day, {{name}}. This is {{operator}} of Severny Les. May I ask you about your last order?',
  variables: [variable('name'), variable('operator')],
})

const PAYMENT = template({
  id: 't-payment',
  name: 'payment_reminder',
  language: 'ru',
  body: 'Здравствуйте, {{1}}. Напоминаем об оплате заказа {{2}}: счёт действует до {{3}}.',
  variables: [variable('1'), variable('2', { example: '7741' }), variable('3', { kind: 'date' })],
})

const CODE = template({
  id: 't-code',
  name: 'login_code',
  category: 'AUTHENTICATION',
  body: 'Your code is on its way. Never tell it to anybody.',
})

export const CATALOGUE: WireCatalogue = {
  items: [CODE, GREETING, ORDER_READY, PAYMENT],
  recent: [ORDER_READY.id, GREETING.id],
  bindings: {
    [ORDER_READY.id]: {
      name: { source: 'Name of the contact', value: 'Pavel', fallback: 'customer' },
      shop: { source: 'Shop of the order', value: 'Ligovsky 1', fallback: null },
      order: { source: 'Number of the order', value: null, fallback: null },
    },
    [GREETING.id]: {
      name: { source: 'Name of the contact', value: 'Pavel', fallback: 'customer' },
      operator: { source: 'Name of the operator', value: null, fallback: 'your manager' },
    },
  },
}

const WORDS = [
  'order',
  'payment',
  'delivery',
  'meeting',
  'offer',
  'survey',
  'return',
  'invoice',
  'birthday',
  'visit',
]

/** As many templates as the largest accounts have. */
export function manyTemplates(count: number): WireTemplate[] {
  return Array.from({ length: count }, (_, n) => {
    const word = WORDS[n % WORDS.length] ?? ''
    return template({
      id: `t-${n}`,
      name: `${word}_${String(n).padStart(4, '0')}`,
      category: n % 3 === 0 ? 'MARKETING' : 'UTILITY',
      language: n % 2 === 0 ? 'en' : 'ru',
      body: `Good day, {{name}}. We write to you about your ${word}, number ${n}. ${'It will take a minute of your time. '.repeat(4)}`,
      footer: 'Severny Les',
      variables: [variable('name')],
    })
  })
}

const LATE = reason('template-required', { kind: 'fill', field: 'template' })
const late = card({
  ways: [way({ verdict: { kind: 'template-only', why: LATE, warnings: [] } })],
})
const onTime = card({ ways: [way({})] })

export const REPLIES: WireCannedReply[] = [
  {
    id: 'r-1',
    title: 'Greeting',
    text: 'Good day. Olga of Severny Les is here.\nHow may I help you?',
    own: true,
  },
  {
    id: 'r-2',
    title: 'Opening hours',
    text: 'We are open from nine to six, Monday to Saturday.',
    own: false,
  },
  {
    id: 'r-3',
    title: 'Delivery',
    text: 'Delivery takes two to four days. The courier calls an hour before.',
    own: false,
  },
  {
    id: 'r-4',
    title: 'Thanks',
    text: 'Thank you for your order. We write to you as soon as it is ready, and should anything be unclear until then, just answer to this message.',
    own: true,
  },
]

export const TEMPLATE_SCENES = {
  'template-required': { card: late, catalogue: CATALOGUE },
  'template-optional': {
    card: onTime,
    offers: { template: 'optional', cannedReplies: true },
    catalogue: CATALOGUE,
    cannedReplies: REPLIES,
  },
  'template-typed': {
    card: late,
    offers: { typedTemplate: true, catalogueFault: 'The host does not answer.' },
  },
  'template-none': { card: late },
  'template-many': {
    card: late,
    catalogue: { items: manyTemplates(2000), recent: ['t-17', 't-1999'], bindings: {} },
  },
  'canned-replies': { card: onTime, offers: { cannedReplies: true }, cannedReplies: REPLIES },
} satisfies Record<string, Scene>
