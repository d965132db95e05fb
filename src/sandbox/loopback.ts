import type { MiddlewareHandler } from 'hono'
import type { NodeEnv } from './http.ts'

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])
const OWN_NAMES = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * Lets in this machine only, and no foreign web page: one that was opened in the same machine's browser would be refused by its
 * origin, and one that points its own name at this machine by the name asked for.
 */
export const onlyOurselves: MiddlewareHandler<NodeEnv> = async (c, next) => {
  const { hostname, origin } = new URL(c.req.url)
  const peer = c.env.incoming.socket.remoteAddress ?? ''
  if (!LOOPBACK.has(peer) || !OWN_NAMES.has(hostname))
    return c.json({ error: 'The sandbox answers to this machine only.' }, 403)
  const asker = c.req.header('origin')
  if (asker !== undefined && !ownOrigin(asker, origin))
    return c.json({ error: 'The sandbox does not answer to other web pages.' }, 403)
  return next()
}

/** The same port under any of this machine's own names. */
function ownOrigin(asker: string, own: string): boolean {
  const url = URL.parse(asker)
  return (
    url !== null && url.protocol === 'http:' && OWN_NAMES.has(url.hostname) && url.port === new URL(own).port
  )
}
