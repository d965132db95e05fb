import type { Engine, FaultTarget } from '../../engine/index.ts'
import type { NodeContext } from '../../http.ts'

const TICKET = /^\/api\/v2\/tickets\/(\d+)(\/posts|\/comments)?\/?$/
const REOPENS = /"status_id"\s*:\s*"(?!closed")/

/** A new ticket starts a session and sends; a post sends; a change routes, and starts when it opens a closed ticket again. */
export async function classify(c: NodeContext, engine: Engine): Promise<readonly FaultTarget[]> {
  const { method, path } = c.req
  if (method === 'GET') return ['read']
  if (method === 'POST' && /^\/api\/v2\/tickets\/?$/.test(path)) return ['send-message', 'start-session']
  if (method === 'POST' && /^\/api\/v2\/users\/?$/.test(path)) return ['read', 'create-contact']
  const [, number, part] = TICKET.exec(path) ?? []
  if (number === undefined) return ['read']
  const closed = engine.session(`s-${number}`)?.state === 'closed'
  if (part === '/posts') return closed ? ['send-message', 'start-session'] : ['send-message']
  const starts = part === undefined && closed && REOPENS.test(await c.req.text())
  return starts ? ['route', 'start-session'] : ['route']
}
