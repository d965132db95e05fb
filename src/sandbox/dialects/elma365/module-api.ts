import { Hono } from 'hono'
import type { NodeApp, NodeEnv } from '../../http.ts'
import type { Module } from './module-script.ts'
import type { ProfileHolder } from './profile.ts'
import { HttpResponse } from './sdk/http-response.ts'
import { TENANT } from './values.ts'
import { bearer } from './web-api.ts'

/** Where the module's methods are published (facts, 6.3). */
export const MODULE_PATH = `/api/extensions/${TENANT.moduleId}/script`

/** The module's API methods over HTTP. `internal` ones are not reachable from outside. */
export function moduleApi(module: Module, profile: ProfileHolder): NodeApp {
  const app = new Hono<NodeEnv>()
  app.all('*', async (c) => {
    const found = module.find(c.req.method, c.req.path.slice(MODULE_PATH.length + 1))
    if (found?.method.auth !== 'external') return c.json({ error: 'There is no such method.' }, 404)
    if (profile.now.moduleAccess === 'token' && bearer(c) !== TENANT.token)
      return c.json({ error: 'The token is missing or wrong.' }, 401)
    const { method, fragment } = found
    const body = c.req.method === 'GET' ? '' : await c.req.text()
    const answer = await module.call(method, { method: c.req.method, query: c.req.query(), body, fragment })
    return answer ? HttpResponse.sent(answer) : c.body(null, 200)
  })
  app.onError((cause, c) => c.json({ error: `The script failed: ${cause.message}` }, 500))
  return app
}
