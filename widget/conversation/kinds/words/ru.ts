import type { KindWords } from './en.ts'

const plural = new Intl.PluralRules('ru')
const PICTURES: Readonly<Record<string, string>> = {
  one: 'картинка не загружена',
  few: 'картинки не загружены',
  many: 'картинок не загружено',
  other: 'картинки не загружены',
}

/** The words for kinds of messages in Russian. */
export const russian: KindWords = {
  staffOnly: 'Заметка, только для своих',
  edited: 'Изменено',
  editedAt: (at) => `Изменено ${at}`,
  deleted: 'Удалено',
  deletedText: 'Сообщение удалено.',
  template: 'Шаблон',

  answers: 'В ответ на',
  aMessage: 'сообщение',
  goToQuoted: 'Перейти к этому сообщению',

  picture: 'Изображение',
  openPicture: (name) => `Открыть изображение ${name}`,
  close: 'Закрыть',
  original: 'Открыть оригинал',
  voice: 'Запись',
  video: 'Видео',
  lasting: (kind, length, name) => `${kind}${length === null ? '' : ` ${length}`}: ${name}`,
  cannotShow: 'Здесь не показать',
  download: (name) => `Скачать ${name}`,

  place: 'Место',
  onMap: 'На карте',
  contactCard: 'Контакт',

  from: 'От кого',
  to: 'Кому',
  copies: 'Копии',
  subject: 'Тема',
  more: (count) => `и ещё ${count}`,
  noSubject: 'Без темы',
  letter: 'Письмо',
  asSent: 'Показать в исходном виде',
  asText: 'Показать как текст',
  wholeLetter: 'Показать письмо целиком',
  showPictures: 'Показать картинки',
  picturesHidden: (count) =>
    `${count} ${PICTURES[plural.select(count)] ?? 'картинок не загружено'}: по ним отправитель узнал бы, что письмо читают.`,
  letterFails: 'Показать письмо в исходном виде не получилось. Ниже его текст.',

  unknown: 'Сообщение такого вида здесь не показать.',
  inHost: 'Посмотреть в системе',

  events: {
    opened: (by) => `${by}: сессия открыта`,
    assigned: (by) => `${by}: сессия назначена`,
    'handed-over': (by) => `${by}: сессия передана`,
    closed: (by) => `${by}: сессия закрыта`,
    reopened: (by) => `${by}: сессия открыта снова`,
  },
  eventsByNobody: {
    opened: 'Сессия открыта',
    assigned: 'Сессия назначена',
    'handed-over': 'Сессия передана',
    closed: 'Сессия закрыта',
    reopened: 'Сессия открыта снова',
  },
  event: 'Что-то произошло с сессией',

  details: 'Подробности',
  sentBy: 'Автор',
  customer: 'Клиент',
  system: 'Система',
  time: 'Время',
  line: 'Линия',
  status: 'Статус',
  operation: 'Операция',
  reading: 'Загружаем сведения',
  notRead: 'Сведения об этом сообщении сейчас не прочитать.',
}
