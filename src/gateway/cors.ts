import type { Context, MiddlewareHandler } from 'hono'

const HEADERS = 'Authorization, Content-Type, Accept-Language, Last-Event-ID'
const EXPOSED = 'Retry-After, X-Request-Id'
const METHODS = 'GET, POST, PUT, DELETE'

/**
 * Lets the pages of the workspaces, and no others, read what the gateway answers. A preflight says nothing of the workspace, so
 * here an origin of any workspace passes; that it belongs to the asker's own is checked with the context. Never with credentials:
 * the one cookie of the gateway is for its own page alone (`fromOwnPage`).
 */
export function crossOrigin(origins: ReadonlySet<string>): MiddlewareHandler {
  return async (c, next) => {
    const origin = c.req.header('origin')
    const allowed = origin !== undefined && origins.has(origin)
    if (c.req.method === 'OPTIONS' && c.req.header('access-control-request-method') !== undefined)
      return preflight(origin, allowed)
    await next()
    c.res.headers.append('Vary', 'Origin')
    if (!allowed) return
    c.res.headers.set('Access-Control-Allow-Origin', origin)
    c.res.headers.set('Access-Control-Expose-Headers', EXPOSED)
  }
}

function preflight(origin: string | undefined, allowed: boolean): Response {
  if (!allowed || origin === undefined)
    return new Response(null, { status: 403, headers: { Vary: 'Origin' } })
  return new Response(null, {
    status: 204,
    headers: {
      Vary: 'Origin',
      'Access-Control-Allow-Origin': origin,
      'Access-Control-Allow-Methods': METHODS,
      'Access-Control-Allow-Headers': HEADERS,
      'Access-Control-Max-Age': '600',
    },
  })
}

/** Is this request made by a page that may use the workspace: one of its origins, our own page, or no page at all? */
export function fromAllowedPage(c: Context, origins: readonly string[], publicOrigin: string): boolean {
  const origin = c.req.header('origin')
  return origin === undefined || origins.includes(origin) || origin === publicOrigin || isSameOrigin(c)
}

/** Is this request made by a page of ours? Somebody who only says nothing of where they come from is not. */
export function fromOwnPage(c: Context, publicOrigin: string): boolean {
  return isSameOrigin(c) || c.req.header('origin') === publicOrigin
}

// The browser's own word, which a page cannot write.
const isSameOrigin = (c: Context): boolean => c.req.header('sec-fetch-site') === 'same-origin'
