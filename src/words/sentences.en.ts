import type { Sentences } from './sentences.ts'

export const english: Sentences = {
  reasons: {
    'not-operator-of-line': (fact) => `You do not work on ${fact('line') ?? 'this line'}.`,
    'operator-offline': () => 'Your status is offline, so you cannot write to customers.',
    'empty-message': () => 'The message is empty.',
    'text-too-long': (fact) =>
      fact('length') && fact('limit')
        ? `The text has ${fact('length')} characters, at most ${fact('limit')} fit here.`
        : 'The text is too long for this channel.',
    'template-required': () => 'Until the customer writes here, only an approved template may be sent.',
    'window-over': () => 'Until the customer writes here, nothing may be sent.',
    'session-closed': () => 'This session is closed.',
    other: () => 'Not possible now. Reload the page to see why.',
    'session-of-another-operator': (fact) =>
      `${fact('operator') ?? 'Another operator'} has this session. You can read it.`,
  },
  failures: {
    blocked: (fact) =>
      `Not delivered: the customer has blocked us${inside(fact('channel'))}. Write another way.`,
    'not-a-user': (fact) =>
      `Not delivered: this address is not ${fact('channel') ? `in ${fact('channel')}` : 'a user of the messenger'}. Write another way.`,
    'not-approved-template': () =>
      'Not delivered: the text does not match an approved template. Choose a template and send again.',
    'window-closed': () =>
      'Not delivered: until the customer writes here, only an approved template may be sent.',
    'address-unreachable': () => 'Not delivered: this address does not exist. Check it with the customer.',
    'channel-setup': () => 'Not delivered: the channel is not set up or not paid for. Tell an administrator.',
    'channel-broken': () => 'Not delivered: the channel has a fault of its own. Send again later.',
    'not-sent': () => 'The message did not leave. You can send it again.',
    unknown: (fact) =>
      fact('hostText')
        ? 'Not delivered. The channel says:'
        : 'Not delivered, and the channel does not say why.',
    'outcome-unknown': () =>
      'The answer was lost on the way, so nobody knows yet whether the customer got the message. We keep asking and never send it twice.',
  },
}

function inside(channel: string | undefined): string {
  return channel === undefined ? '' : ` in ${channel}`
}
