import type { Story } from './list.ts'
import type { Step } from './steps.ts'

const OPEN: Step = { click: '.new button' }
const FORM: readonly Step[] = [OPEN, { see: 'dialog.form [role="radio"], dialog.form .none' }]
const CHOOSE: Step = { click: 'dialog.form [role="radio"][aria-checked]' }
const SEND: Step = { click: 'dialog.form footer .primary, dialog.form .footer .primary' }
const written = (words: string): Step => ({ fill: 'dialog.form #text', with: words })
const form = (en: string, ru: string, ...more: readonly Step[]): Story => ({
  title: [en, ru],
  steps: [...FORM, ...more],
})
const of = (scene: string, story: Story): Story => ({ ...story, scene })
const SENT: readonly Step[] = [CHOOSE, written('Good day, Pavel. Your order 7741 is ready.'), SEND]

/** The form: where one may write and why not, and how a try to send ends. */
export const FORM_STORIES: Readonly<Record<string, Story>> = {
  form: of('many', form('New session', 'Новая сессия')),
  'every-verdict': form('Every verdict', 'Все исходы проверки'),
  'refused-everywhere': form('Refused everywhere', 'Нельзя нигде'),
  'operator-offline': form('The operator may not', 'Оператору нельзя'),
  uncertain: form('What the host cannot tell', 'Чего система не знает'),
  'two-addresses': form('Two addresses on one line', 'Два адреса в одной линии'),
  'correctable-number': form('A number to correct', 'Номер с ошибкой'),
  'window-closing': form('The window is about to close', 'Окно вот-вот закроется'),
  'two-messages': form('Two messages instead of one', 'Два сообщения вместо одного', CHOOSE),
  'form-draft': of('draft', form('A draft goes on', 'Продолжаем черновик')),
  'draft-conflict': form(
    'Two tabs, one draft',
    'Две вкладки, один черновик',
    CHOOSE,
    written('Good day, Pavel. One more word.'),
    { see: 'dialog.form .notice[data-tone="warn"]' },
  ),
  race: form('Somebody was faster', 'Кто-то успел раньше', ...SENT, { see: 'dialog.form .notice' }),
  'partly-done': form('Sent, but not handed over', 'Отправлено, но не передано', ...SENT, {
    see: 'dialog.form .notice',
  }),
  'ends-unknown': form('Nobody knows yet', 'Пока никто не знает', ...SENT, { see: 'dialog.form .notice' }),
  'ends-failed': form('It was not delivered', 'Не доставлено', ...SENT, { see: 'dialog.form .notice' }),
  'long-names': form('Very long names', 'Очень длинные имена'),
}

/** Templates, ready answers, files and all that else may go with a first message. */
export const EXTRA_STORIES: Readonly<Record<string, Story>> = {
  'template-required': form('A template is required', 'Нужен шаблон', {
    see: '#template-list [role="option"]',
  }),
  'template-many': form(
    'Two thousand templates',
    'Две тысячи шаблонов',
    { fill: '#template-search', with: 'invoice' },
    { see: '#template-list [role="option"]' },
  ),
  'template-not-found': of(
    'template-required',
    form('No such template', 'Такого шаблона нет', { fill: '#template-search', with: 'xyz' }),
  ),
  'template-none': form('Required, but there are none', 'Нужен, но их нет', { see: '.template .none' }),
  'template-filling': of(
    'template-required',
    form(
      'Filling in a template',
      'Заполняем шаблон',
      { click: '#template-list [role="option"]' },
      {
        see: '#variable-0',
      },
    ),
  ),
  'template-unfilled': of(
    'template-required',
    form(
      'Sent without filling in',
      'Отправка без заполнения',
      { click: '#template-list [role="option"]' },
      SEND,
      {
        see: '[id^="variable-"][id$="-fault"]',
      },
    ),
  ),
  'template-optional': form('A template, or one’s own words', 'Шаблон или свои слова', CHOOSE, {
    click: 'dialog.form .template .tool',
  }),
  'template-typed': form('Typed by hand', 'Вписываем вручную', {
    fill: '#template-header',
    with: 'A header that is longer than the sixty-one characters allowed here',
  }),
  'canned-replies': form(
    'Canned replies',
    'Готовые ответы',
    CHOOSE,
    { click: '.tools .tool:last-of-type' },
    {
      see: '#reply-list [role="option"]',
    },
  ),
  files: form('Files may go along', 'Можно приложить файлы', CHOOSE),
  'files-in-draft': form('Files of a draft', 'Файлы черновика', { show: 'dialog.form li.file' }),
  tags: form('Searching for a tag', 'Ищем тег', CHOOSE, { fill: '#tags', with: 're' }),
  'tags-missing': of('tags', form('A tag is required', 'Нужен тег', CHOOSE, written('Good day'), SEND)),
  'host-fields': form(
    'Fields of the host',
    'Поля системы',
    CHOOSE,
    { click: '.fold button' },
    written('Good day'),
    SEND,
  ),
  after: form('After sending', 'После отправки', CHOOSE, { show: '.question[aria-labelledby="after"]' }),
  'all-extras': form('Everything at once', 'Всё сразу', CHOOSE),
  'all-missing': of(
    'all-extras',
    form(
      'A target missing, a copy wrong',
      'Некому передать, копия с ошибкой',
      CHOOSE,
      { click: 'dialog.form [aria-labelledby="after"] .option:last-of-type input' },
      { click: 'dialog.form .fold .link' },
      { fill: '#blind-copy', with: 'boss@example' },
      SEND,
      { see: '#target-fault, #blind-copy-fault' },
    ),
  ),
}

/** The page without a record. */
export const START_STORIES: Readonly<Record<string, Story>> = {
  start: { title: ['Lines and a search', 'Линии и поиск'] },
  'start-found': {
    title: ['People found', 'Найденные люди'],
    scene: 'start',
    steps: [{ fill: '#find', with: 'pav' }, { see: '.found' }],
  },
  'start-correspondence': {
    title: ['A correspondence', 'Переписка найденного'],
    scene: 'start',
    steps: [
      { fill: '#find', with: 'pav' },
      { click: '.found .deeds .bare' },
      { see: '[role="log"] article' },
    ],
  },
  'start-new-contact': {
    title: ['A new contact', 'Новый контакт'],
    scene: 'start',
    steps: [{ click: '.search .new, .foot .link' }, { see: '.new[role="group"]' }],
  },
  'start-nobody': {
    title: ['Nobody found', 'Никого не нашлось'],
    steps: [
      { fill: '#find', with: 'somebody with a very long name indeed, longer than the page is wide' },
      { see: '.empty .tinted' },
    ],
  },
  'start-by-address': { title: ['Found by address only', 'Поиск только по адресу'] },
  'start-no-search': { title: ['No search', 'Без поиска'] },
  'start-no-lines': { title: ['No lines', 'Нет линий'] },
  'start-host-down': { title: ['The host is down', 'Система недоступна'] },
}
