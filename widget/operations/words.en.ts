const plural = new Intl.PluralRules('en')
const many = (count: number, one: string, other: string): string =>
  `${count.toLocaleString('en')} ${plural.select(count) === 'one' ? one : other}`
const messages = (count: number): string => many(count, 'message', 'messages')

/** The words of Operations in English; the shape of the other language. */
export const english = {
  heading: 'Operations',
  notOpened: 'Open Operations from your system',
  notOpenedHelp: 'Your system says who you are and that you may be here. This page alone cannot know.',
  passOver: 'Your time here is over. Open Operations again from your system.',
  sections: 'Sections',
  moreThan: (count: number) => (count >= 1000 ? '999+' : count.toLocaleString('en')),
  more: 'Show more',
  tryAgain: 'Try again',
  loading: 'Loading',
  notFresh: (at: string) => `Not up to date since ${at}.`,
  back: 'Back',

  tabs: {
    unknown: 'Needs you',
    failed: 'Failures',
    waiting: 'Waiting',
    batches: 'Batches',
    callbacks: 'Callbacks',
    deeds: 'What was done',
  },
  about: {
    unknown:
      'The answer of your system was lost, and it cannot say whether the message left. It is never sent again by itself: look there, then decide.',
    failed:
      'Messages of the last seven days that did not leave, or that were not delivered. Nobody got anything.',
    waiting: 'Steps of processes that have not ended.',
    batches: 'Lists of people who get the same message.',
    callbacks: 'Answers that your process engine waits for.',
    deeds: 'Decisions, new tries and stops, with the person who made them.',
  },
  empty: {
    unknown: 'Nothing needs you',
    failed: 'Everything left',
    waiting: 'Nothing waits',
    batches: 'No batches yet',
    callbacks: 'Every answer was taken',
    callbacksAll: 'No answers yet',
    deeds: 'Nothing was done here yet',
  },
  emptyHelp: {
    unknown: 'A message whose fate nobody can find out will stand here within seconds.',
    failed: 'What cannot be sent will stand here, by its reason.',
    waiting:
      'Steps that wait for a session to close, for a time, or for what comes of their message will stand here.',
    batches: 'A list that is sent to POST /v1/batches will stand here with its progress.',
    callbacks: 'An answer that nobody takes at its address will stand here.',
    callbacksAll: 'Steps with a callback address will stand here.',
    deeds: 'Whoever decides, tries again or stops something here is written down.',
  },

  noAddress: 'No address',
  process: 'a process',
  byOperator: (name: string) => `written by ${name}`,
  fromBatch: (id: string) => `of batch ${id}`,
  number: (id: string) => `Operation ${id}`,
  noText: 'Without a text',

  askedAt: (at: string) => `Given to your system ${at}; no answer came.`,
  findings: {
    absent: 'Your system does not show it so far.',
    pending: 'Your system is still at work on it.',
    unknowable: 'Your system has no way to tell.',
    silent: 'Your system did not answer when it was asked.',
  } as Readonly<Record<string, string>>,
  lookedFor: 'Your system is being asked what became of it. There is nothing to decide yet.',
  looksAt: (at: string) => `It is asked again ${at}.`,
  looksNoMore: 'It is not asked again.',
  openInHost: 'Look in your system',
  openRecord: 'Open the record',
  arrived: 'It arrived',
  sendAgain: 'Send again',
  arrivedTitle: 'Has this message arrived?',
  arrivedMeans:
    'It will count as sent, and its process goes on so. Say it only if you see the message in your system or the customer has answered it. This cannot be taken back.',
  sendAgainTitle: 'Send this message again?',
  sendAgainMeans:
    'It will be sent now as a new message. If the first one did arrive after all, the customer gets it twice. This cannot be taken back.',
  judging: 'Your system is asked once more…',

  count: messages,
  undeliveredClass: 'Sent, and reported as not delivered later',
  refusedClass: 'Refused by a rule',
  failedClass: 'Not taken by your system',
  newest: (at: string) => `the newest ${at}`,
  leftToOperators: (count: number) => `${messages(count)} by operators, who were told and decide themselves`,
  inBatch: (count: number, id: string) => `${many(count, 'person', 'people')} of batch ${id}`,
  examples: 'Examples',
  retryAfterFix: 'Try again after the fix',
  retryTitle: (count: number) => `Send ${messages(count)} now?`,
  retryMeans:
    'None of them had left, so nobody gets anything twice. Every rule is asked again for each, and in quiet hours it waits until they are over. What still cannot be sent comes back here.',
  retryLateMeans:
    'Your system says that none of them was delivered. Each goes as a new message beside the old one. Every rule is asked again, and in quiet hours it waits until they are over.',
  retried: (count: number) => `${messages(count)} on the way again.`,
  leftToWriters: (count: number) =>
    `${messages(count)} left as before: on ${count === 1 ? 'its line' : 'their lines'} you may only read.`,
  nothingRetried: 'There was nothing left to try again.',

  why: {
    'open-session': 'Waits until the open session is closed',
    'send-at': 'Waits for its time',
    'quiet-hours': 'Waits for the end of quiet hours',
    waiting: 'About to begin',
    sending: 'Is being sent',
    watching: 'Was sent; waits for what comes of it',
  } as Readonly<Record<string, string>>,
  otherWhy: 'Waits',
  wanted: {
    accepted: 'until it is accepted',
    sent: 'until it is sent',
    delivered: 'until it is delivered',
    read: 'until it is read',
    answered: 'until the customer answers',
  } as Readonly<Record<string, string>>,
  deadline: (at: string) => `at the latest until ${at}`,
  next: (at: string) => `looks again ${at}`,
  leaves: (at: string) => `leaves ${at}`,
  hopOf: (sent: number, all: number) => `message ${sent} of ${all}`,
  cancel: 'Call off',
  cancelTitle: 'Call this step off?',
  cancelMeans:
    'What has not left will not leave, and its process goes on as “skipped”. What has left stays sent and is no longer watched.',
  calledOff: 'Called off, ending',

  batch: (id: string) => `Batch ${id}`,
  dryRun: 'dry run',
  states: {
    receiving: 'The list is coming',
    rejected: 'Not begun: the list has wrong rows',
    running: 'Under way',
    paused: 'Paused',
    cancelled: 'Cancelled',
    done: 'Done',
  },
  resting: (at: string) => `Rests until ${at}: your system is in trouble or wants us slower.`,
  progress: (done: number, total: number) =>
    `${done.toLocaleString('en')} of ${many(total, 'person', 'people')}`,
  parts: {
    sent: (count: number) => `${count.toLocaleString('en')} sent`,
    wouldSend: (count: number) => `${count.toLocaleString('en')} could be sent`,
    wrongRows: (count: number) => many(count, 'wrong row', 'wrong rows'),
    refused: (count: number) => `${count.toLocaleString('en')} refused`,
    failed: (count: number) => `${count.toLocaleString('en')} failed`,
    unknown: (count: number) => `${count.toLocaleString('en')} unknown`,
    skipped: (count: number) => `${count.toLocaleString('en')} skipped`,
    cancelled: (count: number) => `${count.toLocaleString('en')} not begun`,
  },
  undelivered: (count: number) =>
    `${count.toLocaleString('en')} of the sent ${plural.select(count) === 'one' ? 'was' : 'were'} not delivered, as your system said later.`,
  seeFailures: 'See why and try again',
  rate: (rate: number) => `${rate.toLocaleString('en', { maximumFractionDigits: 1 })} a second`,
  left: (time: string) => `about ${time} left`,
  pause: 'Pause',
  resume: 'Resume',
  cancelBatch: 'Cancel',
  cancelBatchTitle: 'Cancel this batch for good?',
  cancelBatchMeans: (count: number) =>
    `${many(count, 'person', 'people')} will get nothing. Who is under way is finished. This cannot be taken back; to stop for a while, pause it.`,
  results: 'Results',
  errors: 'Wrong rows',

  callbackStates: {
    waiting: 'Its step has not ended',
    pending: 'Not taken yet',
    delivered: 'Taken',
    'given-up': 'Given up after three days',
  },
  showCallbacks: 'Which answers',
  notTaken: 'Not taken',
  all: 'All',
  tries: (count: number) => many(count, 'try', 'tries'),
  notTried: 'not tried yet',
  answered: (status: number, at: string) => `answered ${status}, ${at}`,
  noAnswer: (at: string) => `no answer ${at}`,
  nextTry: (at: string) => `next try ${at}`,
  retryNow: 'Try now',
  sendOnceMore: 'Post once more',

  done: (who: string, what: string) => `${who}: ${what}`,
  secret: 'Somebody with the workspace’s key',
  deeds: {
    arrived: 'said that it arrived',
    'send-again': 'had it sent again',
    cancel: 'called a step off',
    'failures-retry': 'tried a class again',
    'batch-pause': 'paused a batch',
    'batch-resume': 'resumed a batch',
    'batch-cancel': 'cancelled a batch',
    'batch-retry': 'tried people of a batch again',
    'callback-retry': 'posted an answer once more',
  } as Readonly<Record<string, string>>,
  deedUnfinished: 'its end is not known',
  deedRefused: 'it could not be done',
}

export type OperationsCatalogue = typeof english
