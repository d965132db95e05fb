import type { Story } from './list.ts'

const OPEN_MENU = { click: '.session [aria-haspopup="menu"]' } as const
/** Where the list of sessions is folded it is unfolded first. */
const SHOW_ALL = [{ click: '.fold, .all' }, { click: '.all .listed' }] as const
const ANSWER = '.composer textarea'

/** The card: what stands where there is nothing, what is on its way, what is broken. */
export const STATE_STORIES: Readonly<Record<string, Story>> = {
  'first-time': { title: ['First time ever', 'Самый первый раз'] },
  'no-contact': { title: ['No contact on this record', 'В карточке нет контакта'] },
  'not-connected': { title: ['Not connected to a gateway', 'Не подключено к шлюзу'], bare: true },
  loading: { title: ['Loading the card', 'Карточка загружается'] },
  'loading-messages': {
    title: ['Loading the messages', 'Сообщения загружаются'],
    steps: [{ see: '.session' }],
  },
  'messages-fail': {
    title: ['The messages cannot be read', 'Сообщения не прочитать'],
    steps: [{ see: '.notice[data-tone="bad"]' }],
  },
  'host-down': { title: ['The host is down', 'Система недоступна'] },
  'host-banned': { title: ['The host asks to slow down', 'Система просит обращаться реже'] },
  offline: {
    title: ['No network', 'Нет сети'],
    scene: 'reconnecting',
    offline: true,
    steps: [{ see: '.connection svg' }],
  },
  reconnecting: { title: ['Connection lost', 'Связь прервалась'], steps: [{ see: '.connection svg' }] },
  'live-ended': {
    title: ['Updates have stopped', 'Новое больше не приходит'],
    steps: [{ see: '.connection svg' }],
  },
  draft: { title: ['A draft is kept', 'Есть черновик'] },
  settings: {
    title: ['Settings of one’s own', 'Свои настройки'],
    scene: 'many',
    steps: [{ click: '.heading .settings' }, { see: 'dialog[open] [name="density"]' }],
  },
  keys: {
    title: ['The list of keys', 'Список клавиш'],
    scene: 'many',
    steps: [{ see: '.heading .settings' }, { press: '.new button', key: '?' }, { see: 'dialog[open] kbd' }],
  },
  'not-left': { title: ['Messages that did not leave', 'Сообщения не ушли'], steps: [{ see: '.notice' }] },
}

/** One session, many, and who may do what in them. */
export const SESSION_STORIES: Readonly<Record<string, Story>> = {
  many: { title: ['A conversation', 'Переписка'] },
  'very-many': { title: ['Very many sessions and messages', 'Очень много сессий и сообщений'] },
  closed: { title: ['Only a closed session', 'Только закрытая сессия'] },
  'sessions-opened': {
    title: ['The list, unfolded when narrow', 'Список, раскрытый на узкой карточке'],
    scene: 'many',
    narrowSteps: [{ click: '.fold' }],
  },
  'read-only': { title: ['A session of a colleague', 'Сессию ведёт коллега'] },
  'may-only-read': { title: ['May only read', 'Можно только читать'] },
  reader: { title: ['May only read everywhere', 'Везде можно только читать'], steps: [{ see: '.reading' }] },
  'reader-of-line': {
    title: ['May only read on this line', 'Можно только читать в этой линии'],
    steps: [{ see: '.reading' }],
  },
  'reader-first-time': {
    title: ['May only read, and nobody has written', 'Можно только читать, и никто не писал'],
    steps: [{ see: '.reading' }],
  },
  'merged-history': {
    title: ['All sessions as one history', 'Все сессии одной лентой'],
    steps: [...SHOW_ALL, { see: '.border' }],
  },
  'merged-narrowed': {
    title: ['Narrowed to nothing', 'По фильтру ничего нет'],
    scene: 'merged-history',
    steps: [
      ...SHOW_ALL,
      { click: '.filters .toggle' },
      { select: '.filters select', value: 'line-2' },
      { see: '.none' },
    ],
  },
  'history-filters': {
    title: ['Filters of the history', 'Фильтры ленты'],
    scene: 'merged-history',
    steps: [...SHOW_ALL, { click: '.filters .toggle' }, { see: '.filters select' }],
  },
  'history-search': {
    title: ['Searching in the history', 'Поиск по переписке'],
    scene: 'merged-history',
    steps: [
      ...SHOW_ALL,
      { click: '.glass[aria-expanded]' },
      { fill: '[role="search"] [type="search"]', with: 'parcel' },
      { click: '[role="search"] .go' },
      { see: 'li[data-found]' },
    ],
  },
  'long-and-hostile': { title: ['Long names, hostile words', 'Длинные имена, враждебный текст'] },
}

/** What messages are made of. */
export const MESSAGE_STORIES: Readonly<Record<string, Story>> = {
  statuses: { title: ['How far a message got', 'Докуда дошло сообщение'] },
  'kinds-of-words': {
    title: ['Links, quotes, changed and deleted', 'Ссылки, цитаты, правки и удалённое'],
    steps: [{ show: '.quote' }],
  },
  'kinds-of-directions': {
    title: ['Arabic and Hebrew', 'Арабский и иврит'],
    steps: [{ see: '.event' }],
  },
  'kinds-of-staff': { title: ['Notes and events', 'Заметки и события'], steps: [{ see: '.event' }] },
  'kinds-of-media': {
    title: ['Pictures, voice, video, place, contact', 'Фото, голос, видео, место, контакт'],
    steps: [{ see: '.contact .about' }, { show: '[role="log"] audio' }],
  },
  'picture-open': {
    title: ['A picture, large', 'Фото крупно'],
    scene: 'kinds-of-media',
    steps: [{ click: 'button.preview' }, { see: 'dialog[open] img' }],
  },
  'message-details': {
    title: ['What is known of a message', 'Что известно о сообщении'],
    scene: 'merged-history',
    steps: [
      { see: '.composer textarea' },
      { click: '[data-direction="outbound"] button.about' },
      { see: 'dialog[open] details' },
    ],
  },
  'message-files': { title: ['Files', 'Файлы'], steps: [{ see: '.size' }] },
  letters: { title: ['Letters', 'Письма'], steps: [{ show: '.letter' }] },
  'letter-as-sent': {
    title: ['A letter as it was sent', 'Письмо, как его отправили'],
    scene: 'letters',
    steps: [{ click: '.letter .deeds .link' }, { see: '.letter iframe' }, { show: '.letter' }],
  },
}

/** Writing an answer, and what else is done in a session. */
export const ANSWER_STORIES: Readonly<Record<string, Story>> = {
  answering: {
    title: ['An answer being written', 'Пишем ответ'],
    steps: [{ see: ANSWER }, text('Good day, Pavel. ')],
  },
  'answer-to-colleagues': {
    title: ['A note to colleagues', 'Заметка коллегам'],
    scene: 'answering',
    steps: [{ click: '.composer .turn' }, { see: '.composer[data-note] textarea' }],
  },
  'answer-replies': {
    title: ['Canned replies', 'Готовые ответы'],
    scene: 'answering',
    steps: [{ click: '.composer .tools .tool:nth-of-type(2)' }, { see: '#reply-list [role="option"]' }],
  },
  'answer-window-closing': {
    title: ['The window is about to close', 'Окно вот-вот закроется'],
    steps: [{ see: ANSWER }],
  },
  'answer-by-template': {
    title: ['Only a template may be sent', 'Только по шаблону'],
    steps: [{ see: '.composer #template-list [role="option"]' }],
  },
  'in-queue': {
    title: ['A session that nobody has', 'Сессию ещё никто не взял'],
    steps: [{ see: '.session .first' }],
  },
  deeds: {
    title: ['What may be done', 'Что можно сделать'],
    scene: 'answering',
    steps: [OPEN_MENU, { see: '.session .menu' }],
  },
  'deed-hand-over': {
    title: ['Handing a session over', 'Передаём сессию'],
    scene: 'answering',
    steps: [OPEN_MENU, { click: '.session .menu [role="menuitem"]' }, { see: 'dialog[open] #deed-choice' }],
  },
  'deed-close': {
    title: ['Closing a session', 'Закрываем сессию'],
    scene: 'answering',
    steps: [
      OPEN_MENU,
      { click: '.session .menu [role="menuitem"]:nth-of-type(2)' },
      { see: 'dialog[open] #deed-choice' },
    ],
  },
}

function text(words: string) {
  return { fill: ANSWER, with: words } as const
}
