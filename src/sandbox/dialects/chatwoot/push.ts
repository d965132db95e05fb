import { createHmac, randomUUID } from 'node:crypto'
import type { EngineEvent } from '../../engine/index.ts'
import { WORKSPACE_ID } from '../dialect.ts'
import { numberOf } from './ids.ts'
import type { Scene } from './scene.ts'
import { showConversation, showMessage } from './show.ts'
import { TENANT } from './values.ts'

/** The account's web hook: signed, `WEBHOOK_TIMEOUT`'s patience, never repeated (facts, 6.2). Returns how to stop. */
export function pushEvents(scene: Scene, gatewayUrl: () => string | null): () => void {
  const stopped = new AbortController()
  const stopListening = scene.engine.on((event) => {
    const url = gatewayUrl()
    const payload = url === null || !scene.profile.now.hooks ? null : payloadOf(scene, event)
    if (url === null || payload === null) return
    const body = JSON.stringify(scene.profile.now.hookWrapped ? { webhook: payload } : payload)
    for (let times = scene.profile.now.pushTwice ? 2 : 1; times > 0; times -= 1)
      void post(`${url}/v1/hooks/${WORKSPACE_ID}`, body, scene.profile.now, stopped.signal)
  })
  return () => {
    stopListening()
    stopped.abort()
  }
}

function payloadOf(scene: Scene, event: EngineEvent): object | null {
  const account = { id: TENANT.accountId, name: 'Northwind' }
  switch (event.kind) {
    case 'session-opened': {
      const shown = showConversation(scene, event.session)
      if (!event.resumed) return { event: 'conversation_created', ...shown, account }
      return {
        event: 'conversation_status_changed',
        ...shown,
        account,
        ...changed('status', 'resolved', 'open'),
      }
    }
    case 'session-closed':
      return {
        event: 'conversation_status_changed',
        ...showConversation(scene, event.session),
        account,
        ...changed('status', 'open', 'resolved'),
      }
    case 'session-changed':
      return {
        event: 'conversation_updated',
        ...showConversation(scene, event.session),
        account,
        ...changed('assignee_id', null, event.session.operatorId && numberOf(event.session.operatorId)),
      }
    case 'message':
    case 'status': {
      // No status: that is only in the conversation's newest message (facts, 6.2).
      const {
        status: _status,
        created_at: _at,
        ...message
      } = showMessage(scene, event.session, event.message)
      return {
        event: event.kind === 'message' ? 'message_created' : 'message_updated',
        ...message,
        message_type: event.message.direction === 'inbound' ? 'incoming' : 'outgoing',
        created_at: event.message.at,
        conversation: showConversation(scene, event.session),
        inbox: { id: numberOf(event.session.lineId) },
        account,
      }
    }
    default:
      return null
  }
}

function changed(key: string, previous_value: unknown, current_value: unknown) {
  return { changed_attributes: [{ [key]: { previous_value, current_value } }] }
}

/** The signature over the time and the raw body (facts, 6.2). */
export function signed(secret: string, timestamp: number, body: string): string {
  return `sha256=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`
}

async function post(
  url: string,
  body: string,
  { hookDelayMs, hookTimeoutMs }: Scene['profile']['now'],
  stopped: AbortSignal,
): Promise<void> {
  const timestamp = Math.floor((Date.now() - hookDelayMs) / 1000)
  try {
    await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-chatwoot-signature': signed(TENANT.webhookSecret, timestamp, body),
        'x-chatwoot-timestamp': String(timestamp),
        'x-chatwoot-delivery': randomUUID(),
      },
      body,
      signal: AbortSignal.any([stopped, AbortSignal.timeout(hookTimeoutMs)]),
    })
  } catch {
    // The vendor gives up too: only reading tells.
    return
  }
}
