import type { Catalogue } from './en.ts'

const plural = new Intl.PluralRules('ru')
const SESSIONS: Readonly<Record<string, string>> = {
  one: 'сессия',
  few: 'сессии',
  many: 'сессий',
  other: 'сессии',
}

/** The words of the card in Russian. */
export const russian: Catalogue = {
  heading: 'Переписка в Линиях',
  newSession: 'Новая сессия',
  draftKept: 'Есть черновик',
  draft: 'Черновик',
  tryAgain: 'Повторить',
  loading: 'Загружаем переписку',

  sessions: 'Сессии',
  allSessions: 'Все сессии',
  sessionCount: (count, more) =>
    more ? `${count}+ сессий` : `${count} ${SESSIONS[plural.select(count)] ?? 'сессий'}`,
  showSessions: 'Показать все сессии',
  moreSessions: 'Более ранние сессии',
  stateQueued: 'В очереди',
  stateClosed: 'Закрыта',
  stateActive: 'Открыта',
  since: (state, at) => `${state} с ${at}`,
  closedAt: (at) => `Закрыта ${at}`,
  with: (operator) => `ведёт ${operator}`,
  noWords: 'Сообщений пока нет',
  openInHost: 'Открыть в системе',

  messages: 'Сообщения',
  earlier: 'Более ранние сообщения',
  beginning: 'Начало переписки',
  today: 'Сегодня',
  yesterday: 'Вчера',
  justNow: 'сейчас',
  customer: 'Клиент',
  about: 'Подробнее',
  you: 'Вы',
  yourNote: 'Ваша заметка коллегам',
  operator: 'Оператор',
  automaton: 'Система',
  markOutgoing: 'Исходящее',
  markAutomatic: 'Автоматическое',

  statuses: {
    sending: 'Отправляется',
    accepted: 'Принято системой',
    sent: 'Отправлено',
    delivered: 'Доставлено',
    read: 'Прочитано',
    failed: 'Не доставлено',
    unsent: 'Не отправлено',
    unknown: 'Пока неизвестно',
  },

  sendAgain: 'Отправить заново новым сообщением',
  writeAgain: 'Написать заново',
  discard: 'Убрать',

  noContact: 'В этой карточке нет контакта',
  noContactHelp: 'Добавьте его в карточку или начните сессию с тем, кого найдёте поиском.',
  noSessions: 'Переписки пока нет',
  noSessionsHelp: 'Здесь появятся сессии с этим клиентом во всех линиях.',

  problems: {
    card: 'Переписку не удалось показать',
    'gateway-unreachable': 'Сервис не отвечает. Проверьте сеть и попробуйте ещё раз.',
    'gateway-timeout': 'Сервис отвечает слишком долго. Попробуйте через минуту.',
    'gateway-unreadable': 'Сервис ответил непонятно. Попробуйте ещё раз или сообщите администратору.',
  },
}
