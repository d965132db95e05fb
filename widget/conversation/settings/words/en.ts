/** The words of what a person sets for themselves, in English; the shape of every other language. */
export const english = {
  open: 'Settings and keys',
  settings: 'Settings',
  close: 'Close',
  only: 'For you, in this browser.',
  density: 'How closely things stand',
  densities: { page: 'As the page has it', comfortable: 'Comfortable', compact: 'Compact' },

  notices: 'When a customer writes while you are elsewhere',
  notice: 'Tell me quietly',
  noticeHelp: 'The number in the tab’s title and a notification without a sound.',
  withText: 'With the words of the customer',
  withTextHelp: 'Without them it says only on which line, also on a locked screen.',
  denied:
    'The browser allows no notifications here, so only the tab’s title will tell. You can allow them in the browser’s settings of this site.',
  onlyTitle: 'This browser shows no notifications, so only the tab’s title will tell.',
  inFrame:
    'Not possible here: the card stands in a frame of another site, and browsers let such a frame tell nothing.',

  keys: 'Keys',
  keysHelp: 'They work while the card has the focus, and never while you type.',
  anywhere: 'In the card',
  thisList: 'This list',
  leave: 'Close what is open',
  inMessages: 'In the messages and the list of sessions',
  upDown: 'The one before, the next one',
  firstLast: 'The first, the last',
  inSearch: 'Where you search the history',
  inText: 'Where you write',
  send: 'Send',
  newLine: 'A new line',
  inLists: 'In lists that open',
  choose: 'Choose',

  newMessage: (customer: string | null) => (customer === null ? 'A customer has written' : customer),
}

/** What every language must say. A missing word is a type error. */
export type SettingWords = typeof english
