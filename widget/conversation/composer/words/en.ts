const plural = new Intl.PluralRules('en')
const some = (count: number, one: string, many: string): string =>
  `${count} ${plural.select(count) === 'one' ? one : many}`

/** The words of answering and noting in English. */
export const english = {
  write: 'Write a message',
  writeNote: 'Write a note to colleagues',
  send: 'Send',
  saveNote: 'Leave the note',
  how: 'Answer or note',
  answer: 'Answer',
  note: 'Note',
  noteStays: 'Only colleagues see it. It is never sent.',
  mayOnlyRead: (line: string | null) =>
    line === null ? 'You may only read here.' : `You may only read on ${line}.`,
  /** `null`: nobody is named. */
  askFor: (whom: string | null) => `To write, ask ${whom ?? 'an administrator'} for access.`,
  writeToCustomer: 'Write to the customer',
  writeTemplate: 'Choose a template',

  attach: 'Attach a file',
  template: 'Template',
  cannedReply: 'Canned reply',
  notLoaded: 'This part could not be loaded. Check the network and try again.',
  loading: 'Loading',
  empty: 'Write something first, or attach a file.',

  enter: 'Enter',
  ctrlEnter: 'Ctrl Enter',
  enterSends: 'Enter sends, Shift Enter begins a new line. Press to send with Ctrl Enter.',
  ctrlEnterSends: 'Ctrl Enter sends. Press to send with Enter.',

  free: (time: string) => `Free writing for ${time} more`,
  freeFor: {
    hours: (count: number) => some(count, 'hour', 'hours'),
    minutes: (count: number) => some(count, 'minute', 'minutes'),
  },
  /** Beside the composer, in the least room. */
  short: (hours: number, minutes: number) => (hours > 0 ? `${hours} h ${minutes} min` : `${minutes} min`),
  freeUntil: (at: string) => `Until ${at}`,
  over: 'The time for free writing is over. Until the customer writes, only an approved template may be sent.',
  textKept: 'Your text is kept:',

  back: 'What you have not sent is back.',
  startAfresh: 'Start afresh',
  elsewhere: 'This was changed in another tab.',
  takeTheirs: 'Take that text',
  keepMine: 'Keep mine',
  unsaved: 'This text is only here: the service does not answer. It is tried again as you write.',
  saveAgain: 'Keep it now',
  refusedBack: 'Not sent. Your text is back.',
  left: (count: number) => `${count.toLocaleString('en')} left`,
  tooMany: (count: number) => `${count.toLocaleString('en')} too many`,
}

/** What every language must say. A missing word is a type error. */
export type ComposerCatalogue = typeof english
