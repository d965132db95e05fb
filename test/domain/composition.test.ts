import { describe, expect, it } from 'vitest'
import { assessComposition, assessReply } from '../../src/domain/composition.ts'
import type { ChannelPolicy } from '../../src/domain/policy.ts'
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
