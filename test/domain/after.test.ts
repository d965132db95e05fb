import { describe, expect, it } from 'vitest'
import { afterChoices, AFTER_KINDS } from '../../src/domain/after.ts'
import { assessAfter } from '../../src/domain/composition.ts'
import { line } from './facts.ts'

const ALL = { after: AFTER_KINDS }
const MESSENGER = {}
const LETTER = { finished: true }

describe('what may happen after sending', () => {
  it('is what the host can do, the usual choice first (R-AFTER-1)', () => {
    expect(afterChoices(ALL, MESSENGER, line, 'op-1')).toEqual(['assign-to-me', 'close', 'hand-over'])
    expect(afterChoices({ after: [] }, MESSENGER, line, 'op-1')).toEqual([])
  })

  it('is the assignment to its creator where the host says nothing (R-AFTER-4)', () => {
    expect(afterChoices({}, MESSENGER, line, 'op-1')).toEqual(['assign-to-me'])
  })

  it('is nothing where the message is sent as finished, or the channel is not there (R-AFTER-2)', () => {
    expect(afterChoices(ALL, LETTER, line, 'op-1')).toEqual([])
    expect(afterChoices(ALL, undefined, line, 'op-1')).toEqual([])
  })

  it('is never taking it for who only supervises (R-AFTER-3)', () => {
    expect(afterChoices(ALL, MESSENGER, line, 'op-3')).toEqual(['close', 'hand-over'])
    const both = { ...line, operators: ['op-1', 'op-3'] }
    expect(afterChoices(ALL, MESSENGER, both, 'op-3')).toContain('assign-to-me')
    expect(afterChoices(ALL, MESSENGER, { ...line, operators: null }, 'op-3')).not.toContain('assign-to-me')
  })

  it('is refused when it is not offered, and doing nothing never is', () => {
    const asked = (after: Parameters<typeof assessAfter>[4], who = 'op-1') =>
      assessAfter(ALL, MESSENGER, line, who, after).map(({ code }) => code)
    expect(asked({ kind: 'assign-to-me' })).toEqual([])
    expect(asked({ kind: 'assign-to-me' }, 'op-3')).toEqual(['after-not-offered'])
    expect(asked({ kind: 'nothing' }, 'op-3')).toEqual([])
    expect(assessAfter(ALL, LETTER, line, 'op-1', { kind: 'close' }).map(({ code }) => code)).toEqual([
      'after-not-offered',
    ])
  })
})
