import type { FaultTarget } from '../../engine/index.ts'
import type { NodeContext } from '../../http.ts'

const CONVERSATIONS = /^\/api\/v1\/accounts\/\d+\/conversations(?:\/[^/]+\/(\w+))?\/?$/
const CONTACTS = /^\/api\/v1\/accounts\/\d+\/contacts\/?$/
const ROUTES = new Set(['toggle_status', 'assignments', 'labels', 'custom_attributes'])

/** What kinds of request this is, for the mishaps. Everything that is no deed in a conversation reads. */
export function classify(c: NodeContext): readonly FaultTarget[] {
  const found = c.req.method === 'POST' ? CONVERSATIONS.exec(c.req.path) : null
  if (!found)
    return CONTACTS.test(c.req.path) && c.req.method === 'POST' ? ['read', 'create-contact'] : ['read']
  const deed = found[1]
  if (deed === undefined) return c.req.path.endsWith('/filter') ? ['read'] : ['send-message', 'start-session']
  if (deed === 'messages') return ['send-message']
  return ROUTES.has(deed) ? ['route'] : ['read']
}
