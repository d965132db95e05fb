import { describe, expect, it } from 'vitest'
import { timelineItems } from '../../widget/conversation/timeline-items.ts'
import { from, minutesAgo, to, NOWHERE } from '../../widget/stories/people.ts'

const kinds = (items: ReturnType<typeof timelineItems>) => items.map(({ kind }) => kind)
const outgoing = (minutes: number) => ({
  problem: null,
  operation: {
    operationId: 'o-1',
    ...NOWHERE,
    state: 'sending' as const,
    sessionId: 's-1',
    messageId: null,
    routing: 'none' as const,
    reasons: [],
    failure: null,
    text: 'On its way',
    subject: null,
    at: minutesAgo(minutes),
  },
})

describe('the items of a timeline', () => {
  it('stand in the order of time with a line before each day', () => {
    const items = timelineItems(
      [from(3 * 24 * 60, 'First'), to(24 * 60 * 2, 'Second')],
      [outgoing(0)],
      'op-1',
    )
    expect(kinds(items)).toEqual(['day', 'message', 'day', 'message', 'day', 'outgoing'])
    expect(new Set(items.map(({ key }) => key)).size).toBe(items.length)
  })

  it('belong together when one author wrote them within five minutes', () => {
    const messages = [
      to(30, 'a'),
      to(27, 'b'),
      from(26, 'c'),
      from(20, 'd'),
      to(19, 'e', { mark: 'automatic' }),
    ]
    const follows = timelineItems(messages, [], 'op-1').flatMap((item) =>
      item.kind === 'message' ? [item.follows] : [],
    )
    // Around midnight a day's line may stand between any two, which only ever separates them.
    expect(follows.slice(2)).toEqual([false, false, false])
    expect(follows[0]).toBe(false)
  })

  it('keep their key when the host’s message takes the place of ours', () => {
    const before = timelineItems([], [outgoing(0)], 'op-1').at(-1)
    const after = timelineItems([to(0, 'On its way', { operationId: 'o-1' })], [], 'op-1').at(-1)
    expect(after?.key).toBe(before?.key)
  })

  it('are none when there is nothing', () => expect(timelineItems([], [], null)).toEqual([]))
})
