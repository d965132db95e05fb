import type { WireReply } from '../../wire/requests.ts'
import { CardSchema, MessagePageSchema, OperationSchema, SessionPageSchema } from '../../wire/schemas.ts'
import { gatewayHttp, type HttpOptions } from './http.ts'
import type { StreamOptions } from './stream.ts'

export { isWithoutRecord, renewableContext } from './context.ts'
export { GatewayProblem } from './problem.ts'
export type { ConnectionState } from './stream.ts'

export type Follow = Pick<StreamOptions, 'cursor' | 'onEvent' | 'onState'>

/** The gateway as the surfaces see it. Every method throws `GatewayProblem` and nothing else; answers are checked. */
export type GatewayClient = ReturnType<typeof gatewayClient>

/** A client for one card. Its context says workspace, operator and record (or the options whom it is about), so no method does. */
export function gatewayClient(options: HttpOptions) {
  const http = gatewayHttp(options)
  const id = encodeURIComponent
  return {
    /** For the parts of the client that are loaded later, such as the form's. */
    http,
    options,
    card: () => http.read(`card${http.about}`, CardSchema),
    /** Newest activity first. */
    sessions: (contactId: string, cursor: string | null) =>
      http.read(`contacts/${id(contactId)}/sessions`, SessionPageSchema, { cursor }),
    /** Newest page first, inside a page oldest first. */
    messages: (sessionId: string, cursor: string | null) =>
      http.read(`sessions/${id(sessionId)}/messages`, MessagePageSchema, { cursor }),
    /** May be asked again under the same operation id: one intention, one message (R-ONCE-1). */
    reply: (sessionId: string, body: WireReply) =>
      http.write(`sessions/${id(sessionId)}/messages`, OperationSchema, body),
    operation: (operationId: string) => http.read(`operations/${id(operationId)}`, OperationSchema),
    dropDraft: () => http.remove(`draft${http.about}`),
    /** Follows the live events; returns how to stop. */
    follow: (follow: Follow) => followLater({ ...options, ...follow }),
  }
}

/** What follows the stream is loaded when it is first needed: a card is shown before anything can happen to it. */
function followLater(options: StreamOptions): () => void {
  let stopped = false
  let stop: (() => void) | null = null
  void begin()
  return () => {
    stopped = true
    stop?.()
  }

  async function begin(): Promise<void> {
    try {
      const { followStream } = await import('./stream.ts')
      if (!stopped) stop = followStream(options)
    } catch {
      // A part of the widget that cannot be loaded: the surface says that news do not come and offers to try again.
      if (!stopped) options.onState('ended')
    }
  }
}
