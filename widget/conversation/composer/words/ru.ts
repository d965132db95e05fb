import type { ComposerCatalogue } from './en.ts'

const plural = new Intl.PluralRules('ru')
const some = (count: number, one: string, few: string, many: string): string => {
  const forms: Partial<Record<Intl.LDMLPluralRule, string>> = { one, few }
  return `${count} ${forms[plural.select(count)] ?? many}`
}

export const russian: ComposerCatalogue = {
  write: 'Напишите сообщение',
  writeNote: 'Заметка для коллег',
  send: 'Отправить',
  saveNote: 'Оставить заметку',
  how: 'Ответ или заметка',
  answer: 'Ответ',
  note: 'Заметка',
  noteStays: 'Её видят только коллеги, клиенту она не уйдёт.',
  mayOnlyRead: (line) =>
    line === null ? 'Вам можно только читать.' : `В линии «${line}» вам можно только читать.`,
  askFor: (whom) =>
    whom === null ? 'Право писать даёт администратор.' : `За правом писать обратитесь: ${whom}.`,
  writeToCustomer: 'Написать клиенту',
  writeTemplate: 'Выбрать шаблон',

  attach: 'Прикрепить файл',
  template: 'Шаблон',
  cannedReply: 'Готовый ответ',
  notLoaded: 'Не удалось загрузить эту часть. Проверьте сеть и попробуйте ещё раз.',
  loading: 'Загружаем',
  empty: 'Сначала напишите текст или прикрепите файл.',

  enter: 'Enter',
  ctrlEnter: 'Ctrl Enter',
  enterSends: 'Enter отправляет, Shift Enter начинает новую строку. Нажмите, чтобы отправлять по Ctrl Enter.',
  ctrlEnterSends: 'Отправка по Ctrl Enter. Нажмите, чтобы отправлять по Enter.',

  free: (time) => `Можно писать свободно ещё ${time}`,
  freeFor: {
    hours: (count) => some(count, 'час', 'часа', 'часов'),
    minutes: (count) => some(count, 'минуту', 'минуты', 'минут'),
  },
  short: (hours, minutes) => (hours > 0 ? `${hours} ч ${minutes} мин` : `${minutes} мин`),
  freeUntil: (at) => `До ${at}`,
  over: 'Время свободной переписки вышло. Пока клиент не напишет, можно отправить только одобренный шаблон.',
  textKept: 'Ваш текст сохранён:',

  back: 'Неотправленное на месте.',
  startAfresh: 'Начать заново',
  elsewhere: 'Этот текст изменили в другой вкладке.',
  takeTheirs: 'Взять тот текст',
  keepMine: 'Оставить мой',
  unsaved: 'Текст пока только здесь: сервис не отвечает. Попробуем ещё раз, пока вы пишете.',
  saveAgain: 'Сохранить сейчас',
  refusedBack: 'Не отправлено. Текст вернулся сюда.',
  left: (count) => `осталось ${count.toLocaleString('ru')}`,
  tooMany: (count) => `лишних: ${count.toLocaleString('ru')}`,
}
