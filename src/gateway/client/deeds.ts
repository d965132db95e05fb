import type { Target } from '../../domain/after.ts'
import type { WireDraft } from '../../wire/draft.ts'
import { BegunSchema, DraftKeptSchema, OffersSchema, SessionChoicesSchema } from '../../wire/form.ts'
import { OperationSchema, type WireSession } from '../../wire/schemas.ts'
import type { Http } from './http.ts'

/** An answer and a note are begun apart. */
export type BegunKind = 'answer' | 'note'

/** As the session was shown: when it is no more so, nothing is done (`session-changed`). */
type Shown = Pick<WireSession, 'id' | 'state' | 'operatorId'>

/**
 * What one does in a session; loaded with what does so. Every method throws `GatewayProblem` and nothing else. A deed may be asked
 * again under the same operation id: it is done once.
 */
export function deedsClient(http: Http) {
  const ask = ({ id, state, operatorId }: Shown, deed: string, operationId: string, more: object = {}) =>
    http.write(`sessions/${encodeURIComponent(id)}/${deed}`, OperationSchema, {
      operationId,
      seen: { state, operatorId },
      ...more,
    })
  return {
    note: (sessionId: string, operationId: string, text: string) =>
      http.write(`sessions/${encodeURIComponent(sessionId)}/notes`, OperationSchema, { operationId, text }),
    take: (session: Shown, operationId: string) => ask(session, 'take', operationId),
    reopen: (session: Shown, operationId: string) => ask(session, 'reopen', operationId),
    close: (session: Shown, operationId: string, tags: readonly string[]) =>
      ask(session, 'close', operationId, { tags }),
    handOver: (session: Shown, operationId: string, target: Target, comment: string | null) =>
      ask(session, 'hand-over', operationId, { target, comment }),
    /** What there is to choose when a session is closed or handed over. */
    choices: (sessionId: string) =>
      http.read(`sessions/${encodeURIComponent(sessionId)}/choices`, SessionChoicesSchema),
    /** What an answer may be made of, and its window as of now. */
    offers: (sessionId: string) =>
      http.read(`sessions/${encodeURIComponent(sessionId)}/offers`, OffersSchema),
    begun: (sessionId: string, what: BegunKind) =>
      http.read(`sessions/${encodeURIComponent(sessionId)}/draft`, BegunSchema, { what }),
    /** `leaving`: the page goes away, so the request has to outlive it. Throws `draft-conflict` with the newer draft. */
    saveBegun: (sessionId: string, what: BegunKind, draft: WireDraft, leaving: boolean) =>
      http.put(
        `sessions/${encodeURIComponent(sessionId)}/draft?what=${what}`,
        DraftKeptSchema,
        draft,
        leaving,
      ),
    dropBegun: (sessionId: string, what: BegunKind) =>
      http.remove(`sessions/${encodeURIComponent(sessionId)}/draft?what=${what}`),
    /** What did not leave, as a new message of the same words, template and files. */
    again: (operationId: string) =>
      http.write(`operations/${encodeURIComponent(operationId)}/again`, OperationSchema, {}),
  }
}
