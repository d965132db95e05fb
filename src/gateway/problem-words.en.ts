import type { ProblemWords } from './problem-words.ts'

export const english: ProblemWords = {
  'malformed-json': {
    title: 'The body is not JSON',
    detail: () => 'The body could not be read as JSON.',
  },
  'bad-hook': { title: 'The event cannot be read', detail: () => 'The body is not an event of this host.' },
  'context-expired': {
    title: 'The card is out of date',
    detail: () => 'The time of this card is over. Load it again.',
  },
  'context-invalid': {
    title: 'The card has no valid pass',
    detail: () => 'This card was not opened by a page we know. Load it again.',
  },
  'secret-invalid': {
    title: 'The workspace secret is wrong',
    detail: () => 'Send Authorization: Bearer with the secret of a workspace of this gateway.',
  },
  'sign-in-needed': {
    title: 'Sign in first',
    detail: () => 'We do not know who you are, or your sign-in is over. Sign in to see the conversation.',
  },
  'sign-in-over': {
    title: 'The time to sign in is over',
    detail: () => 'The words for the note are no longer valid. Ask for new ones.',
  },
  'session-not-yours': {
    title: 'This is not one of your lines',
    detail: () => 'You do not work on the line of this conversation. An administrator can add you to it.',
  },
  'read-only': {
    title: 'You may only read here',
    detail: (about) =>
      `You may read here, but not write. Ask ${about === '' ? 'an administrator' : about} for access.`,
  },
  'too-many-tries': {
    title: 'Too many tries',
    detail: () => 'Too many people try to sign in just now. Try again in a minute.',
  },
  'origin-refused': {
    title: 'This page may not show the widget',
    detail: () =>
      'The address of the page is not among the origins of the workspace. An administrator can add it.',
  },
  'link-invalid': {
    title: 'The link does not work',
    detail: () => 'The time of this link to a file is over, or the link was changed.',
  },
  'unknown-operator': {
    title: 'You are not known here',
    detail: () => 'The host does not know this operator. Ask an administrator for access.',
  },
  'not-found': { title: 'There is no such page', detail: () => 'Nothing answers at this address.' },
  'unknown-workspace': {
    title: 'There is no such workspace',
    detail: () => 'This gateway has no workspace of that name.',
  },
  'unknown-contact': {
    title: 'There is no such contact',
    detail: () => 'The host has no such contact. Load the card again.',
  },
  'unknown-session': {
    title: 'There is no such session',
    detail: () => 'The host has no such session. Load the card again.',
  },
  'unknown-operation': {
    title: 'There is no such operation',
    detail: () => 'Nothing was ever asked for under this operation id.',
  },
  'unknown-callback': {
    title: 'There is no such callback',
    detail: () =>
      'No answer is owed for this operation: it was known at once, or nobody asked for a callback.',
  },
  'unknown-batch': {
    title: 'There is no such batch',
    detail: () => 'No list was ever sent under this batch id.',
  },
  'unknown-attachment': {
    title: 'There is no such file',
    detail: () => 'This file is not kept any more. Attach it again.',
  },
  'method-not-allowed': {
    title: 'The method does not fit',
    detail: (about) => `This address takes ${about}.`,
  },
  'operation-conflict': {
    title: 'The operation id is taken',
    detail: () => 'Another message was already asked for under this operation id. Nothing was sent.',
  },
  'batch-conflict': {
    title: 'The batch id is taken',
    detail: () => 'Another list was already sent under this batch id. Use a new id for a new list.',
  },
  'batch-in-progress': {
    title: 'The list is still coming',
    detail: () =>
      'Somebody is just sending the list of this batch. Ask again once that is done, or in a minute if it was cut off.',
  },
  'batch-move-refused': {
    title: 'Not possible now',
    detail: (about) => `That is not possible while the batch is ${STATES[about] ?? about}.`,
  },
  'in-progress': {
    title: 'The operation is just beginning',
    detail: () =>
      'The host is slow, and nothing is written down for this operation id yet. Ask again with the same body: nothing is sent twice.',
  },
  'draft-conflict': {
    title: 'The draft was changed somewhere else',
    detail: () =>
      'This draft was changed in another tab meanwhile. Choose which of the two to keep; nothing is overwritten until then.',
  },
  'session-changed': {
    title: 'The session has changed',
    detail: () =>
      'Somebody has taken, closed or reopened this session meanwhile. Nothing was done; look at it and choose again.',
  },
  'nothing-to-repeat': {
    title: 'There is nothing to repeat',
    detail: () => 'What was to happen after this message has not failed, or has not begun yet.',
  },
  'nothing-to-judge': {
    title: 'There is nothing to decide',
    detail: () =>
      'What became of this message is known by now, the host is at work on it, or somebody has decided already. Look again.',
  },
  'body-too-large': {
    title: 'The body is too large',
    detail: (about) => `A body may have at most ${about} bytes here.`,
  },
  'upload-quota': {
    title: 'There is no room for this file',
    detail: (about) =>
      `Your uploaded files take up to ${about} together, and this one does not fit any more. Remove a file from the message, or wait: a file goes seven days after it was uploaded.`,
  },
  'invalid-body': { title: 'The body does not fit', detail: (about) => `Not as described: ${about}.` },
  'invalid-query': { title: 'The address does not fit', detail: (about) => `Not as described: ${about}.` },
  'not-supported': {
    title: 'This host cannot do that',
    detail: () => 'The host behind this workspace has no such ability.',
  },
  internal: {
    title: 'Something went wrong on our side',
    detail: (about) => `Your text is kept. When it happens again, tell an administrator the number ${about}.`,
  },
  'journal-unavailable': {
    title: 'We cannot reach our memory',
    detail: () => 'Nothing was sent. Your text is kept; try again in a minute.',
  },
  stopping: { title: 'The gateway is stopping', detail: () => 'Ask again in a few seconds.' },
}

const STATES: Readonly<Record<string, string>> = {
  receiving: 'still being received',
  rejected: 'rejected for its wrong rows',
  running: 'running',
  paused: 'paused',
  cancelled: 'cancelled',
  done: 'done',
}
