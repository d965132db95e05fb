import { expect, test } from 'vitest'
import type { Finding, MessagePlace } from '../../src/hosts/port.ts'
import { placed } from '../../src/outbound/placed.ts'
import type { Outbound } from '../../src/outbound/types.ts'

const [one, other] = ['m-1', 'm-2'].map((messageId): MessagePlace => ({ sessionId: 's-1', messageId })) as [
  MessagePlace,
  MessagePlace,
]
const failedAt = (...places: MessagePlace[]): Finding => ({ state: 'failed', text: 'No', places })

const takeMessage = async (_id: string, [first]: readonly string[]) => first ?? null

/** A host that knows no mark, and a journal in which others have these messages. */
function outbound(others: readonly string[], twin = false, certainty = 'blind'): Outbound {
  const ofMessages = async (ids: readonly string[]) =>
    new Map(ids.filter((id) => others.includes(id)).map((id) => [id, { operationId: 'another' }]))
  const operations = { ofMessages, takeMessage, hasTwin: async () => twin }
  return { host: { sender: { certainty } }, journal: { operations } } as never
}

test.each<[string, Outbound, Finding, Finding]>([
  ['a failure stands at the one message it can be', outbound([]), failedAt(one), failedAt(one)],
  ['not at another intention’s message', outbound(['m-1']), failedAt(one, other), failedAt(other)],
  ['at none where there are two', outbound([]), failedAt(one, other), failedAt()],
  ['at none while another with the same words has no message', outbound([], true), failedAt(one), failedAt()],
  ['where a mark tells, it is certain', outbound([], true, 'findable'), failedAt(one), failedAt(one)],
  [
    'what was sent is not another’s message',
    outbound(['m-1']),
    { state: 'sent', ...one },
    { state: 'sent', ...one, messageId: null },
  ],
  [
    'nor on a host that knows what was sent, but not as which message: the next with these words is it',
    outbound(['m-1'], false, 'findable'),
    { state: 'sent', ...one, places: [one, other] },
    { state: 'sent', ...other, places: [one, other] },
  ],
])('R-ERR-2: %s', async (_, o, finding, expected) => {
  expect(await placed(o, { id: 'mine' } as never, finding)).toEqual(expected)
})
