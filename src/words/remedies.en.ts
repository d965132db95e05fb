import type { FormPart } from '../domain/reasons.ts'
import type { Remedies } from './sentences.ts'

/** The steps that lift reasons, in English: only the form makes buttons and lines of them. */
export const englishRemedies: Remedies = {
  'open-session': () => 'Go to the session',
  'choose-another': () => 'Choose another way to write',
  'fix-address': ({ suggestion }) =>
    suggestion === null ? 'Correct the address on the record' : `Correct it on the record to ${suggestion}`,
  'obtain-consent': () => 'Ask the customer for consent and have it recorded',
  'customer-writes-first': () => 'Ask the customer to write here first',
  'ask-administrator': ({ whom }) => `Ask ${whom ?? 'an administrator'} for access`,
  'go-online': () => 'Switch your status to online',
  shorten: ({ limit }) => `Shorten the text to ${limit.toLocaleString('en')} characters`,
  'remove-attachment': ({ name }) => `Remove ${name}`,
  fill: ({ field }) => FILL[field],
}

const FILL: Record<FormPart, string> = {
  text: 'Write a message',
  subject: 'Fill in the subject',
  template: 'Choose a template',
  variables: 'Fill in the template',
  attachments: 'Remove a file',
  'blind-copy': 'Correct the blind copy',
  tags: 'Choose a tag',
  fields: 'Fill in the field',
  after: 'Choose what happens after sending',
}
