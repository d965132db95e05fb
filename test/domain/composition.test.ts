import { describe, expect, it } from 'vitest'
import {
  assessComposition,
  assessReply,
  NO_DEMANDS,
  type Composition,
  type Demands,
} from '../../src/domain/composition.ts'
import type { ChannelPolicy } from '../../src/domain/policy.ts'
import type { Template } from '../../src/domain/template.ts'
import { line, operator, POLICY, session } from './facts.ts'

const letter: ChannelPolicy = {
  start: 'anyone',
  openSession: 'allowed',
  address: 'email',
  windowMs: null,
  subject: 'required',
  textLimit: 5,
}
const codes = (policy: ChannelPolicy, text: string, subject: string | null) =>
  assessComposition(policy, { text, subject }).map(({ code }) => code)

describe('what may be written', () => {
  it.each<[string, ChannelPolicy, string, string | null, string[]]>([
    ['R-MSG-1: a wholly empty message is refused', letter, ' \n\t', 'S', ['empty-message']],
    ['R-TEXT-1: a text at the limit', letter, '12345', 'S', []],
    ['R-TEXT-1: one above it', letter, '123456', 'S', ['text-too-long']],
    ['R-MAIL-1: a required subject that is blank', letter, 'Hi', ' ', ['subject-missing']],
    ['R-MAIL-1: an optional one that is missing', { ...letter, subject: 'optional' }, 'Hi', null, []],
    ['R-MAIL-1: one where there is none', { ...letter, subject: 'none' }, 'Hi', 'S', ['subject-not-taken']],
    ['R-MAIL-1: an empty one there', { ...letter, subject: 'none' }, 'Hi', '', []],
  ])('%s', (_rule, policy, text, subject, expected) => {
    expect(codes(policy, text, subject)).toEqual(expected)
  })
})

const MB = 1024 * 1024
const rich: ChannelPolicy = {
  ...letter,
  subject: 'none',
  textLimit: null,
  templates: { typed: true },
  attachments: { formats: ['pdf'], maxBytes: MB, maxTotalBytes: MB, maxCount: 2, alone: true },
  blindCopy: true,
}
const template: Template = {
  id: 't-1',
  name: 'Ready',
  language: 'en',
  category: null,
  header: null,
  body: 'Order {{number}}',
  footer: null,
  variables: [{ name: 'number', part: 'body', kind: 'text', choices: [], example: null }],
}
const offer = { name: 'offer.pdf', size: 10 }
const filled = { of: template, variables: { number: '15' } }

describe('what may be written beside plain text', () => {
  const found = (
    composition: Partial<Composition>,
    demands: Partial<Demands> = {},
    policy: ChannelPolicy = rich,
  ) =>
    assessComposition(policy, { text: '', subject: null, ...composition }, { ...NO_DEMANDS, ...demands }).map(
      ({ code }) => code,
    )
  const required = { template: 'required' } as const
  const optional = { template: 'optional' } as const

  it.each<[string, string[], string[]]>([
    ['R-TPL-1: text where a template is required', found({ text: 'Hi' }, required), ['template-required']],
    ['R-TPL-1: a template there', found({ template: filled }, required), []],
    ['R-TPL-2: text where one is optional', found({ text: 'Hi' }, optional), []],
    ['R-TPL-2: a template there', found({ template: filled }, optional), []],
    ['a template where there are none', found({ template: filled }), ['template-not-taken']],
    [
      'R-TPL-5: an empty variable',
      found({ template: { of: template, variables: {} } }, required),
      ['variable-missing'],
    ],
    [
      'R-TPL-3: one typed by hand',
      found({ text: 'Order 15', typed: { header: 'Hello', footer: null } }, required),
      [],
    ],
    [
      'R-TPL-3: one without a text',
      found({ text: ' ', typed: { header: 'Hello', footer: null } }, required),
      ['empty-message'],
    ],
    [
      'R-TPL-3: where the host has no such thing',
      found({ text: 'x', typed: { header: null, footer: null } }, required, {
        ...rich,
        templates: { typed: false },
      }),
      ['template-not-taken'],
    ],
    ['R-MSG-1: files alone', found({ attachments: [offer] }), []],
    [
      'R-MSG-1: files alone where they need a text',
      found({ attachments: [offer] }, {}, { ...rich, attachments: { ...rich.attachments!, alone: false } }),
      ['empty-message'],
    ],
    ['R-MSG-1: files and text', found({ text: 'Hi', attachments: [offer] }), []],
    ['R-MSG-1: nothing at all', found({}), ['empty-message']],
    [
      'files beside a template',
      found({ template: filled, attachments: [offer] }, required),
      ['text-with-attachments'],
    ],
    [
      'R-FILE-1: a file that is not taken',
      found({ text: 'Hi', attachments: [{ name: 'run.exe', size: 1 }] }),
      ['attachment-format'],
    ],
    ['R-MAIL-1: a blind copy', found({ text: 'Hi', blindCopy: ['boss@example.com'] }), []],
    ['R-MAIL-1: half a one', found({ text: 'Hi', blindCopy: ['boss@'] }), ['blind-copy-malformed']],
    [
      'R-MAIL-1: one where the host takes none',
      found({ text: 'Hi', blindCopy: ['boss@'] }, {}, { ...rich, blindCopy: false }),
      ['blind-copy-not-taken'],
    ],
    ['R-TAG-1: no tag where one is demanded', found({ text: 'Hi' }, { tags: 'required' }), ['tag-missing']],
    ['R-TAG-1: one there', found({ text: 'Hi', tags: ['vip'] }, { tags: 'required' }), []],
    ['R-TAG-1: none where they are optional', found({ text: 'Hi' }, { tags: 'optional' }), []],
  ])('%s', (_rule, codesFound, expected) => expect(codesFound).toEqual(expected))
})

const codesOf = (given: Parameters<typeof session>[0], who = operator, policy = POLICY) =>
  assessReply(policy, line, session(given), who).map(({ code }) => code)

describe('who may answer', () => {
  it('the session’s own operator, whoever is of the line when nobody has it, and the supervisor', () => {
    expect(codesOf({ operatorId: 'op-1' })).toEqual([])
    expect(codesOf({ operatorId: null, state: 'queued' })).toEqual([])
    expect(codesOf({ operatorId: 'op-2' }, { ...operator, id: 'op-3' })).toEqual([])
  })

  it('nobody else, and nobody in a closed one', () => {
    expect(codesOf({ operatorId: 'op-2' })).toEqual(['session-of-another-operator'])
    expect(codesOf({ operatorId: 'op-1', state: 'closed' })).toEqual(['session-closed'])
    expect(codesOf({ operatorId: null }, { ...operator, id: 'op-9' })).toEqual(['not-operator-of-line'])
  })

  it('where the host lets every operator of the line answer, a colleague may', () => {
    expect(codesOf({ operatorId: 'op-2' }, operator, { ...POLICY, reply: 'operators-of-line' })).toEqual([])
  })

  it('not who is offline (R-OPER-1)', () => {
    expect(codesOf({ operatorId: 'op-1' }, { ...operator, status: 'offline' })).toEqual(['operator-offline'])
    expect(codesOf({ operatorId: 'op-1' }, { ...operator, status: null })).toEqual([])
  })
})
