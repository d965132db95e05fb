import { LABELS } from '../../templates/words/labels.ts'

/** The words of canned replies in English; the shape of every other language. */
export const english = {
  reply: LABELS.en.reply,
  whose: 'Whose replies',
  tabs: { mine: 'Mine', directory: 'Directory' },
  search: 'Search replies by title or text',
  close: 'Close the list',
  loading: 'Loading canned replies',
  found: (count: number) => `${count.toLocaleString('en')} ${count === 1 ? 'reply' : 'replies'}`,
  atLeast: (count: number) => `${count.toLocaleString('en')} so far`,
  looking: 'Looking further',
  nothing: 'No reply has these words.',
  none: { mine: 'You have no replies of your own.', directory: 'There are no replies in the directory.' },
  more: 'Show more',
}

/** What every language must say. A missing word is a type error. */
export type ReplyCatalogue = typeof english
