import { Hono } from 'hono'
import type { Engine } from '../../engine/index.ts'
import type { NodeApp, NodeContext, NodeEnv } from '../../http.ts'
import { answerRefusal, numbered, refused } from './answers.ts'
import { holdLogins } from './auth.ts'
import { mountChatbot } from './chatbot.ts'
import { mountClients } from './clients.ts'
import { mountDistributions } from './distributions.ts'
import { mountAgents } from './people.ts'
import type { ProfileHolder } from './profile.ts'
import { mountRouting } from './routing.ts'
import { mountSending } from './sending.ts'
import { mountThreads } from './threads.ts'
import { TENANT } from './values.ts'

const CHATBOT = /\/api\/v1\/chatbot\//

/** Chat Center's REST API: only paths of the fact sheet, section 2; else 404. */
export function chatCenter(engine: Engine, profile: ProfileHolder, ownUrl: () => string): NodeApp {
  const logins = holdLogins(engine, profile)
  const app = new Hono<NodeEnv>()
  app.onError(answerRefusal)
  app.use(async (c, next) => {
    numbered(c)
    const wanted = profile.now.tenantHeader === 'required'
    if (wanted && c.req.header('x-tenant-name') !== TENANT.tenantName)
      return refused(c, 400, 'Bad Request', 'The header X-Tenant-Name is missing or wrong.')
    return next()
  })
  logins.mount(app)
  const api = new Hono<NodeEnv>()
  api.use(async (c, next) => {
    if (!CHATBOT.test(c.req.path)) logins.asker(c)
    return next()
  })
  mountClients(api, engine)
  mountThreads(api, engine, profile, ownUrl)
  const role = (c: NodeContext): string => logins.asker(c).role
  mountRouting(api, engine, role)
  mountSending(api, engine, profile)
  mountDistributions(api, engine, profile, role)
  mountAgents(api, engine)
  mountChatbot(api, engine, profile)
  app.route('/api/v1', api)
  app.all('*', (c) => refused(c, 404, 'Not Found', 'There is no such address.'))
  return app
}
