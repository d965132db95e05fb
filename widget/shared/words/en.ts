const plural = new Intl.PluralRules('en')

/** The words of the card in English; the shape of every other language. The form has a catalogue of its own, loaded with it. */
export const english = {
  heading: 'Conversation in Lines',
  newSession: 'New session',
  draftKept: 'You have a draft',
  draft: 'Draft',
  tryAgain: 'Try again',
  loading: 'Loading the conversation',

  sessions: 'Sessions',
  allSessions: 'All sessions',
  /** `more`: there are more of them than are known yet. */
  sessionCount: (count: number, more: boolean) =>
    `${count}${more ? '+ sessions' : plural.select(count) === 'one' ? ' session' : ' sessions'}`,
  showSessions: 'Show all sessions',
  moreSessions: 'Earlier sessions',
  stateQueued: 'In the queue',
  stateClosed: 'Closed',
  stateActive: 'Open',
  since: (state: string, at: string) => `${state} since ${at}`,
  closedAt: (at: string) => `Closed ${at}`,
  with: (operator: string) => `with ${operator}`,
  noWords: 'No messages yet',
  openInHost: 'Open in the host',

  messages: 'Messages',
  earlier: 'Earlier messages',
  beginning: 'The conversation starts here',
  today: 'Today',
  yesterday: 'Yesterday',
  justNow: 'now',
  customer: 'Customer',
  about: 'Details',
  you: 'You',
  yourNote: 'Your note to colleagues',
  operator: 'Operator',
  automaton: 'System',
  markOutgoing: 'Outgoing',
  markAutomatic: 'Automatic',

  statuses: {
    sending: 'Sending',
    accepted: 'Accepted by the host',
    sent: 'Sent',
    delivered: 'Delivered',
    read: 'Read',
    failed: 'Not delivered',
    unsent: 'Not sent',
    unknown: 'Not known yet',
  },

  sendAgain: 'Send again as a new message',
  writeAgain: 'Write again',
  discard: 'Remove',

  noContact: 'There is no contact on this record',
  noContactHelp: 'Add one to the record, or start a session with somebody you search for.',
  noSessions: 'Nobody has written yet',
  noSessionsHelp: 'Sessions on all lines with this customer will stand here.',

  problems: {
    card: 'The conversation cannot be shown',
    'gateway-unreachable': 'The service does not answer. Check the network and try again.',
    'gateway-timeout': 'The service took too long to answer. Try again in a minute.',
    'gateway-unreadable':
      'The service answered something we cannot read. Try again, or tell an administrator.',
  },
}

/** What every language must say. A missing word is a type error. */
export type Catalogue = typeof english
