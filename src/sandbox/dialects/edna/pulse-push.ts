import { setImmediate as turn } from 'node:timers/promises'
import type { Engine, EngineEvent } from '../../engine/index.ts'
import { WORKSPACE_ID } from '../dialect.ts'
import { answersHead, post } from './post.ts'
import type { ProfileHolder } from './profile.ts'
import { answerOf, statusesOf } from './pulse-events.ts'
import { TENANT } from './values.ts'

/** The vendor's seconds are milliseconds here: three tries after 4, 128 and 2048, or ten that double up to 2048 (facts, 5.1). */
const TRIES_AFTER_MS = {
  three: [0, 4, 128, 2048],
  ten: [0, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048],
} as const

/**
 * Pulse's webhooks: how far a message of ours came, and what customers wrote on its channels (facts, 5.1). The address is asked by
 * HEAD before anything is pushed there. Returns how to stop.
 */
export function pushPulse(
  engine: Engine,
  profile: ProfileHolder,
  gatewayUrl: () => string | null,
  ownUrl: () => string,
): () => void {
  const stopped = new AbortController()
  const { signal } = stopped
  const answering = new Set<string>()
  let waiting: EngineEvent[] = []

  async function push(): Promise<void> {
    // Everything that one request of a customer or a company did is told together; the send is written down by then.
    await turn()
    const events = waiting
    waiting = []
    const url = gatewayUrl()
    const bodies = events.flatMap((event) => [
      ...statusesOf(engine, profile.now, event),
      ...answerOf(engine, profile.now, event, ownUrl),
    ])
    if (url === null || bodies.length === 0 || !profile.now.pulseHooks) return
    const target = `${url}/v1/hooks/${WORKSPACE_ID}/${TENANT.hookSecret}`
    if (!answering.has(target) && !(await answersHead(target, signal))) return
    answering.add(target)
    const ordered = profile.now.statusOrder === 'newest-first' ? bodies.toReversed() : bodies
    for (const body of ordered)
      for (let times = profile.now.pushTwice ? 2 : 1; times > 0; times -= 1)
        await post(target, JSON.stringify(body), TRIES_AFTER_MS[profile.now.statusTries], signal)
  }

  const stopListening = engine.on((event) => {
    if (event.kind !== 'message' && event.kind !== 'status') return
    if (waiting.length === 0) void push()
    // The store goes on changing; what is told is how it was.
    waiting.push({ ...event, message: { ...event.message } })
  })
  return () => {
    stopListening()
    stopped.abort()
  }
}
