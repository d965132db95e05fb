import type { WireCard } from '../../src/wire/schemas.ts'
import { card, cardWith, minutesAgo, session, to } from './people.ts'
import { reason } from './ways.ts'
import type { Scene } from './scene.ts'
import { operation, others, talk } from './talk.ts'

/** States of the card for somebody who may only read (R-READ-1). */

const readOnly = (line: string | null) =>
  reason('read-only', { kind: 'ask-administrator', whom: 'Anna Orlova, 112' }, { line })
/** On one line. */
const sessions = [session({ id: 's-1', replyReasons: [readOnly('Support')] }), ...others]
/** Everywhere. */
const EVERYWHERE: Partial<WireCard> = {
  can: { ...card().can, reply: false, start: false, newBy: [] },
  readOnly: readOnly(null),
}

/** What others might do about it is not offered. */
const messages = [
  ...talk.slice(1, 4),
  to(4, 'It leaves tomorrow.', { status: 'failed', failure: { code: 'blocked', text: '' } }),
]
const operations = [
  operation({
    operationId: 'o-1',
    sessionId: 's-1',
    state: 'failed',
    at: minutesAgo(2),
    text: 'Are you there?',
  }),
]

export const READER_SCENES = {
  'reader-of-line': { card: cardWith(sessions, messages, { operations }) },
  reader: { card: cardWith(sessions, messages, { ...EVERYWHERE, operations }) },
  'reader-first-time': { card: card(EVERYWHERE) },
} satisfies Record<string, Scene>
