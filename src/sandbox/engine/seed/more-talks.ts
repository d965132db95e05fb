import type { Talk } from './shapes.ts'

const HOUR = 60
const DAY = 24 * HOUR

/** Talks with the other customers. Who is in neither list has never written. */
export const MORE_TALKS: readonly Talk[] = [
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
  {
    with: 'c-41',
    channel: 'whatsapp',
    state: 'closed',
    operator: 'op-2',
    turns: [
      {
        from: 'customer',
        minutesAgo: 40 * DAY,
        text: 'Добрый день! Какая лампа подойдёт над витрину с хлебом?',
      },
      {
        from: 'op-2',
        minutesAgo: 40 * DAY - 9,
        text: 'Добрый день, Зоя! С тёплым светом, 2700 К, и стеклянным плафоном: «Капля» или «Линея».',
      },
      { from: 'customer', minutesAgo: 40 * DAY - 14, text: 'Спасибо, подумаю' },
    ],
  },
  {
    with: 'c-42',
    channel: 'email',
    state: 'closed',
    operator: 'op-1',
    subject: 'Invoice for the reading lamps',
    turns: [
      {
        from: 'customer',
        minutesAgo: 16 * DAY,
        text: 'Hello, could you send the invoice to accounts@ as well? They never see mine.',
      },
      { from: 'op-1', minutesAgo: 16 * DAY - 25, text: 'Of course, Oliver. It has gone to both mailboxes.' },
    ],
  },
]
