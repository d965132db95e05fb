import type { Locale } from '../words/index.ts'

/** What the gateway itself says no to. Failures of the host have their words in `src/words`. */
export const PROBLEMS = {
  'malformed-json': 400,
  'bad-hook': 400,
  'context-expired': 401,
  'context-invalid': 401,
  'secret-invalid': 401,
  'origin-refused': 403,
  'link-invalid': 403,
  'unknown-operator': 403,
  'not-found': 404,
  'unknown-workspace': 404,
  'unknown-contact': 404,
  'unknown-session': 404,
  'unknown-operation': 404,
  'unknown-attachment': 404,
  'method-not-allowed': 405,
  'operation-conflict': 409,
  'nothing-to-repeat': 409,
  'draft-conflict': 409,
  'body-too-large': 413,
  'invalid-body': 422,
  'invalid-query': 422,
  'not-supported': 422,
  internal: 500,
  'journal-unavailable': 503,
  stopping: 503,
} as const
export type GatewayProblem = keyof typeof PROBLEMS

interface Words {
  readonly title: string
  /** `about` fills the gap: a limit, a method, an id of an error. */
  detail(about: string): string
}

export const PROBLEM_WORDS: Record<Locale, Record<GatewayProblem, Words>> = {
  en: {
    'malformed-json': {
      title: 'The body is not JSON',
      detail: () => 'The body could not be read as JSON.',
    },
    'bad-hook': { title: 'The event cannot be read', detail: () => 'The body is not an event of this host.' },
    'context-expired': {
      title: 'The card is out of date',
      detail: () => 'The time of this card is over. Load it again.',
    },
    'context-invalid': {
      title: 'The card has no valid pass',
      detail: () => 'This card was not opened by a page we know. Load it again.',
    },
    'secret-invalid': {
      title: 'The workspace secret is wrong',
      detail: () => 'Send Authorization: Bearer with the secret of a workspace of this gateway.',
    },
    'origin-refused': {
      title: 'This page may not show the widget',
      detail: () =>
        'The address of the page is not among the origins of the workspace. An administrator can add it.',
    },
    'link-invalid': {
      title: 'The link does not work',
      detail: () => 'The time of this link to a file is over, or the link was changed.',
    },
    'unknown-operator': {
      title: 'You are not known here',
      detail: () => 'The host does not know this operator. Ask an administrator for access.',
    },
    'not-found': { title: 'There is no such page', detail: () => 'Nothing answers at this address.' },
    'unknown-workspace': {
      title: 'There is no such workspace',
      detail: () => 'This gateway has no workspace of that name.',
    },
    'unknown-contact': {
      title: 'There is no such contact',
      detail: () => 'The host has no such contact. Load the card again.',
    },
    'unknown-session': {
      title: 'There is no such session',
      detail: () => 'The host has no such session. Load the card again.',
    },
    'unknown-operation': {
      title: 'There is no such operation',
      detail: () => 'Nothing was ever asked for under this operation id.',
    },
    'unknown-attachment': {
      title: 'There is no such file',
      detail: () => 'This file is not kept any more. Attach it again.',
    },
    'method-not-allowed': {
      title: 'The method does not fit',
      detail: (about) => `This address takes ${about}.`,
    },
    'operation-conflict': {
      title: 'The operation id is taken',
      detail: () => 'Another message was already asked for under this operation id. Nothing was sent.',
    },
    'draft-conflict': {
      title: 'The draft was changed somewhere else',
      detail: () =>
        'This draft was changed in another tab meanwhile. Choose which of the two to keep; nothing is overwritten until then.',
    },
    'nothing-to-repeat': {
      title: 'There is nothing to repeat',
      detail: () => 'What was to happen after this message has not failed, or has not begun yet.',
    },
    'body-too-large': {
      title: 'The body is too large',
      detail: (about) => `A body may have at most ${about} bytes here.`,
    },
    'invalid-body': { title: 'The body does not fit', detail: (about) => `Not as described: ${about}.` },
    'invalid-query': { title: 'The address does not fit', detail: (about) => `Not as described: ${about}.` },
    'not-supported': {
      title: 'This host cannot do that',
      detail: () => 'The host behind this workspace has no such ability.',
    },
    internal: {
      title: 'Something went wrong on our side',
      detail: (about) =>
        `Your text is kept. When it happens again, tell an administrator the number ${about}.`,
    },
    'journal-unavailable': {
      title: 'We cannot reach our memory',
      detail: () => 'Nothing was sent. Your text is kept; try again in a minute.',
    },
    stopping: { title: 'The gateway is stopping', detail: () => 'Ask again in a few seconds.' },
  },
  ru: {
    'malformed-json': {
      title: 'Тело запроса — не JSON',
      detail: () => 'Тело запроса не удалось прочитать как JSON.',
    },
    'bad-hook': {
      title: 'Событие не читается',
      detail: () => 'Тело запроса не похоже на событие этой системы.',
    },
    'context-expired': {
      title: 'Карточка устарела',
      detail: () => 'Время этой карточки истекло. Обновите её.',
    },
    'context-invalid': {
      title: 'Нет доступа к карточке',
      detail: () => 'Карточку открыла страница, которую мы не знаем. Обновите её.',
    },
    'secret-invalid': {
      title: 'Неверный ключ рабочего пространства',
      detail: () => 'Передайте Authorization: Bearer с ключом рабочего пространства этого шлюза.',
    },
    'origin-refused': {
      title: 'Этой странице нельзя показывать виджет',
      detail: () => 'Адреса страницы нет в списке разрешённых. Добавить его может администратор.',
    },
    'link-invalid': {
      title: 'Ссылка не действует',
      detail: () => 'Срок этой ссылки на файл истёк, или её изменили.',
    },
    'unknown-operator': {
      title: 'Вас здесь не знают',
      detail: () => 'Система не знает такого оператора. Попросите доступ у администратора.',
    },
    'not-found': { title: 'Такой страницы нет', detail: () => 'По этому адресу ничего нет.' },
    'unknown-workspace': {
      title: 'Такого рабочего пространства нет',
      detail: () => 'У этого шлюза нет рабочего пространства с таким именем.',
    },
    'unknown-contact': {
      title: 'Такого контакта нет',
      detail: () => 'В системе нет такого контакта. Обновите карточку.',
    },
    'unknown-session': {
      title: 'Такой сессии нет',
      detail: () => 'В системе нет такой сессии. Обновите карточку.',
    },
    'unknown-operation': {
      title: 'Такой операции нет',
      detail: () => 'С этим номером операции ещё ничего не просили.',
    },
    'unknown-attachment': {
      title: 'Такого файла нет',
      detail: () => 'Этот файл уже не хранится. Прикрепите его ещё раз.',
    },
    'method-not-allowed': { title: 'Метод не подходит', detail: (about) => `Этот адрес принимает ${about}.` },
    'operation-conflict': {
      title: 'Номер операции занят',
      detail: () => 'С этим номером операции уже просили отправить другое сообщение. Ничего не отправлено.',
    },
    'draft-conflict': {
      title: 'Черновик изменён в другом месте',
      detail: () =>
        'Пока вы писали, этот черновик изменили в другой вкладке. Выберите, какой оставить; до этого ничего не пропадёт.',
    },
    'nothing-to-repeat': {
      title: 'Повторять нечего',
      detail: () => 'После отправки этого сообщения всё прошло так, как было выбрано, или ещё не начиналось.',
    },
    'body-too-large': {
      title: 'Запрос слишком большой',
      detail: (about) => `Тело запроса здесь — не больше ${about} байт.`,
    },
    'invalid-body': { title: 'Запрос составлен неверно', detail: (about) => `Не по описанию: ${about}.` },
    'invalid-query': { title: 'Адрес составлен неверно', detail: (about) => `Не по описанию: ${about}.` },
    'not-supported': {
      title: 'Система этого не умеет',
      detail: () => 'В подключённой системе нет такой возможности.',
    },
    internal: {
      title: 'Что-то сломалось у нас',
      detail: (about) => `Текст сохранён. Если повторится, назовите администратору номер ${about}.`,
    },
    'journal-unavailable': {
      title: 'Наша база данных недоступна',
      detail: () => 'Ничего не отправлено. Текст сохранён, попробуйте через минуту.',
    },
    stopping: { title: 'Шлюз останавливается', detail: () => 'Повторите через несколько секунд.' },
  },
}
