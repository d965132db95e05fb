import { expect, it } from 'vitest'
import type { WireMessage, WireOperation } from '../../src/wire/schemas.ts'
import { planned } from '../../widget/conversation/composer/planned.ts'
import { leaving } from '../../widget/conversation/leaving.ts'
import { emptyThread, startWith } from '../../widget/conversation/stores/thread.ts'
import { minutesAgo, to } from '../../widget/stories/people.ts'

const going = (operationId: string, text: string, part: Partial<WireOperation> = {}): WireOperation => ({
  ...planned(operationId, 's-1', text),
  state: 'sending',
  ...part,
})
const said = (id: string, text: string, part: Partial<WireMessage> = {}): WireMessage =>
  to(0, text, { id, sessionId: 's-1', ...part })

/** Which of our intentions stand beside these messages of the host. */
function beside(operations: readonly WireOperation[], items: readonly WireMessage[]): string[] {
  const thread = emptyThread()
  startWith(thread, { items, next: null }, null)
  const known = new Map(
    operations.map((operation) => [operation.operationId, { operation, problem: null }] as const),
  )
  return leaving(known, new Map([['s-1', thread]])).map(({ operation }) => operation.operationId)
}

it.each<[string, WireOperation[], WireMessage[], string[]]>([
  ['whose message has come', [going('a', 'Hi', { messageId: 'm-1' })], [said('m-1', 'Hi!')], []],
  ['that the message names', [going('a', 'Hi')], [said('m-1', 'Hi!', { operationId: 'a' })], []],
  ['of which only the words are there yet', [going('a', 'Hi')], [said('m-1', 'Hi')], []],
  [
    'of which nobody knows, but the words are there',
    [going('a', 'Hi', { state: 'unknown' })],
    [said('m-1', 'Hi')],
    [],
  ],
  [
    'of two with the same words the later, while one is there',
    [going('a', 'Hi'), going('b', 'Hi')],
    [said('m-1', 'Hi')],
    ['b'],
  ],
  [
    'with the words of another intention',
    [going('a', 'Hi')],
    [said('m-1', 'Hi', { operationId: 'b' })],
    ['a'],
  ],
  [
    'with the words of the customer',
    [going('a', 'Hi')],
    [said('m-1', 'Hi', { direction: 'inbound' })],
    ['a'],
  ],
  [
    'with words that were said before it',
    [going('a', 'Hi')],
    [said('m-1', 'Hi', { at: minutesAgo(1) })],
    ['a'],
  ],
  [
    'that did not leave, whatever words are there',
    [going('a', 'Hi', { state: 'failed' })],
    [said('m-1', 'Hi')],
    ['a'],
  ],
  ['without words', [going('a', '')], [said('m-1', '')], ['a']],
])('shows an intention once, %s', (_what, operations, items, shown) => {
  expect(beside(operations, items)).toEqual(shown)
})

it('puts what is just written below the newest message, though this machine’s clock is behind', () => {
  const newest = new Date(Date.now() + 3600_000).toISOString()
  expect(planned('a', 's-1', 'Hi', newest).at).toBe(newest)
  expect(Date.parse(planned('a', 's-1', 'Hi', minutesAgo(5)).at)).toBeGreaterThan(Date.parse(minutesAgo(1)))
})
