/** The words of the form in English; the shape of every other language. */
export const english = {
  title: 'New session',
  titleWith: (name: string) => `New session with ${name}`,
  close: 'Close',
  cancel: 'Cancel',
  send: 'Create and send',
  sending: 'Sending',
  tryAgain: 'Try again',
  keys: 'Ctrl ↵ sends',

  line: 'Line',
  allLines: 'All my lines',

  contact: 'Customer',
  change: 'Another customer',
  cannotSearch: 'Customers cannot be searched on this host. Open the form from a record with a contact.',

  justNow: 'just now',
  ago: (passed: string) => `${passed} ago`,
  lastWritten: (when: string, by: string | null, place: string) =>
    `Last written to ${when}${by === null ? '' : ` by ${by}`} · ${place}`,
  lastAutomatic: (when: string, place: string) => `Last written to ${when}, automatically · ${place}`,

  where: 'Where',
  onLine: (line: string) => `line ${line}`,
  free: 'Free',
  freeUntil: (at: string) => `Free until ${at}`,
  left: (count: number) => `${count.toLocaleString('en')} left`,
  over: (count: number) => `${count.toLocaleString('en')} too many`,
  minutesLeft: (count: number) => `${count} min left`,
  templateOnly: 'Template only',
  templateFirst: 'Template goes first',
  ages: { only: '', newest: 'from the record', older: 'older address of the line' },
  mailbox: (address: string) => `from ${address}`,
  useSuggestion: (phone: string) => `Use ${phone}`,
  checkAgain: 'Check again',
  copyForAdministrator: 'Copy for an administrator',
  copied: 'Copied',
  askAdministrator: (line: string, place: string, why: string) =>
    `I cannot write to a customer (line ${line}, ${place}): ${why}`,
  noWays:
    'There is no address of this customer on your lines. Add a phone or an email to their card, or write to another customer.',
  noWaysOnLine: 'This customer has no address on this line.',
  chooseWay: 'Choose where to write.',
  chooseContact: 'Choose the customer first.',
  loadingWays: 'Looking at where you may write',
  cannotTell: {
    blocked: 'The host does not tell whether a customer has blocked us.',
    delivered: 'The host does not tell whether a message was delivered.',
    both: 'The host tells neither whether a customer has blocked us nor whether a message was delivered.',
  },

  subject: 'Subject',
  subjectOptional: 'May stay empty',
  message: 'Message',
  messageHint: 'Write the first message',

  goesFirst: 'The line’s own message goes first',
  goesSecond: 'Then yours',
  offersProblem: 'We could not learn what may be sent this way.',

  restored: 'Your draft is back.',
  startAfresh: 'Start afresh',
  changedElsewhere: 'This draft was changed in another tab.',
  takeTheirs: 'Take that one',
  keepMine: 'Keep mine',
  unsaved: 'The draft could not be saved yet: it is only here.',

  refusedTitle: 'Not sent.',
  go: 'Go to the session',
  continueThere: 'Send it there',
  chooseAnother: 'Choose another way',
  keptDraft: 'Your text is kept.',
  brokenHint: 'Your text is kept. Trying again sends it once at most.',
  failedHint: 'The customer got nothing. Your text is kept.',
  alreadySent: 'This draft was sent already:',
  slow: 'This takes longer than usual. You may close the form: the card shows how it ends.',
  unknownHint: 'Do not write it again yet: the card will show how it ended.',
  meanwhile: 'Meanwhile this has changed.',

  sent: {
    nothing: () => 'Sent.',
    'assign-to-me': () => 'Sent, and the session is yours.',
    close: () => 'Sent, and the session is closed.',
    'hand-over': (target: string | null) =>
      target === null ? 'Sent and handed over.' : `Sent and handed over to ${target}.`,
    'assign-to-me-failed': () => 'Sent. The session could not be assigned to you.',
    'close-failed': () => 'Sent. The session could not be closed.',
    'hand-over-failed': (target: string | null) =>
      target === null ? 'Sent. The hand-over failed.' : `Sent. The hand-over to ${target} failed.`,
    'assign-to-me-pending': () => 'Sent. The session is still being assigned to you.',
    'close-pending': () => 'Sent. The session is still being closed.',
    'hand-over-pending': (target: string | null) =>
      target === null
        ? 'Sent. The hand-over is still under way.'
        : `Sent. The hand-over to ${target} is still under way.`,
  },
  repeat: {
    nothing: '',
    'assign-to-me': 'Repeat the assignment',
    close: 'Repeat the closing',
    'hand-over': 'Repeat the hand-over',
  },
  repeatHint: 'The customer does not get the message twice.',
  repeating: 'Repeating',
  sentTo: (name: string) => `Sent to ${name}.`,
  sentAsFinished: 'The letter is sent. No session opens for it.',
  waitsForAnswer: 'Free writing waits for the customer’s answer.',
  earlierText: 'An earlier version of this text is on its way already.',
}

/** What every language must say. A missing word is a type error. */
export type FormCatalogue = typeof english
