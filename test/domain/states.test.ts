import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isSettled, mayBecome, OPERATION_STATES, TRANSITIONS } from '../../src/domain/operation.ts'
import { laterStatus, statusByBoth } from '../../src/domain/status.ts'
import { MESSAGE_STATUSES } from '../../src/domain/words.ts'

describe('the status of a message', () => {
  const status = fc.constantFrom(null, ...MESSAGE_STATUSES)

  it.each([
    ['accepted', 'read', 'read'],
    ['read', 'delivered', 'read'],
    ['delivered', 'failed', 'delivered'],
    ['sent', 'failed', 'failed'],
    ['failed', 'read', 'failed'],
    [null, 'accepted', 'accepted'],
    ['accepted', null, 'accepted'],
  ] as const)('%s, then news of %s: %s', (known, news, expected) => {
    expect(laterStatus(known, news)).toBe(expected)
  })

  it('does not go backwards in whatever order the news come: what the customer has stays had', () => {
    expect(
      fc.check(
        fc.property(fc.array(status), (news) => {
          let known: (typeof news)[number] = null
          for (const one of news) {
            const next = laterStatus(known, one)
            if (known === 'read' && next !== 'read') return false
            if (known === 'delivered' && next !== 'delivered' && next !== 'read') return false
            if (known !== null && next === null) return false
            known = next
          }
          return true
        }),
      ),
    ).toMatchObject({ failed: false, counterexample: null })
  })

  it.each([
    ['failed', 'delivered', 'delivered'],
    ['failed', 'accepted', 'failed'],
    ['failed', null, 'failed'],
    ['delivered', 'read', 'read'],
    [null, null, null],
  ] as const)('told %s by one way and %s by another: %s (R-ERR-2)', (one, other, expected) => {
    expect([statusByBoth(one, other), statusByBoth(other, one)]).toEqual([expected, expected])
  })

  it('once learned, news changes nothing when it comes again', () => {
    expect(
      fc.check(
        fc.property(status, status, (known, news) => {
          const once = laterStatus(known, news)
          return laterStatus(once, news) === once
        }),
      ),
    ).toMatchObject({ failed: false, counterexample: null })
  })
})

describe('the states of an operation (design, section 4)', () => {
  it('lead nowhere from an end, and from unknown only to the truth', () => {
    for (const end of ['sent', 'refused', 'skipped', 'failed'] as const) expect(TRANSITIONS[end]).toEqual([])
    // `planned`: whoever was to send it says that it never left.
    expect(TRANSITIONS.unknown.toSorted()).toEqual(['failed', 'planned', 'sent'])
  })

  it('never come to sent, failed-after-sending or unknown without having been sending', () => {
    expect(mayBecome('planned', 'sent')).toBe(false)
    expect(mayBecome('planned', 'unknown')).toBe(false)
  })

  it('are settled exactly when an answer can be given', () => {
    expect(OPERATION_STATES.filter((state) => !isSettled(state))).toEqual(['planned', 'sending'])
  })
})
