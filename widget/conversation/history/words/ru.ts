import type { HistoryCatalogue } from './en.ts'

/** The words of the merged history in Russian. */
export const russian: HistoryCatalogue = {
  show: 'Показать',
  oneSession: 'Одна сессия',
  account: 'Все сессии по аккаунту',
  record: 'Все сессии по записи',
  title: { account: 'Все сессии с клиентом', record: 'Все сессии по этой записи' },
  filters: 'Фильтры',
  line: 'Линия',
  channel: 'Канал',
  state: 'Состояние',
  author: 'Кто написал',
  any: 'любые',
  authors: { customer: 'клиент', operator: 'операторы', process: 'процессы и боты' },
  states: { queued: 'в очереди', active: 'открыты', closed: 'закрыты' },
  date: 'По дату',
  toPresent: 'К последним',
  nothing: 'Под эти фильтры ничего не подходит',
  connection: {
    offline: 'Нет сети. Новые сообщения появятся, когда она вернётся.',
    reconnecting: 'Связь прервалась. Восстанавливаем.',
    ended: 'Новые сообщения больше не приходят сами.',
  },
  goTo: (name) => `Перейти в сессию: ${name}`,
}
