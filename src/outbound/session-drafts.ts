import type { WireDraft } from '../wire/draft.ts'
import { dropDraft, readDraft, saveDraft } from './drafts.ts'
import type { Asker, Outbound } from './types.ts'

/** What nobody names a kind of record: the host's own kinds have no colon at their end. */
const SESSION = 'session:'

/** Begun answers are kept as begun forms are: one for each operator and session. @throws DraftConflict, InvalidInput. */
export const saveAnswer = (o: Outbound, asker: Asker, sessionId: string, draft: WireDraft) =>
  saveDraft(o, about(asker, sessionId), draft)

/** The begun answer, unless it was sent meanwhile. */
export const readAnswer = (o: Outbound, asker: Asker, sessionId: string) =>
  readDraft(o, about(asker, sessionId))

export const dropAnswer = (o: Outbound, asker: Asker, sessionId: string) =>
  dropDraft(o, about(asker, sessionId))

function about(asker: Asker, sessionId: string): Asker {
  return { ...asker, record: { type: SESSION, id: sessionId } }
}
