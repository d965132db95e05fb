import { expect, it } from 'vitest'
import { failureOf } from '../../../src/hosts/chatwoot/failures.ts'
import { CHANNEL_FAILURES } from '../../../src/words/index.ts'
import { MESSAGE } from './samples.ts'

it.each([
  ['131047: Re-engagement message', 'window-closed'],
  ['131026: Message undeliverable', 'not-a-user'],
  ['132001: Template name does not exist in the translation', 'not-approved-template'],
  ['Template not found or invalid template name', 'not-approved-template'],
  ['131000: Something went wrong', 'unknown'],
  ['Order 131047 could not be sent', 'unknown'],
  ['1310471: no code of theirs', 'unknown'],
  ['constructor', 'unknown'],
])('“%s” is %s, and its words are kept (R-ERR-2)', (text, code) => {
  const failure = failureOf({ ...MESSAGE, content_attributes: { external_error: text } })
  expect(failure).toEqual({ code, text })
  expect(CHANNEL_FAILURES).toContain(failure.code)
})

it('nothing told is unknown, without words', () => {
  expect(failureOf({ ...MESSAGE, content_attributes: {} })).toEqual({ code: 'unknown', text: '' })
})
