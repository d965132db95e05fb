/** The words of what one does with a session in English. */
export const english = {
  more: 'What can be done with this session',
  deeds: {
    take: 'Take it',
    'hand-over': 'Hand over…',
    close: 'Close…',
    reopen: 'Open again',
  },
  doing: {
    take: 'Taking the session',
    'hand-over': 'Handing the session over',
    close: 'Closing the session',
    reopen: 'Opening the session again',
  },
  done: {
    take: 'The session is yours.',
    'hand-over': 'The session is handed over.',
    close: 'The session is closed.',
    reopen: 'The session is open again.',
  },
  failed: {
    take: 'The session was not taken.',
    'hand-over': 'The session was not handed over.',
    close: 'The session was not closed.',
    reopen: 'The session was not opened again.',
  },
  unknown: 'The answer was lost on the way, so nobody knows yet whether this was done. Look at the session.',
  dismiss: 'Dismiss',

  handOver: 'Hand this session over',
  toWhom: 'To whom',
  findTarget: 'Name of a person, group or department',
  nobody: 'The host names nobody to whom it could go.',
  comment: 'Comment for whoever gets it',
  give: 'Hand over',
  targetMissing: 'Choose to whom it goes.',
  close: 'Close this session',
  closing: 'The customer can write again; then it opens again, or a new one begins.',
  tags: 'Tags',
  findTag: 'Name of a tag',
  tagMissing: 'This line asks for at least one tag.',
  closeNow: 'Close the session',
  cancel: 'Cancel',
  loading: 'Loading what there is to choose',
  targetKinds: {
    operator: 'People',
    group: 'Groups',
    skill: 'Skills',
    bot: 'Bots',
    department: 'Departments',
  },
}

/** What every language must say. A missing word is a type error. */
export type DeedCatalogue = typeof english
