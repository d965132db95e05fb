import type { WireDraft } from '../wire/draft.ts'
import { dropDraft, readDraft, saveDraft } from './drafts.ts'
import { mustWriteIn } from './readers.ts'
import type { Asker, Outbound } from './types.ts'

/** What is begun in a session: an answer, or a note to colleagues. They are kept apart, so that no note ever becomes an answer. */
export const BEGUN = ['answer', 'note'] as const

export interface Begun {
  readonly sessionId: string
  readonly what: (typeof BEGUN)[number]
}

/** Kept as begun forms are: one for each operator, session and kind. @throws DraftConflict, InvalidInput, ReadOnly. */
export async function saveBegun(o: Outbound, asker: Asker, begun: Begun, draft: WireDraft) {
  await mustWriteIn(o, asker, begun.sessionId)
  return saveDraft(o, about(asker, begun), draft)
}

/** What is kept, unless it was sent meanwhile. */
export const readBegun = (o: Outbound, asker: Asker, begun: Begun) => readDraft(o, about(asker, begun))

export const dropBegun = (o: Outbound, asker: Asker, begun: Begun) => dropDraft(o, about(asker, begun))

/** No host's kind of record has a colon at its end. */
function about(asker: Asker, { sessionId, what }: Begun): Asker {
  return { ...asker, record: { type: `${what}:`, id: sessionId } }
}
