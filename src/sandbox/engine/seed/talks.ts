import type { Talk } from './shapes.ts'

const HOUR = 60
const DAY = 24 * HOUR

/** Who has talked with us, and about what. Nobody but these has ever written. */
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
  {
    with: 'c-9',
    channel: 'whatsapp',
    state: 'closed',
    operator: 'op-1',
    turns: [
      { from: 'customer', minutesAgo: 6 * DAY, text: 'مرحبا، هل يمكن الحصول على الكتالوج؟' },
      { from: 'op-1', minutesAgo: 6 * DAY - 15, text: 'مرحبا ليلى، نعم بالتأكيد. أرسلناه إلى بريدك.' },
      { from: 'customer', minutesAgo: 6 * DAY - 18, text: 'شكرا' },
    ],
  },
  {
    with: 'c-10',
    channel: 'whatsapp',
    state: 'closed',
    operator: 'op-2',
    turns: [
      {
        from: 'customer',
        minutesAgo: 4 * DAY,
        text: 'Does <b>bold</b> work here? "quotes" & <img src=x onerror=alert(1)>',
      },
      { from: 'op-2', minutesAgo: 4 * DAY - 8, text: 'No, it is all plain text here.' },
    ],
  },
  {
    with: 'c-12',
    channel: 'telegram-bot',
    state: 'closed',
    operator: 'op-1',
    turns: [
      { from: 'customer', minutesAgo: 60 * DAY, text: '/start' },
      { from: 'system', minutesAgo: 45 * DAY, text: 'New: the Terra collection is in the shop.' },
    ],
  },
  {
    with: 'c-13',
    channel: 'viber-bot',
    state: 'active',
    operator: 'op-1',
    turns: [
      { from: 'customer', minutesAgo: 5 * HOUR, text: 'Добрый день, торшер «Осень» ещё есть?' },
      {
        from: 'op-1',
        minutesAgo: 5 * HOUR - 12,
        text: 'Здравствуйте, Наталья! Остались два: бежевый и зелёный.',
      },
      { from: 'customer', minutesAgo: 4 * HOUR, text: 'Зелёный отложите, пожалуйста, до субботы' },
    ],
  },
  {
    with: 'c-17',
    channel: 'whatsapp',
    state: 'active',
    operator: 'op-2',
    turns: [
      {
        from: 'op-2',
        minutesAgo: 3 * HOUR,
        text: 'Екатерина, здравствуйте! Образцы ткани приехали, когда вам удобно заехать?',
      },
      { from: 'customer', minutesAgo: 2 * HOUR, text: 'Ура! Завтра после пяти можно?' },
    ],
  },
  {
    with: 'c-19',
    channel: 'telegram-bot',
    state: 'closed',
    operator: 'op-1',
    turns: [
      { from: 'customer', minutesAgo: 14 * DAY, text: '/start' },
      { from: 'customer', minutesAgo: 14 * DAY - 1, text: 'Сообщайте о скидках на настольные лампы' },
      { from: 'op-1', minutesAgo: 14 * DAY - 30, text: 'Хорошо, Виктор, напишем.' },
    ],
  },
  {
    with: 'c-22',
    channel: 'email',
    state: 'queued',
    operator: null,
    subject: 'Wholesale prices',
    turns: [
      {
        from: 'customer',
        minutesAgo: 26 * HOUR,
        text: 'Good morning, we run four shops in Cluj and would like your wholesale price list.',
      },
    ],
  },
  {
    with: 'c-31',
    channel: 'telegram-bot',
    state: 'queued',
    operator: null,
    turns: [{ from: 'customer', minutesAgo: 35, text: 'Привет! А лампы «Полюс» будут ещё в этом году?' }],
  },
  {
    with: 'c-36',
    channel: 'telegram-bot',
    state: 'closed',
    operator: 'op-1',
    turns: [
      { from: 'customer', minutesAgo: 8 * DAY, text: 'Hello, does the shop ship to Tbilisi?' },
      { from: 'op-1', minutesAgo: 8 * DAY - 40, text: 'Hello, Nino. Yes, it takes about two weeks.' },
    ],
  },
]
