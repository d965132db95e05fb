import { englishRemedies } from './remedies.en.ts'
import type { Fact, FormSentences } from './sentences.ts'

const on = (line: string | undefined) => (line === undefined ? '' : ` on ${line}`)
const file = (fact: Fact): string => (fact('name') === undefined ? 'This file' : `“${fact('name')}”`)

/** Who opened a session (R-OPEN-4). */
const OPENERS: Record<string, ((fact: Fact) => string | undefined) | undefined> = {
  customer: () => 'the customer',
  process: () => 'a process',
  operator: (fact) => fact('opener'),
}

/** Reasons that only the form has to say, in English. */
const reasons: FormSentences['reasons'] = {
  'open-session': (fact, { operatorId, openedBy }) => {
    // When it began, not since when it is open: a customer who writes again resumes an old one on most hosts.
    const is = fact('openedAt') === undefined ? 'is open' : `is open (begun ${fact('openedAt')})`
    const [opener, holder] = [OPENERS[String(openedBy)]?.(fact), fact('operator')]
    const nobody = operatorId === null ? 'no operator has taken it yet' : undefined
    const beside =
      holder === undefined || holder === opener ? nobody : opener ? `${holder} has it` : `with ${holder}`
    if (!opener) return `A session${on(fact('line'))} ${is}${beside ? `, ${beside}` : ''}.`
    return `A session${on(fact('line'))} ${is}: ${opener} opened it${beside ? `, ${beside}` : ''}.`
  },
  'read-only': (fact) => `You may only read${fact('line') ? on(fact('line')) : ' here'}.`,
  'send-under-way': () =>
    'Another message to this address is on its way, and its fate is not known yet. Wait until it is.',
  'never-wrote': (fact) =>
    `The customer has never written here${fact('channel') ? ` (${fact('channel')})` : ''}, so we may not write first.`,
  'never-by-operator': (fact) =>
    fact('channel')
      ? `${fact('channel')}: only the customer can start.`
      : 'Only the customer can start here.',
  'not-enabled': () => 'This messenger does not let operators write first.',
  'opted-out': (fact) =>
    `The customer has asked not to be written to first here${fact('channel') ? ` (${fact('channel')})` : ''}.`,
  'consent-missing': (fact) =>
    `The customer has not agreed to be written to first here${fact('channel') ? ` (${fact('channel')})` : ''}, and without that we may not.`,
  'cap-reached': (fact) =>
    `Processes have written to the customer here as often as they may${fact('most') ? ` (${fact('most')})` : ''}.${fact('untilAt') ? ` The next message may go from ${fact('untilAt')} on.` : ''}`,
  'quiet-hours': (fact) =>
    `Customers are left alone at this hour${fact('untilAt') ? `, until ${fact('untilAt')}` : ''}, and the time limit was over before.`,
  blocked: () => 'The customer has blocked us here.',
  'channel-not-on-line': (fact) =>
    `${fact('line') ?? 'This line'} does not work with ${fact('channel') ?? 'this channel'}.`,
  'channel-not-on-host': (fact) => `${fact('channel') ?? 'This channel'} is not connected here.`,
  'address-malformed': (fact) =>
    fact('address') ? `The address “${fact('address')}” is not complete.` : 'The address is not complete.',
  'subject-missing': () => 'A letter needs a subject.',
  'subject-not-taken': () => 'Messages on this channel have no subject.',
  'template-unknown': () => 'This template may not be sent any more. Choose another.',
  'template-not-taken': () => 'No template can be sent here.',
  'variable-missing': (fact) => `Fill in “${fact('name') ?? 'every field'}” of the template.`,
  'variable-wrong': (fact) => `The value of “${fact('name') ?? 'a field'}” does not fit the template.`,
  'header-too-long': (fact) =>
    `The header has ${fact('length') ?? 'too many'} characters, at most ${fact('limit') ?? 'a few'} fit.`,
  'footer-too-long': (fact) =>
    `The footer has ${fact('length') ?? 'too many'} characters, at most ${fact('limit') ?? 'a few'} fit.`,
  'attachments-not-taken': () => 'This channel takes no files.',
  'attachment-format': (fact) =>
    `${file(fact)} cannot be sent here${fact('formats') ? `: only ${fact('formats')}` : ''}.`,
  'attachment-empty': (fact) => `${file(fact)} is empty.`,
  'attachment-too-large': (fact) =>
    `${file(fact)} is too large${fact('limitBytes') ? `: at most ${fact('limitBytes')}` : ''}.`,
  'attachment-gone': (fact) => `${file(fact)} is not kept any more. Attach it again.`,
  'attachments-too-large': (fact) =>
    `The files are too large together${fact('limitBytes') ? `: at most ${fact('limitBytes')}` : ''}.`,
  'too-many-attachments': (fact) => `Too many files${fact('limit') ? `: at most ${fact('limit')}` : ''}.`,
  'text-with-attachments': () => 'A template goes without files.',
  'blind-copy-not-taken': () => 'Blind copies cannot be sent here.',
  'blind-copy-malformed': (fact) =>
    fact('address')
      ? `The blind copy “${fact('address')}” is not a whole address.`
      : 'A blind copy needs a whole address.',
  'tag-missing': () => 'Choose at least one tag.',
  'field-missing': (fact) => `Fill in “${fact('field') ?? 'the required fields'}”.`,
  'field-wrong': (fact) => `The value of “${fact('field') ?? 'a field'}” does not fit.`,
  'after-not-offered': () => 'What was to happen after sending is not possible here.',
  'risk-not-confirmed': () =>
    'This number works through an unofficial connection and may be blocked for good. An administrator has to accept that first.',
  'template-rules-not-confirmed': () =>
    'An administrator has to confirm the rules of template messages before this line may send them.',
  'no-account': (fact) =>
    fact('channel')
      ? `The customer has no address for ${fact('channel')}.`
      : 'The customer has no such address.',
  'default-template-first': () =>
    'The time for free writing is over: the line’s own template goes first, your message second, and then we wait for the answer.',
  'letters-off': () => 'Mail notices to this customer are off, so the letter may not leave.',
  'typed-template': () =>
    'The list of templates is not there. Your text has to equal an approved template word for word, or it will not be delivered.',
  'operator-status-unknown': () => 'We cannot see whether you are online here.',
  'wrote-before-unknown': () => 'We cannot see whether the customer has written here before.',
  'open-session-unknown': () => 'We cannot see whether a session is open already.',
  'enabled-unknown': () => 'We cannot see whether this messenger lets operators write first.',
  'blocked-unknown': () => 'We cannot see whether the customer has blocked us here.',
  'window-unknown': () => 'We cannot see how long you may still write freely here.',
}

/** What only the form has to say, in English. */
export const englishForm: FormSentences = { reasons, remedies: englishRemedies }
