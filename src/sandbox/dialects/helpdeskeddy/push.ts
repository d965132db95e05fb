import { setTimeout as delay } from 'node:timers/promises'
import type { Engine, EngineEvent } from '../../engine/index.ts'
import { WORKSPACE_ID } from '../dialect.ts'
import type { ProfileHolder } from './profile.ts'
import { postTime, ticketTime } from './times.ts'
import { agentNumber, numberOf, TENANT } from './values.ts'

/** The vendor repeats every thirty minutes for a day; the sandbox has less time. */
const TRIES_AFTER_MS = [0, 300, 1000, 3000, 8000]
const TRY_MS = 5000

/**
 * The dispatcher's rules of this tenant: "new ticket", "new answer" by the client's group, "status changed to closed" with the bodies
 * that our README has to paste. All values are strings (facts, 6.2). Returns how to stop.
 */
export function pushEvents(
  engine: Engine,
  profile: ProfileHolder,
  gatewayUrl: () => string | null,
): () => void {
  const stopped = new AbortController()
  const stopListening = engine.on((event) => {
    const values = bodyOf(event, profile.now.pushEcho)
    const url = gatewayUrl()
    if (!values || url === null) return
    const target = `${url}/v1/hooks/${WORKSPACE_ID}`
    const body = profile.now.pushText ? withText(values, event) : JSON.stringify(values)
    for (let times = profile.now.pushTwice ? 2 : 1; times > 0; times -= 1)
      void post(target, body, profile.now.pushDelayMs, stopped.signal)
  })
  return () => {
    stopListening()
    stopped.abort()
  }
}

function bodyOf(event: EngineEvent, echo: boolean): Readonly<Record<string, string>> | null {
  switch (event.kind) {
    case 'session-opened':
      return event.session.openedBy === 'customer' || event.resumed ? tags('session-opened', event) : null
    case 'message':
      return event.message.direction === 'inbound' || echo ? tags('message', event) : null
    case 'session-closed':
      return tags('session-closed', event)
    default:
      return null
  }
}

/** A body that an administrator wrote with the text in it: its quotes are put in as they are, and may break the JSON (facts, 6.2). */
function withText(values: Readonly<Record<string, string>>, event: EngineEvent): string {
  const text = event.kind === 'message' ? event.message.text : ''
  return `${JSON.stringify(values).slice(0, -1)},"text":"${text}"}`
}

type Told = Extract<EngineEvent, { session: unknown }>

function tags(event: string, told: Told): Readonly<Record<string, string>> {
  const { session } = told
  const message = told.kind === 'message' ? told.message : null
  const author = message && (message.direction === 'inbound' ? session.contactId : message.author.id)
  return {
    event,
    ticketId: String(numberOf(session.id)),
    postId: message ? String(numberOf(message.id)) : '',
    postAuthorId:
      author === null ? '' : String(author.startsWith('op-') ? agentNumber(author) : numberOf(author)),
    postDate: message ? postTime(message.at) : '',
    contactId: String(numberOf(session.contactId)),
    agentId: session.operatorId === null ? '' : String(agentNumber(session.operatorId)),
    statusId: session.state === 'closed' ? 'closed' : 'open',
    updatedAt: ticketTime(session.closedAt ?? session.lastActivityAt),
  }
}

/** Tries until the other side says 2xx or 3xx, whatever else it answers (facts, 6.2); never throws. */
async function post(url: string, body: string, afterMs: number, stopped: AbortSignal): Promise<void> {
  for (const waitMs of TRIES_AFTER_MS) {
    try {
      await delay(afterMs + waitMs, undefined, { signal: stopped })
      const { status } = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-firstline-hook': TENANT.hookSecret },
        body,
        redirect: 'manual',
        signal: AbortSignal.any([stopped, AbortSignal.timeout(TRY_MS)]),
      })
      if (status < 400) return
    } catch {
      if (stopped.aborted) return
    }
  }
}
