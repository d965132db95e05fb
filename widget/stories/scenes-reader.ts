import type { WireCard } from '../../src/wire/schemas.ts'
import { card, cardWith, reason, session } from './people.ts'
import type { Scene } from './scenes.ts'
import { others, talk } from './talk.ts'

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

export const READER_SCENES = {
  'reader-of-line': { card: cardWith(sessions, talk.slice(1, 4)) },
  reader: { card: cardWith(sessions, talk.slice(1, 4), EVERYWHERE) },
  'reader-first-time': { card: card(EVERYWHERE) },
} satisfies Record<string, Scene>
