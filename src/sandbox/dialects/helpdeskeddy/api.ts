import { Hono } from 'hono'
import { EngineError, type Engine } from '../../engine/index.ts'
import type { NodeApp, NodeContext, NodeEnv } from '../../http.ts'
import { mountComments } from './comments.ts'
import { mountDictionaries } from './dictionaries.ts'
import { ApiError, failed, refused } from './envelope.ts'
import { mountPeople } from './people.ts'
import { mountPosts } from './posts.ts'
import type { ProfileHolder } from './profile.ts'
import { mountTickets } from './tickets.ts'
import { TENANT } from './values.ts'

const STATUS = { 'bad-request': 400, 'unknown-id': 400, refused: 403 } as const

/** The REST API v2: only the paths of the sheet (facts, 2 to 4). */
export function restApi(
  engine: Engine,
  profile: ProfileHolder,
  tooMany: (c: NodeContext) => Response | null,
): NodeApp {
  // Both forms of an address are in use: with a slash at the end and without.
  const app = new Hono<NodeEnv>({ strict: false })
  app.use(async (c, next) => {
    const instead = tooMany(c)
    if (instead) return instead
    if (mayAsk(c)) return next()
    const details = 'Wrong e-mail or API key.'
    return failed(c, 401, { code: profile.now.wrongKeyCode, title: 'Unauthorized', details })
  })
  mountTickets(app, engine, profile)
  mountPosts(app, engine, profile)
  mountComments(app, engine, profile)
  mountPeople(app, engine, profile)
  mountDictionaries(app, engine, profile)
  app.all('*', (c) =>
    failed(c, 404, { code: 'e-404', title: 'Not found', details: 'There is no such address.' }),
  )
  app.onError((cause, c) => {
    if (cause instanceof ApiError) return refused(c, cause, profile)
    if (cause instanceof EngineError)
      return refused(c, new ApiError(STATUS[cause.code], cause.message), profile)
    return failed(c, 500, { code: 'e-500', title: 'Internal error', details: 'The host failed.' })
  })
  return app
}

/** HTTP Basic with a system user's e-mail and API key (facts, 2). */
function mayAsk(c: NodeContext): boolean {
  const right = Buffer.from(`${TENANT.email}:${TENANT.apiKey}`).toString('base64')
  return c.req.header('authorization') === `Basic ${right}`
}
