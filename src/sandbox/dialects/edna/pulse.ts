import { Hono } from 'hono'
import { z } from 'zod'
import type { Engine } from '../../engine/index.ts'
import type { NodeApp, NodeEnv } from '../../http.ts'
import { answerRefusal, readJson, Refusal, refused } from './answers.ts'
import { digitsOf } from './clients.ts'
import { deliver } from './deliver.ts'
import channels from './directory/channel-profiles.json' with { type: 'json' }
import templates from './directory/templates.json' with { type: 'json' }
import type { ProfileHolder } from './profile.ts'
import { mountHistory } from './pulse-history.ts'
import { readSends, writeSend } from './pulse-sends.ts'
import { rendered } from './render.ts'
import { TENANT } from './values.ts'

const DUPLICATE_MS = 20 * 60_000

const TemplatesBody = z.object({
  subjectId: z.number(),
  matcherTypes: z.union([z.string(), z.array(z.string())]).optional(),
})
const Variables = z.array(z.string()).nullish()
const TemplateSendBody = z.object({
  messageId: z.string().nullish(),
  sender: z.string(),
  phone: z.string().regex(/^\d{7,15}$/, 'error-address-format'),
  templateId: z.number(),
  headerVariables: Variables,
  textVariables: Variables,
  buttonVariables: Variables,
  options: z.object({ comment: z.string().nullish() }).nullish(),
})

/** Pulse: channels, templates, sending by template, history (facts, section 3). */
export function pulse(engine: Engine, profile: ProfileHolder): NodeApp {
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
    const ours = channels.some((channel) => channel.subjectId === subjectId)
    return c.json(templates.filter(({ type }) => ours && (!types || types.includes(type))))
  })
  app.post('/api/v1/out-messages/whatsapp/template', async (c) => {
    const body = await readJson(c, TemplateSendBody)
    return c.json({ outMessageId: sendTemplate(engine, profile, body) })
  })
  mountHistory(app, engine, profile)
  app.all('*', (c) => refused(c, 404, 'not-found', 'There is no such address.'))
  app.onError(answerRefusal)
  return app
}

type TemplateSend = z.infer<typeof TemplateSendBody>

/** Sends once per `messageId`; the same words to the same person within twenty minutes are cancelled (facts, 3.2). */
function sendTemplate(engine: Engine, profile: ProfileHolder, body: TemplateSend): number {
  const channel = channels.find(({ subject, active }) => subject === body.sender && active)
  if (!channel?.subjectId) throw new Refusal(400, 'error-subject-unknown')
  const sends = readSends(engine)
  if (body.messageId && sends.some(({ requestId }) => requestId === body.messageId))
    throw new Refusal(400, 'requestId-is-not-unique')
  const template = templates.find(({ id, status, locked }) => {
    return id === body.templateId && status === 'APPROVED' && !locked
  })
  const text = template && rendered(template.content, body)
  if (!template || text === null || text === undefined) throw new Refusal(400, 'matched-template-not-found')
  const at = engine.now()
  const twin = sends.some(
    (one) =>
      one.text === text && one.phone === body.phone && at.getTime() - Date.parse(one.at) < DUPLICATE_MS,
  )
  const address = `+${digitsOf(body.phone)}`
  const owner = engine.accountsAt({ channel: 'whatsapp', address })[0]
  const contactId =
    owner?.contactId ??
    engine.createContact({ name: address, accounts: [{ channel: 'whatsapp', address }] }).id
  const letter = {
    contactId,
    channel: 'whatsapp' as const,
    address: owner?.address ?? address,
    text,
    operatorId: null,
  }
  const sent = twin ? null : deliver(engine, profile, { ...letter, template: true })
  return writeSend(engine, {
    requestId: body.messageId ?? null,
    comment: body.options?.comment ?? null,
    phone: body.phone,
    subjectId: channel.subjectId,
    text,
    storeId: sent?.message.id ?? null,
    at: at.toISOString(),
  })
}
