import { setTimeout as delay } from 'node:timers/promises'
import type { MiddlewareHandler } from 'hono'
import type { Engine, Fault, FaultTarget } from './engine/index.ts'
import type { NodeContext, NodeEnv } from './http.ts'

const DEFAULT_DELAY_MS = 1000

export interface FaultRules {
  readonly engine: Engine
  /** What kinds of request this is; more than one may be true. */
  classify(c: NodeContext): Promise<readonly FaultTarget[]>
  /** How the host words a failure of this status. */
  failure(c: NodeContext, status: 429 | 500): Response
}

/** Notes every request in the journal and lets the waiting mishaps meet them. */
export function faultsAndJournal({ engine, classify, failure }: FaultRules): MiddlewareHandler<NodeEnv> {
  return async (c, next) => {
    const noted = engine.noteRequest(c.req.method, c.req.path)
    const fault = engine.takeFault(await classify(c))
    const early = fault && before(c, fault, failure)
    if (early) {
      noted.status = silent(early) ? 0 : early.status
      return early
    }
    if (fault?.kind === 'cut-then-done') {
      // The deed needs what was sent, and the connection takes it along.
      await c.req.arrayBuffer()
      reset(c)
    }
    if (fault?.kind === 'slow' || fault?.kind === 'cut-then-done')
      await delay(fault.delayMs ?? DEFAULT_DELAY_MS)
    await next()
    const late = fault && (await after(c, fault))
    if (late) c.res = late
    noted.status = late && silent(late) ? 0 : c.res.status
    return undefined
  }
}

/** The mishaps in which the host does nothing. */
function before(c: NodeContext, { kind }: Fault, failure: FaultRules['failure']): Response | null {
  switch (kind) {
    case 'refuse-before':
      return reset(c)
    case 'status-500':
      return failure(c, 500)
    case 'status-429':
    case 'ban':
      return failure(c, 429)
    default:
      return null
  }
}

/** The mishaps in which the deed is done and the answer goes astray. */
async function after(c: NodeContext, { kind }: Fault): Promise<Response | null> {
  switch (kind) {
    case 'lost-after':
      return reset(c)
    case 'cut-then-done':
      return alreadySent()
    case 'hang-after':
      return hang(c)
    case 'malformed':
      return new Response('<html><body><h1>Service temporarily unavailable</h1>', {
        headers: { 'content-type': 'text/html; charset=utf-8' },
      })
    default:
      return null
  }
}

/** Ends the connection the rude way, so that the client sees ECONNRESET. */
function reset(c: NodeContext): Response {
  c.env.incoming.socket.resetAndDestroy()
  return alreadySent()
}

/** Never answers. Resolves only when the client gives up or the sandbox stops, so that nothing is left behind. */
async function hang(c: NodeContext): Promise<Response> {
  const { socket } = c.env.incoming
  if (!socket.destroyed) await new Promise((resolve) => socket.once('close', resolve))
  return alreadySent()
}

const SENT = 'x-hono-already-sent'

/** Tells the Node server of Hono that there is nothing left to write. */
function alreadySent(): Response {
  return new Response(null, { headers: { [SENT]: 'true' } })
}

function silent(response: Response): boolean {
  return response.headers.has(SENT)
}
