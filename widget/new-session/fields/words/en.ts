/** The words about tags, the host's fields, blind copies and what comes after sending, in English; the shape of every other language. */
export const english = {
  remove: (name: string) => `Remove ${name}`,
  chosen: (name: string) => `${name} is chosen.`,
  takenAway: (name: string) => `${name} is removed.`,
  nothingFound: 'Nothing found.',
  found: (count: number) => (count === 1 ? 'One found.' : `${count} found.`),
  moreFound: (count: number) => `${count} more: write a few letters.`,

  tags: 'Tags',
  findTag: 'Find a tag',
  tagsNeeded: 'At least one is needed here.',

  moreFields: (count: number) => `More fields (${count})`,
  notChosen: 'Not chosen',
  findChoice: 'Find',
  yes: 'Yes',
  no: 'No',
  known: {
    assignee: 'Assignee',
    department: 'Department',
    priority: 'Priority',
    'send-letter': 'Send the letter to the customer',
    'from-customer': 'The first message is the customer’s',
  },

  after: 'After sending',
  choices: { 'assign-to-me': 'Assign to me', close: 'Close at once', 'hand-over': 'Hand over to…' },
  only: {
    'assign-to-me': 'The session will be yours.',
    close: 'The session will be closed at once.',
    'hand-over': 'The session will be handed over.',
  },
  finished: 'The letter is sent as finished; no session opens.',
  toWhom: 'To whom',
  findTarget: 'Find by name',
  noTarget: 'Choose to whom the session is handed over.',
  noTargets: 'There is nobody to hand it over to.',
  comment: 'Comment',
  commentHint: 'Comment, may stay empty',
  targetKinds: {
    operator: 'Operators',
    group: 'Groups',
    skill: 'Skills',
    bot: 'Bots',
    department: 'Departments',
  },

  blindCopy: 'Blind copy',
  addBlindCopy: 'Add a blind copy',
  blindCopyHint: 'Addresses with commas between. The customer does not see them.',
  copies: (count: number) => (count === 1 ? 'One address.' : `${count} addresses.`),
}

/** What every language must say. A missing word is a type error. */
export type FieldCatalogue = typeof english
