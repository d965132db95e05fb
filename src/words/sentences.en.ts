import type { Sentences } from './sentences.ts'

const on = (line: string | undefined) => (line === undefined ? '' : ` on ${line}`)

export const english: Sentences = {
  reasons: {
    'open-session': (fact, { operatorId }) => {
      const is = fact('openedAt') === undefined ? 'is open' : `has been open since ${fact('openedAt')}`
      if (fact('operator') !== undefined)
        return `A session${on(fact('line'))} ${is}, with ${fact('operator')}.`
      const nobody = operatorId === null ? ', no operator has taken it yet' : ''
      return `A session${on(fact('line'))} ${is}${nobody}.`
    },
    'send-under-way': () =>
      'Another message to this address is on its way, and its fate is not known yet. Wait until it is.',
    'never-wrote': (fact) =>
      `The customer has never written here${fact('channel') ? ` (${fact('channel')})` : ''}, so we may not write first.`,
    'never-by-operator': (fact) =>
      fact('channel')
        ? `${fact('channel')}: only the customer can start.`
        : 'Only the customer can start here.',
    'not-enabled': () => 'This messenger does not let operators write first.',
    blocked: () => 'The customer has blocked us here.',
    'channel-not-on-line': (fact) =>
      `${fact('line') ?? 'This line'} does not work with ${fact('channel') ?? 'this channel'}.`,
    'channel-not-on-host': (fact) => `${fact('channel') ?? 'This channel'} is not connected here.`,
    'address-malformed': (fact) =>
      fact('address') ? `The address “${fact('address')}” is not complete.` : 'The address is not complete.',
    'not-operator-of-line': (fact) => `You do not work on ${fact('line') ?? 'this line'}.`,
    'operator-offline': () => 'Your status is offline, so you cannot write to customers.',
    'empty-message': () => 'The message is empty.',
    'text-too-long': (fact) =>
      fact('length') && fact('limit')
        ? `The text has ${fact('length')} characters, at most ${fact('limit')} fit here.`
        : 'The text is too long for this channel.',
    'subject-missing': () => 'A letter needs a subject.',
    'subject-not-taken': () => 'Messages on this channel have no subject.',
    'template-required': () =>
      'The time for free writing is over: only an approved template may be sent until the customer answers.',
    'session-closed': () => 'This session is closed.',
    'session-of-another-operator': (fact) =>
      `${fact('operator') ?? 'Another operator'} has this session. You can read it.`,
    'no-account': (fact) =>
      fact('channel')
        ? `The customer has no address for ${fact('channel')}.`
        : 'The customer has no such address.',
    'operator-status-unknown': () => 'We cannot see whether you are online here.',
    'wrote-before-unknown': () => 'We cannot see whether the customer has written here before.',
    'open-session-unknown': () => 'We cannot see whether a session is open already.',
    'enabled-unknown': () => 'We cannot see whether this messenger lets operators write first.',
    'blocked-unknown': () => 'We cannot see whether the customer has blocked us here.',
    'window-unknown': () => 'We cannot see how long you may still write freely here.',
  },
  failures: {
    blocked: (fact) =>
      `Not delivered: the customer has blocked us${inside(fact('channel'))}. Write another way.`,
    'not-a-user': (fact) =>
      `Not delivered: this address is not ${fact('channel') ? `in ${fact('channel')}` : 'a user of the messenger'}. Write another way.`,
    'not-approved-template': () =>
      'Not delivered: the text does not match an approved template. Choose a template and send again.',
    'window-closed': () => 'Not delivered: the time for free writing is over. Send an approved template.',
    'address-unreachable': () => 'Not delivered: this address does not exist. Check it with the customer.',
    'not-sent': () => 'The message did not leave. You can send it again.',
    unknown: () => 'Not delivered, and the channel does not say why.',
    'outcome-unknown': () =>
      'The answer was lost on the way, so nobody knows yet whether the customer got the message. We keep asking and never send it twice.',
  },
  remedies: {
    'open-session': () => 'Go to the session',
    'choose-another': () => 'Choose another way to write',
    'fix-address': ({ suggestion }) =>
      suggestion === null ? 'Correct the address on the record' : `Correct it on the record to ${suggestion}`,
    'customer-writes-first': () => 'Ask the customer to write here first',
    'ask-administrator': () => 'Ask an administrator for access',
    'go-online': () => 'Switch your status to online',
    shorten: ({ limit }) => `Shorten the text to ${limit.toLocaleString('en')} characters`,
    fill: ({ field }) => (field === 'text' ? 'Write a message' : 'Fill in the subject'),
  },
}

function inside(channel: string | undefined): string {
  return channel === undefined ? '' : ` in ${channel}`
}
