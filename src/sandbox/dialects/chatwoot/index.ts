import { Hono } from 'hono'
import { EngineError } from '../../engine/index.ts'
import type { NodeApp, NodeEnv } from '../../http.ts'
import { appAddress } from '../desk.ts'
import type { Dialect } from '../dialect.ts'
import { mountFiles } from './attachments.ts'
import { BINDINGS, VARIABLES } from './bindings.ts'
import { openCable } from './cable.ts'
import { callerOf, roleOf } from './caller.ts'
import { classify } from './classify.ts'
import { mountContacts } from './contacts.ts'
import { mountConversations } from './conversations.ts'
import { mountDirectories } from './directories.ts'
import { limiter } from './limits.ts'
import { mountMessages } from './messages.ts'
import { pushEvents } from './push.ts'
import { ChatwootRefusal, notFound, throttled } from './refusals.ts'
import { mountRouting } from './routing.ts'
import { sceneOf, type Scene } from './scene.ts'
import { numberOf } from './ids.ts'
import { mountUpload } from './upload.ts'
import { pubsubToken, TENANT } from './values.ts'
import { workspaceHost } from './workspace-host.ts'

const ACCOUNT = `/api/v1/accounts/${TENANT.accountId}`

/** Chatwoot 4.15.1, as its fact sheet describes it. */
export const chatwootDialect: Dialect = {
  name: 'chatwoot',
  tellsDelivery: true,
  open({ engine, gatewayUrl, ownUrl }) {
    const scene = sceneOf(engine, ownUrl)
    const stopPushing = pushEvents(scene, gatewayUrl)
    const cable = openCable(scene)
    return {
      paths: ['/api/v1/*'],
      mount(app) {
        app.route('/api/v1', api(scene))
        mountFiles(app, scene)
      },
      classify: async (c) => classify(c),
      failure: (c, status) =>
        status === 429 ? throttled() : c.json({ status: 500, error: 'Internal Server Error' }, 500),
      profile: scene.profile,
      templateBindings: BINDINGS,
      templateVariables: VARIABLES,
      workspaceHost: (baseUrl) => workspaceHost(engine.store, baseUrl),
      // An administrator has registered the app under this address (facts, 7).
      desk: { kind: 'session', script: 'desk-chatwoot', frame: appAddress },
      writeNote(sessionId, operatorId, text) {
        scene.memory.addExtra(sessionId, 'note', text, operatorId)
      },
      attach: cable.attach,
      async stop() {
        stopPushing()
        cable.stop()
      },
    }
  },
}

/** No word of CORS anywhere: browsers of other sites are kept out (scenario 2). */
function api(scene: Scene): NodeApp {
  const limits = limiter(scene.engine)
  const app = new Hono<NodeEnv>()
  app.use(async (_c, next) => {
    if (!limits.admits('everything', scene.profile.now.perMinute)) return throttled()
    return next()
  })
  app.get('/profile', (c) => c.json(profileOf(scene, callerOf(scene, c).operatorId)))
  const account = new Hono<NodeEnv>()
  mountContacts(account, scene, limits)
  mountDirectories(account, scene)
  mountConversations(account, scene)
  mountMessages(account, scene, limits)
  mountRouting(account, scene)
  mountUpload(account, scene, limits)
  app.route(ACCOUNT.replace('/api/v1', ''), account)
  app.all('*', (c) => {
    callerOf(scene, c)
    throw notFound()
  })
  app.onError(answer)
  account.onError(answer)
  return app
}

const answer: Parameters<NodeApp['onError']>[0] = (cause, c) => {
  if (cause instanceof ChatwootRefusal) return c.json(cause.body, cause.status)
  if (cause instanceof EngineError) return c.json({ error: cause.message }, 422)
  return c.json({ status: 500, error: 'Internal Server Error' }, 500)
}

/** Whose token it is; `null`: the integration's own user. */
function profileOf({ engine, profile }: Scene, operatorId: string | null) {
  const agent = engine.store.operators.find(({ id }) => id === operatorId)
  const own = agent ? { ...agent, id: numberOf(agent.id) } : TENANT.service
  const role = agent ? roleOf({ engine }, agent.id) : profile.now.tokenRole
  return {
    id: own.id,
    name: own.name,
    available_name: own.name,
    email: own.email,
    account_id: TENANT.accountId,
    pubsub_token: pubsubToken(operatorId),
    role,
    accounts: [{ id: TENANT.accountId, name: 'Northwind', status: 'active', role }],
  }
}
