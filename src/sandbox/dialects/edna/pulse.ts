import { Hono } from 'hono'
import { z } from 'zod'
import type { Engine } from '../../engine/index.ts'
import type { NodeApp, NodeEnv } from '../../http.ts'
import { answerRefusal, readJson, refused } from './answers.ts'
import channels from './directory/channel-profiles.json' with { type: 'json' }
import { TEMPLATES } from './directory/templates.ts'
import type { ProfileHolder } from './profile.ts'
import { mountCascades } from './pulse-cascades.ts'
import { mountHistory } from './pulse-history.ts'
import { mountTemplateSends } from './pulse-templates.ts'
import { TENANT } from './values.ts'

const TemplatesBody = z.object({
  subjectId: z.number(),
  matcherTypes: z.union([z.string(), z.array(z.string())]).optional(),
})

/** Pulse: channels, templates, sending by template, history (facts, section 3). */
export function pulse(engine: Engine, profile: ProfileHolder, ownUrl: () => string): NodeApp {
  const app = new Hono<NodeEnv>()
  app.use(async (c, next) => {
    if (c.req.header('x-api-key') !== TENANT.apiKey)
      return refused(c, 401, 'unauthorized', 'The API key is wrong or has expired.')
    return next()
  })
  app.get('/api/channel-profile', (c) => {
    const types = c.req.queries('types')
    return c.json(channels.filter(({ type }) => !types || types.includes(type)))
  })
  app.post('/api/message-matchers/get-by-request', async (c) => {
    const { subjectId, matcherTypes } = await readJson(c, TemplatesBody)
    const types = matcherTypes === undefined ? null : [matcherTypes].flat()
    const own = TEMPLATES.filter((one) => one.subjectId === subjectId && (!types || types.includes(one.type)))
    return c.json(own.map(({ subjectId: _of, ...template }) => template))
  })
  mountTemplateSends(app, engine, profile)
  mountCascades(app, engine, profile)
  mountHistory(app, engine, profile, ownUrl)
  app.all('*', (c) => refused(c, 404, 'not-found', 'There is no such address.'))
  app.onError(answerRefusal)
  return app
}
