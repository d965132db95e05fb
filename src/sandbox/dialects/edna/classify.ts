import { z } from 'zod'
import type { Engine, FaultTarget } from '../../engine/index.ts'
import type { NodeContext } from '../../http.ts'
import { activeThreadOf, clientNumbered } from './clients.ts'
import { CHAT_CENTER, PULSE } from './values.ts'

const SEND = new Set([
  `${CHAT_CENTER}/api/v1/messages/outgoing`,
  `${CHAT_CENTER}/api/v1/messages/outgoing-from-myself`,
  `${CHAT_CENTER}/api/v1/messages/outgoing-to-device`,
  `${PULSE}/api/v1/out-messages/whatsapp/template`,
  `${PULSE}/api/v1/out-messages/viber/template`,
  `${PULSE}/api/cascade/schedule`,
])
/** Whether a thread opens, and for whom, is told by nobody. */
const DISTRIBUTE = new RegExp(`^${CHAT_CENTER}/api/v1/(chatbot/)?distributions$`)
const ROUTE = new RegExp(`^${CHAT_CENTER}/api/v1/threads/\\d+/(assign|transfer)$`)

const Recipient = z.object({
  threadsClientId: z.number().nullish(),
  clientId: z.string().nullish(),
  clientApplicationDescriptor: z.object({ clientId: z.string().nullish() }).nullish(),
})

/** A send starts a session too when its client has no active thread. Everything that is no deed reads, the login as well. */
export async function classify(c: NodeContext, engine: Engine): Promise<readonly FaultTarget[]> {
  if (c.req.method === 'PUT' && ROUTE.test(c.req.path)) return ['route']
  if (c.req.method === 'POST' && DISTRIBUTE.test(c.req.path)) return ['send-message']
  if (c.req.method !== 'POST' || !SEND.has(c.req.path)) return ['read']
  const contactId = contactIn(engine, await c.req.text())
  const active = contactId === null ? null : activeThreadOf(engine, contactId)
  return active ? ['send-message'] : ['send-message', 'start-session']
}

function contactIn(engine: Engine, text: string): string | null {
  try {
    const { threadsClientId, clientId, clientApplicationDescriptor } = Recipient.parse(JSON.parse(text))
    if (typeof threadsClientId === 'number') return clientNumbered(engine, threadsClientId).id
    return clientId ?? clientApplicationDescriptor?.clientId ?? null
  } catch {
    return null
  }
}
