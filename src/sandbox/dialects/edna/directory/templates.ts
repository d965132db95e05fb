/** A template as Pulse lists it (facts, 3.4). `subjectId`: whose it is; it is not shown. */
export interface DirectoryTemplate {
  readonly subjectId: number
  readonly id: number
  readonly name: string
  readonly channelType: string
  readonly language: string
  readonly contentType: string
  readonly category: string
  readonly status: string
  readonly locked: boolean
  readonly type: 'OPERATOR' | 'USER' | 'CUSTOM'
  readonly content: Content
  readonly createdAt: string
  readonly updatedAt: string
}

export interface Content {
  readonly header: {
    readonly headerType: string
    readonly text: string | null
    readonly attachment: null
    readonly headerExampleTextParam: string | null
    readonly headerExampleMediaUrl: string | null
  } | null
  readonly text: string
  readonly footer: { readonly text: string } | null
  readonly caption: null
  readonly action: null
  readonly attachment: { readonly url: string; readonly name: string } | null
  readonly keyboard: { readonly rows: readonly { readonly buttons: readonly Button[] }[] } | null
  readonly textExampleParams: readonly string[]
}

interface Button {
  readonly text: string
  readonly buttonType: string
  readonly url: string | null
  readonly urlPostfix: null
  readonly urlTextExample: string | null
  readonly phone: null
  readonly payload: null
}

/** Subjects of the stand: Support, Partners (whose catalogue is empty), Viber Business. */
export const SUPPORT = 345
export const PARTNERS = 346
export const VIBER = 347

type Words = readonly [language: string, category: string, text: string, examples?: readonly string[]]

function template(
  id: number,
  name: string,
  words: Words,
  more: Partial<DirectoryTemplate> = {},
  parts: Partial<Content> = {},
): DirectoryTemplate {
  const [language, category, text, textExampleParams = []] = words
  return {
    subjectId: SUPPORT,
    id,
    name,
    channelType: 'WHATSAPP',
    language,
    contentType: 'TEXT',
    category,
    status: 'APPROVED',
    locked: false,
    type: 'OPERATOR',
    content: {
      header: null,
      text,
      footer: null,
      caption: null,
      action: null,
      attachment: null,
      keyboard: null,
      textExampleParams,
      ...parts,
    },
    createdAt: '2026-05-01T10:00:00Z',
    updatedAt: '2026-05-02T10:00:00Z',
    ...more,
  }
}

function header(text: string, example: string | null = null): Pick<Content, 'header'> {
  return {
    header: {
      headerType: 'TEXT',
      text,
      attachment: null,
      headerExampleTextParam: example,
      headerExampleMediaUrl: null,
    },
  }
}

function links(
  ...rows: readonly (readonly [text: string, url: string, example: string | null])[]
): Pick<Content, 'keyboard'> {
  const buttons = rows.map(([text, url, urlTextExample]) => ({
    text,
    buttonType: 'URL',
    url,
    urlPostfix: null,
    urlTextExample,
    phone: null,
    payload: null,
  }))
  return { keyboard: { rows: [{ buttons }] } }
}

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
