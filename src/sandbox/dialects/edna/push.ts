import type { Engine, EngineEvent } from '../../engine/index.ts'
import { WORKSPACE_ID } from '../dialect.ts'
import { clientNumber } from './clients.ts'
import { post } from './post.ts'
import type { ProfileHolder } from './profile.ts'
import { channelOfLine, numberOf, TENANT } from './values.ts'

/** Before each try; how often a bot's webhook is tried is not documented. */
const TRIES_AFTER_MS = [0, 300, 1000, 3000]

/**
 * The bot's webhook TRAINING: every message of a client or an agent (facts, section 5). It bears no signature, so the secret is
 * a part of its address. Sessions that open or close are not told. Returns how to stop.
 */
export function pushTraining(
  engine: Engine,
  profile: ProfileHolder,
  gatewayUrl: () => string | null,
  ownUrl: () => string,
): () => void {
  const stopped = new AbortController()
  const stopListening = engine.on((event) => {
    const body = trainingOf(engine, event, ownUrl)
    const url = gatewayUrl()
    if (!body || url === null) return
    const target = `${url}/v1/hooks/${WORKSPACE_ID}/${TENANT.hookSecret}`
    for (let times = profile.now.pushTwice ? 2 : 1; times > 0; times -= 1)
      void post(target, JSON.stringify(body), TRIES_AFTER_MS, stopped.signal)
  })
  return () => {
    stopListening()
    stopped.abort()
  }
}

function trainingOf(engine: Engine, event: EngineEvent, ownUrl: () => string): object | null {
  if (event.kind !== 'message') return null
  const { session, message } = event
  const channel = channelOfLine(session.lineId)
  return {
    action: 'TRAINING',
    text: message.text,
    threadsClientId: clientNumber(engine, session.contactId),
    clientId: session.contactId,
    sessionId: String(numberOf(session.id)),
    receivedAt: message.at,
    messageIndex: engine.messagesOf(session.id).length,
    messageOwner: message.direction === 'inbound' ? 'CLIENT' : 'OPERATOR',
    attachments: message.attachments.map(({ name, url, type, size }) => ({
      url: new URL(url, ownUrl()).href,
      name,
      type,
      size,
    })),
    channelInfo: {
      id: String(channel?.number ?? 0),
      channelType: channel?.type ?? 'MOBILE',
      authorized: true,
    },
  }
}
