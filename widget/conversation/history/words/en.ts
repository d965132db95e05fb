const plural = new Intl.PluralRules('en')

/** The words of histories and of what keeps them live in English; the shape of every other language. */
export const english = {
  account: 'by account',
  record: 'by record',
  title: { account: 'All sessions with this customer', record: 'All sessions of this record' },
  filters: 'Filters',
  line: 'Line',
  channel: 'Channel',
  state: 'State',
  author: 'Written by',
  any: 'any',
  authors: { customer: 'customer', operator: 'operators', process: 'processes and bots' },
  states: { queued: 'in the queue', active: 'open', closed: 'closed' },
  date: 'Go to a day',
  toPresent: 'To the newest',
  nothing: 'Nothing matches these filters',
  chosen: (count: number) => (count === 0 ? 'Filter' : `Filter: ${count}`),
  drop: (what: string) => `Drop the filter ${what}`,
  dropAll: 'Show all',
  unread: 'New',
  news: (count: number) => `${count} new ${plural.select(count) === 'one' ? 'message' : 'messages'}`,

  search: 'Search in the history',
  find: 'Find',
  howToSearch: 'Enter searches in all sessions',
  searching: 'Searching',
  tooShort: 'At least two letters are needed',
  hitOf: (which: number, count: number, isMore: boolean) => `${which} of ${count}${isMore ? '+' : ''}`,
  nothingFound: 'Nothing was found',
  nothingUntil: (day: string) => `Nothing was found back to ${day}`,
  further: 'Look further',
  older: 'Earlier hit',
  newer: 'Later hit',
  going: 'On the way there',
  missing: 'This message cannot be found here',
  close: 'Close',

  inDoubt:
    'The service did not answer, so nobody knows yet whether it left. We keep asking. Trying again never sends it twice.',
  connection: {
    offline: 'No network. New messages will appear when it is back.',
    reconnecting: 'Connection lost. Trying again.',
    ended: 'New messages do not arrive by themselves any more.',
  },
  connectionBrief: {
    offline: 'No network',
    reconnecting: 'Trying to connect',
    ended: 'Updates have stopped',
  },
  goTo: (name: string) => `Go to the session: ${name}`,
}

/** What every language must say. */
export type HistoryCatalogue = typeof english
