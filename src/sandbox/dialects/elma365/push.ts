import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import type { Engine, EngineEvent } from '../../engine/index.ts'
import { WORKSPACE_ID } from '../dialect.ts'
import type { ProfileHolder } from './profile.ts'
import { TENANT } from './values.ts'

/** Before each try; afterwards the host gives up and only reading tells. */
const TRIES_AFTER_MS = [0, 300, 1000, 3000, 8000]
const TRY_MS = 5000

type Push = { readonly event: 'message' | 'session-opened' | 'session-closed'; readonly session: string }

/**
 * The documented chain "line event → small process → our endpoint" (facts, 2.3): a session created by a client's request, a
 * client's message, a session closed. Everything else the host keeps to itself. Returns how to stop.
 */
export function pushEvents(
  engine: Engine,
  profile: ProfileHolder,
  gatewayUrl: () => string | null,
): () => void {
  const stopped = new AbortController()
  const stopListening = engine.on((event) => {
    const push = pushOf(event)
    const url = gatewayUrl()
    if (!push || url === null) return
    const body = JSON.stringify({ eventId: randomUUID(), ...push })
    const target = `${url}/v1/hooks/${WORKSPACE_ID}`
    for (let times = profile.now.pushTwice ? 2 : 1; times > 0; times -= 1)
      void post(target, body, stopped.signal)
  })
  return () => {
    stopListening()
    stopped.abort()
  }
}

function pushOf(event: EngineEvent): Push | null {
  switch (event.kind) {
    case 'session-opened':
      if (event.resumed || event.session.openedBy !== 'customer') return null
      return { event: 'session-opened', session: event.session.id }
    case 'message':
      return event.message.direction === 'inbound' ? { event: 'message', session: event.session.id } : null
    case 'session-closed':
      // No process starts on a session marked as spam (facts, 1.4).
      return event.session.spam ? null : { event: 'session-closed', session: event.session.id }
    default:
      return null
  }
}

/** Tries until the other side accepts or refuses for good; never throws. */
async function post(url: string, body: string, stopped: AbortSignal): Promise<void> {
  for (const waitMs of TRIES_AFTER_MS) {
    try {
      await delay(waitMs, undefined, { signal: stopped })
      const { status } = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-firstline-hook': TENANT.hookSecret },
        body,
        signal: AbortSignal.any([stopped, AbortSignal.timeout(TRY_MS)]),
      })
      if (status < 500 && status !== 429) return
    } catch {
      if (stopped.aborted) return
    }
  }
}
