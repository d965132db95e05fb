import type { HistoryCatalogue } from './en.ts'

const plural = new Intl.PluralRules('ru')
const NEWS: Readonly<Record<string, string>> = { one: 'новое сообщение', few: 'новых сообщения' }

/** The words of histories in Russian. */
export const russian: HistoryCatalogue = {
  account: 'по аккаунту',
  record: 'по записи',
  title: { account: 'Все сессии с клиентом', record: 'Все сессии по этой записи' },
  filters: 'Фильтры',
  line: 'Линия',
  channel: 'Канал',
  state: 'Состояние',
  author: 'Кто написал',
  any: 'любые',
  authors: { customer: 'клиент', operator: 'операторы', process: 'процессы и боты' },
  states: { queued: 'в очереди', active: 'открыты', closed: 'закрыты' },
  date: 'Перейти к дню',
  toPresent: 'К последним',
  nothing: 'Под эти фильтры ничего не подходит',
  chosen: (count) => (count === 0 ? 'Фильтр' : `Фильтр: ${count}`),
  drop: (what) => `Убрать фильтр «${what}»`,
  dropAll: 'Показать всё',
  unread: 'Новые',
  news: (count) => `${count} ${NEWS[plural.select(count)] ?? 'новых сообщений'}`,

  search: 'Поиск по переписке',
  find: 'Найти',
  howToSearch: 'Enter — искать во всех сессиях',
  searching: 'Ищем',
  tooShort: 'Нужны хотя бы две буквы',
  hitOf: (which, count, isMore) => `${which} из ${count}${isMore ? '+' : ''}`,
  nothingFound: 'Ничего не нашлось',
  nothingUntil: (day) => `Просмотрено до ${day}, ничего не нашлось`,
  further: 'Искать дальше',
  older: 'Более раннее совпадение',
  newer: 'Более позднее совпадение',
  going: 'Переходим туда',
  missing: 'Этого сообщения здесь не найти',
  close: 'Закрыть',

  inDoubt:
    'Сервис не ответил, и пока неизвестно, ушло ли сообщение. Мы продолжаем спрашивать. Повтор не отправит его второй раз.',
  connection: {
    offline: 'Нет сети. Новые сообщения появятся, когда она вернётся.',
    reconnecting: 'Связь прервалась. Восстанавливаем.',
    ended: 'Новые сообщения больше не приходят сами.',
  },
  connectionBrief: { offline: 'Нет сети', reconnecting: 'Восстанавливаем связь', ended: 'Новое не приходит' },
  goTo: (name) => `Перейти в сессию: ${name}`,
}
