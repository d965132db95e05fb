import { header, links, PARTNERS, template, VIBER, type DirectoryTemplate } from './template-shape.ts'

/** What lies in the stand's catalogues: of every kind that may be sent, and of every kind that may not. */
export const TEMPLATES: readonly DirectoryTemplate[] = [
  template(
    242,
    'order_ready',
    ['EN', 'UTILITY', 'Order {{1}} is ready on {{2}}', ['15', '10 May']],
    {},
    {
      ...header('Hello {{1}}', 'Oleg'),
      footer: { text: 'Northwind' },
    },
  ),
  template(
    243,
    'hello_again',
    ['EN', 'UTILITY', 'Good day! We have news about your request. Shall we go on?'],
    {
      channelType: 'whatsapp',
    },
  ),
  template(
    244,
    'track_order',
    ['EN', 'UTILITY', 'Order {{1}} is on its way.', ['15']],
    {},
    links(['Track', 'https://shop.example/{{1}}', 'k3']),
  ),
  template(245, 'zakaz_gotov', ['RU', 'UTILITY', 'Здравствуйте, {{1}}! Заказ {{2}} готов.', ['Олег', '15']]),
  template(
    250,
    'dostavka',
    [
      'RU',
      'UTILITY',
      'Заказ {{1}} привезут {{2}} с {{3}} до {{4}}. Если планы изменятся, напишите нам.',
      ['15', '21 ноября', '12:00', '15:00'],
    ],
    {},
    {
      ...header('Доставка заказа {{1}}', '15'),
      footer: { text: '«Северный ветер»: свет и мебель' },
      ...links(
        ['Изменить время', 'https://shop.example/d/{{1}}', 'a7'],
        ['Как нас найти', 'https://shop.example/map', null],
      ),
    },
  ),
  template(
    251,
    'otzyv',
    ['RU', 'MARKETING', 'Здравствуйте! Понравился ли вам заказ? Будем рады отзыву.'],
    {},
    {
      footer: { text: 'Ответьте «стоп», чтобы не получать таких писем' },
    },
  ),
  template(252, 'kod', ['RU', 'AUTHENTICATION', 'Ваш код: {{1}}. Никому его не говорите.', ['4711']]),
  template(
    253,
    'rendez_vous',
    ['FR', 'UTILITY', 'Bonjour {{1}}, votre rendez-vous est le {{2}}.', ['Léa', '21 novembre']],
    {
      type: 'USER',
    },
  ),
  // None of these may be offered: a picture above, locked, not approved yet, a document.
  template(
    246,
    'autumn_sale',
    ['EN', 'MARKETING', 'Our autumn sale has begun.'],
    {},
    {
      header: {
        headerType: 'IMAGE',
        text: null,
        attachment: null,
        headerExampleTextParam: null,
        headerExampleMediaUrl: 'https://shop.example/a.jpg',
      },
    },
  ),
  template(247, 'locked_text', ['EN', 'UTILITY', 'A text that is locked.'], { locked: true }),
  template(248, 'pending_text', ['EN', 'UTILITY', 'A text that waits for approval.'], { status: 'PENDING' }),
  template(
    249,
    'price_list',
    ['EN', 'UTILITY', 'The price list of {{1}}', ['May']],
    { contentType: 'DOCUMENT' },
    {
      attachment: { url: 'https://shop.example/p.pdf', name: 'prices' },
    },
  ),
  template(260, 'viber_ready', ['RU', 'UTILITY', 'Заказ %d готов, %w{1,5}. Ждём вас!', ['15', 'Олег']], {
    subjectId: VIBER,
    channelType: 'VIBER',
  }),
  template(261, 'viber_hello', ['EN', 'MARKETING', 'Good day! We have something new for you.'], {
    subjectId: VIBER,
    channelType: 'VIBER',
  }),
]

/** Texts that Partners' owner has had approved, though no catalogue shows them: typed by hand, they arrive (R-TPL-3). */
export const UNLISTED: readonly DirectoryTemplate[] = [
  template(
    270,
    'partners',
    ['EN', 'UTILITY', 'Good day! Your documents are ready.'],
    { subjectId: PARTNERS },
    {
      ...header('Northwind'),
      footer: { text: 'Partners' },
    },
  ),
]
