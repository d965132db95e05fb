import { Hono } from 'hono'
import type { Engine } from '../../engine/index.ts'
import type { NodeApp, NodeContext, NodeEnv } from '../../http.ts'
import { mountApps } from './apps.ts'
import { mountDisk } from './disk.ts'
import { failed, refused, WebApiError } from './envelope.ts'
import { mountPeople } from './people.ts'
import { mountProcesses } from './processes.ts'
import type { ProfileHolder } from './profile.ts'
import type { ProcessRunner } from './runs.ts'
import { mountStorage } from './storage.ts'
import { TENANT } from './values.ts'

/** The public Web API: only paths of the vendor's list, `{success, error}` in every answer (facts, section 4). */
export function webApi(
  engine: Engine,
  runner: ProcessRunner,
  profile: ProfileHolder,
  baseUrl: () => string,
): NodeApp {
  const app = new Hono<NodeEnv>()
  app.use(async (c, next) => {
    if (!mayAsk(c)) return failed(c, 403, 'Access denied: the token is missing or wrong.')
    return next()
  })
  mountApps(app, engine, profile)
  mountPeople(app, engine, profile)
  mountProcesses(app, engine, runner, profile)
  mountStorage(app, engine)
  mountDisk(app, engine, baseUrl)
  app.all('*', (c) => failed(c, 404, 'There is no such address.'))
  app.onError((cause, c) => {
    if (cause instanceof WebApiError) return refused(c, cause, profile.now)
    return failed(c, 500, 'Internal server error.')
  })
  return app
}

/** The token in `Authorization: Bearer` or in `X-Token` (facts, 4.1). */
function mayAsk(c: NodeContext): boolean {
  return bearer(c) === TENANT.token || c.req.header('x-token') === TENANT.token
}

export function bearer(c: NodeContext): string | null {
  return /^Bearer (.+)$/i.exec(c.req.header('authorization') ?? '')?.[1] ?? null
}
