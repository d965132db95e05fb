import { Hono } from 'hono'
import { getCookie } from 'hono/cookie'
import type { Engine } from '../../engine/index.ts'
import type { NodeApp, NodeContext, NodeEnv } from '../../http.ts'
import type { Module } from './module-script.ts'
import type { ProfileHolder } from './profile.ts'
import { HttpResponse } from './sdk/http-response.ts'
import { TENANT } from './values.ts'
import { bearer } from './web-api.ts'

/** Where the module's methods are published (facts, 6.3). */
export const MODULE_PATH = `/api/extensions/${TENANT.moduleId}/script`

/**
 * The module's API methods over HTTP: `external` ones for who has a token, `internal` ones for the page of somebody who is signed
 * in. That such a page may simply ask their address is seen in public code (facts, 6.3).
 */
export function moduleApi(module: Module, engine: Pick<Engine, 'store'>, profile: ProfileHolder): NodeApp {
  const app = new Hono<NodeEnv>()
  app.all('*', async (c) => {
    const found = module.find(c.req.method, c.req.path.slice(MODULE_PATH.length + 1))
    if (!found) return c.json({ error: 'There is no such method.' }, 404)
    const { method, fragment } = found
    const caller = method.auth === 'internal' ? signedIn(c, engine) : null
    if (method.auth === 'internal' && caller === null) return c.json({ error: 'Nobody is signed in.' }, 401)
    if (method.auth === 'external' && profile.now.moduleAccess === 'token' && bearer(c) !== TENANT.token)
      return c.json({ error: 'The token is missing or wrong.' }, 401)
    const body = c.req.method === 'GET' ? '' : await c.req.text()
    const request = { method: c.req.method, query: c.req.query(), body, fragment }
    const answer = await module.call(method, request, caller)
    return answer ? HttpResponse.sent(answer) : c.body(null, 200)
  })
  app.onError((cause, c) => c.json({ error: `The script failed: ${cause.message}` }, 500))
  return app
}

/** Who is signed in to the sandbox's CRM, by the cookie in which its pages keep that. */
function signedIn(c: NodeContext, { store }: Pick<Engine, 'store'>): string | null {
  const asked = getCookie(c, 'crm-operator')
  return store.operators.find(({ id }) => id === asked)?.id ?? null
}
