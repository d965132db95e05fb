/** The words of histories and of what keeps them live in English; the shape of every other language. */
export const english = {
  show: 'Show',
  oneSession: 'One session',
  account: 'All sessions, by account',
  record: 'All sessions, by record',
  title: { account: 'All sessions with this customer', record: 'All sessions of this record' },
  filters: 'Filters',
  line: 'Line',
  channel: 'Channel',
  state: 'State',
  author: 'Written by',
  any: 'any',
  authors: { customer: 'customer', operator: 'operators', process: 'processes and bots' },
  states: { queued: 'in the queue', active: 'open', closed: 'closed' },
  date: 'Up to the date',
  toPresent: 'To the newest',
  nothing: 'Nothing matches these filters',
  connection: {
    offline: 'No network. New messages will appear when it is back.',
    reconnecting: 'Connection lost. Trying again.',
    ended: 'New messages do not arrive by themselves any more.',
  },
  goTo: (name: string) => `Go to the session: ${name}`,
}

/** What every language must say. */
export type HistoryCatalogue = typeof english
