import type { Talk } from './shapes.ts'

const DAY = 24 * 60

/** Talks with the first customers of the list. */
export const TALKS: readonly Talk[] = [
  {
    with: 'c-1',
    channel: 'email',
    state: 'closed',
    operator: 'op-2',
    subject: 'Quote for the meeting room',
    turns: [
      {
        from: 'customer',
        minutesAgo: 21 * DAY,
        text: 'Good day! Could you send a quote for six pendants Halo 60 and a dimmer?',
      },
      {
        from: 'op-2',
        minutesAgo: 21 * DAY - 95,
        text: 'Good afternoon, Pavel. The quote is attached: six Halo 60 in matt black and one dimmer, 148 200 ₽ with delivery.',
      },
      {
        from: 'customer',
        minutesAgo: 20 * DAY,
        text: 'Thank you, we take it. Please issue the invoice to Severny Veter.',
      },
    ],
  },
  {
    with: 'c-1',
    channel: 'whatsapp',
    state: 'closed',
    operator: 'op-1',
    turns: [
      { from: 'customer', minutesAgo: 3 * DAY, text: 'Hi, is order 15 on its way already?' },
      {
        from: 'op-1',
        minutesAgo: 3 * DAY - 6,
        text: 'Hello, Pavel. It is being packed, we expect it to be ready on Friday.',
      },
      { from: 'customer', minutesAgo: 3 * DAY - 9, text: 'Great, please write when it is ready' },
      { from: 'op-1', minutesAgo: 3 * DAY - 11, text: 'Of course.' },
    ],
  },
  {
    with: 'c-2',
    channel: 'whatsapp',
    state: 'active',
    operator: 'op-2',
    turns: [
      {
        from: 'customer',
        minutesAgo: 52,
        text: 'Здравствуйте! Можно ли поменять адрес доставки? Переезжаем на Пятницкую',
      },
      {
        from: 'op-2',
        minutesAgo: 47,
        text: 'Добрый день, Анна! Да, пока заказ не передан курьеру. Напишите, пожалуйста, новый адрес.',
      },
      { from: 'customer', minutesAgo: 44, text: 'Пятницкая, 18, вход со двора' },
      {
        from: 'op-2',
        minutesAgo: 41,
        text: 'Записала. Курьер позвонит за час до приезда.',
        status: 'delivered',
      },
    ],
  },
  {
    with: 'c-3',
    channel: 'whatsapp',
    state: 'queued',
    operator: null,
    turns: [
      {
        from: 'customer',
        minutesAgo: 12,
        text: 'Hello! The floor lamp arrived with a scratched base. What shall we do?',
      },
      { from: 'customer', minutesAgo: 11, text: 'I can send photos' },
    ],
  },
  {
    with: 'c-3',
    channel: 'telegram-bot',
    state: 'closed',
    operator: 'op-1',
    turns: [
      { from: 'customer', minutesAgo: 30 * DAY, text: '/start' },
      {
        from: 'op-1',
        minutesAgo: 30 * DAY - 4,
        text: 'Hello! Here we write about new collections, once a month.',
      },
    ],
  },
  {
    with: 'c-4',
    channel: 'whatsapp',
    state: 'closed',
    operator: 'op-2',
    turns: [
      { from: 'customer', minutesAgo: 9 * DAY, text: 'Отпишите меня от рассылки, пожалуйста' },
      { from: 'op-2', minutesAgo: 9 * DAY - 20, text: 'Игорь, мы вас отписали. Извините за беспокойство.' },
      {
        from: 'system',
        minutesAgo: 5 * DAY,
        text: 'Осенняя распродажа: скидка 20 % на торшеры до воскресенья.',
        failed: { code: 'blocked', text: 'The recipient has blocked the sender.' },
      },
    ],
  },
  {
    with: 'c-5',
    channel: 'email',
    state: 'active',
    operator: 'op-1',
    subject: 'Delivery to Lyon',
    turns: [
      {
        from: 'customer',
        minutesAgo: 2 * DAY,
        text: 'Bonjour, do you deliver to Lyon, and how long does it take?',
      },
      {
        from: 'op-1',
        minutesAgo: 2 * DAY - 70,
        text: 'Bonjour Léa, yes: eight to ten working days, 42 €. Shall I prepare an offer?',
      },
      { from: 'customer', minutesAgo: DAY, text: 'Yes please, for the two wall lamps we spoke about.' },
    ],
  },
]
