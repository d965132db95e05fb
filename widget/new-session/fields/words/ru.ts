import type { FieldCatalogue } from './en.ts'

const plurals = new Intl.PluralRules('ru')
const counted = (count: number, one: string, few: string, many: string): string => {
  const rule = plurals.select(count)
  return `${count} ${rule === 'one' ? one : rule === 'few' ? few : many}`
}

/** The words about tags, the host's fields, blind copies and what comes after sending, in Russian. */
export const russian: FieldCatalogue = {
  remove: (name) => `Убрать: ${name}`,
  chosen: (name) => `Выбрано: ${name}.`,
  takenAway: (name) => `Убрано: ${name}.`,
  nothingFound: 'Ничего не нашлось.',
  found: (count) => `Найдено: ${count}.`,
  moreFound: (count) => `И ещё ${count}: введите несколько букв.`,

  tags: 'Теги',
  findTag: 'Найти тег',
  tagsNeeded: 'Здесь нужен хотя бы один.',

  moreFields: (count) => `Ещё ${counted(count, 'поле', 'поля', 'полей')}`,
  notChosen: 'Не выбрано',
  findChoice: 'Найти',
  yes: 'Да',
  no: 'Нет',
  known: {
    assignee: 'Исполнитель',
    department: 'Отдел',
    priority: 'Приоритет',
    'send-letter': 'Отправить письмо клиенту',
    'from-customer': 'Первое сообщение — от клиента',
  },

  after: 'После отправки',
  choices: { 'assign-to-me': 'Назначить мне', close: 'Сразу закрыть', 'hand-over': 'Передать…' },
  only: {
    'assign-to-me': 'Сессия будет вашей.',
    close: 'Сессия сразу закроется.',
    'hand-over': 'Сессия будет передана.',
  },
  finished: 'Письмо уйдёт как завершённое, сессия не откроется.',
  toWhom: 'Кому',
  findTarget: 'Найти по имени',
  noTarget: 'Выберите, кому передать сессию.',
  noTargets: 'Передать некому.',
  comment: 'Комментарий',
  commentHint: 'Комментарий, необязательно',
  targetKinds: {
    operator: 'Операторы',
    group: 'Группы',
    skill: 'Навыки',
    bot: 'Боты',
    department: 'Отделы',
  },

  blindCopy: 'Скрытая копия',
  addBlindCopy: 'Добавить скрытую копию',
  blindCopyHint: 'Адреса через запятую. Клиент их не увидит.',
  copies: (count) => `${counted(count, 'адрес', 'адреса', 'адресов')}.`,
}
