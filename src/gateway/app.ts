import { randomUUID } from 'node:crypto'
import { Hono, type Context } from 'hono'
import { crossOrigin } from './cors.ts'
import type { Gateway, GatewayEnv } from './gateway.ts'
import { localeOf } from './identity.ts'
import { loggable } from './log.ts'
import { Problem, problemResponse } from './problems.ts'
import { refusal } from './refusals.ts'
import type { Route } from './route.ts'

const QUIET = new Set(['/healthz', '/readyz'])

/** The routes as a server that answers, with a request id, a line in the log and a problem for whatever goes wrong. */
export function createApp(gateway: Gateway, routes: readonly Route[]): Hono<GatewayEnv> {
  const app = new Hono<GatewayEnv>()

  app.use(async (c, next) => {
    const requestId = c.req.header('x-request-id')
    c.set('requestId', requestId && /^[\w-]{1,64}$/.test(requestId) ? requestId : randomUUID())
    const startedAt = performance.now()
    await next()
    c.res.headers.set('X-Request-Id', c.get('requestId'))
    c.res.headers.set('X-Content-Type-Options', 'nosniff')
    // Whoever watches over the service asks every few seconds.
    if (c.res.ok && QUIET.has(c.get('route'))) return
    gateway.log.info(
      {
        requestId: c.get('requestId'),
        method: c.req.method,
        route: c.get('route') ?? 'none',
        status: c.res.status,
        durationMs: Math.round(performance.now() - startedAt),
        workspace: c.get('workspaceId') ?? null,
      },
      'Answered',
    )
  })
  app.use(crossOrigin(gateway.workspaces.origins))

  for (const route of routes) app.on(route.method, [route.path], (c) => route.answer(c, gateway))
  for (const path of new Set(routes.map((route) => route.path)))
    app.all(path, (c) => {
      const allowed = routes
        .filter((route) => route.path === path)
        .map((route) => route.method)
        .join(', ')
      return problemResponse(
        new Problem('method-not-allowed', { about: allowed, headers: { Allow: allowed } }),
        localeOf(c),
      )
    })
  app.notFound((c) => problemResponse(new Problem('not-found'), localeOf(c)))
  app.onError((error, c) => refusal(error, localeOf(c)) ?? unexpected(error, c, gateway))
  return app
}

/** The number in the answer stands in the log; nothing else of the error leaves. */
function unexpected(error: unknown, c: Context<GatewayEnv>, gateway: Gateway): Response {
  const errorId = randomUUID().slice(0, 8)
  gateway.log.error(
    { errorId, requestId: c.get('requestId'), route: c.get('route') ?? 'none', error: loggable(error) },
    'Something unexpected',
  )
  return problemResponse(new Problem('internal', { about: errorId }), localeOf(c))
}
