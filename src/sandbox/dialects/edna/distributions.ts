import { z } from 'zod'
import type { Engine } from '../../engine/index.ts'
import type { NodeApp, NodeContext } from '../../http.ts'
import { nothing, readJson, Refusal } from './answers.ts'
import { addCampaign, bindCampaigns, readCampaigns } from './campaigns.ts'
import { chatbotAlone } from './chatbot.ts'
import { deliver } from './deliver.ts'
import skills from './directory/skills.json' with { type: 'json' }
import type { ProfileHolder } from './profile.ts'
import { addressOn, channelNamed, recipient } from './sending.ts'
import { isPhone, numberOf } from './values.ts'

const MessageBody = z.object({
  client: z.object({ extId: z.string().nullish(), phoneNumber: z.string().nullish() }),
  channel: z.object({ channelType: z.string().default('MOBILE'), appMarker: z.string().nullish() }).nullish(),
  routing: z
    .object({
      skillId: z.number().nullish(),
      priority: z.number().default(100),
      expiredAt: z.iso.datetime({ offset: true }).nullish(),
    })
    .nullish(),
  text: z.string().min(1),
  campaignName: z.string().nullish(),
})
type MessageAsked = z.infer<typeof MessageBody>
const Body = z.object({ messages: z.array(MessageBody) })

/** The largest page the vendor's example asks for. */
const PAGE = 1000

/**
 * Automatic sends (facts, 2.9). The answer is 200 without a body, and nobody tells what became of each message: one that reaches
 * nobody is dropped. `chatMessageId` stands in the vendor's example alone, so nothing is told by it: sent again, it arrives again.
 */
export function mountDistributions(
  app: NodeApp,
  engine: Engine,
  profile: ProfileHolder,
  role: (c: NodeContext) => string,
): void {
  const distribute = async (c: NodeContext): Promise<Response> => {
    const { messages } = await readJson(c, Body)
    const sends = messages.map((message) => ({ ...message, to: channelOf(engine, message) }))
    for (const send of sends) distributeOne(engine, profile, send)
    return nothing(c)
  }
  app.post('/distributions', (c) => {
    if (role(c) !== 'INTEGRATOR') throw new Refusal(403, 'Forbidden', 'Access denied.')
    return distribute(c)
  })
  app.post('/chatbot/distributions', (c) => {
    chatbotAlone(c)
    return distribute(c)
  })
  app.get('/distribution-threads', (c) => {
    const size = Math.min(PAGE, Math.max(1, Number(c.req.query('size') ?? PAGE) || PAGE))
    const from = (Number(c.req.query('page') ?? 0) || 0) * size
    const fromId = Number(c.req.query('fromId') ?? 0) || 0
    const threads = readCampaigns(engine).flatMap(({ sessionId, contactId, campaign, boundAt }) =>
      // That the id is the thread's, and the first one asked for is shown too, is inferred.
      sessionId === null || numberOf(sessionId) < fromId
        ? []
        : [{ id: numberOf(sessionId), externalClientId: contactId, campaign, createdAt: boundAt }],
    )
    return c.json({ threads: threads.slice(from, from + size) })
  })
}

/** Routes the client's next thread by what was distributed before, and counts it as the campaign's. Returns how to stop. */
export function routeCampaigns(engine: Engine): () => void {
  return engine.on((event) => {
    // A thread that we open ourselves is nobody's answer; what is distributed is noted after it was sent.
    if (event.kind === 'session-opened' && (event.resumed || event.session.openedBy !== 'system'))
      bind(engine, event.session)
  })
}

function distributeOne(
  engine: Engine,
  profile: ProfileHolder,
  { client, to, text, routing, campaignName }: MessageAsked & { to: ReturnType<typeof channelOf> },
): void {
  const found = addressee(engine, to.channel, client)
  if (!found) return
  const before = engine.store.sessions.length
  const { contact, address } = found
  const letter = { ...to, contactId: contact.id, address, text, operatorId: null }
  const { session } = deliver(engine, profile, letter)
  addCampaign(engine, {
    contactId: contact.id,
    campaign: campaignName ?? null,
    skillId: routing?.skillId ?? null,
    expiredAt: routing?.expiredAt ?? null,
  })
  if (engine.store.sessions.length === before) return
  if (profile.now.distribution === 'opens-thread') bind(engine, session)
  // It opens nothing: the client's answer does (inferred).
  else if (session.state !== 'closed') engine.close(session.id, null)
}

function bind(engine: Engine, { id, contactId }: { readonly id: string; readonly contactId: string }): void {
  const bound = bindCampaigns(engine, contactId, id)
  const isOver = bound?.expiredAt && engine.now().getTime() >= Date.parse(bound.expiredAt)
  const skill = isOver ? undefined : skills.find((one) => one.id === bound?.skillId)
  // What happens with a skill that is not there is not documented: here the thread waits where all do.
  if (skill) engine.assignToGroup(id, skill.groupId, { anyGroup: true })
}

/** Whoever has the external id, else the phone; which wins is not documented. `null`: there is nobody, or no way to them. */
function addressee(
  engine: Engine,
  channel: ReturnType<typeof channelOf>['channel'],
  { extId, phoneNumber }: MessageAsked['client'],
) {
  const contact = extId ? engine.contact(extId) : undefined
  if (phoneNumber && isPhone(channel)) return recipient(engine, contact?.id ?? null, channel, phoneNumber)
  const address = contact && addressOn(engine, contact, channel)
  return contact && address ? { contact, address } : null
}

/** Throws 400, before anything is sent, for a channel that the stand does not have. */
function channelOf(engine: Engine, { channel }: MessageAsked) {
  const { lineId, channel: name } = channelNamed(channel?.channelType ?? 'MOBILE', channel?.appMarker)
  if (!engine.store.lines.some(({ id }) => id === lineId))
    throw new Refusal(400, 'Bad Request', 'The stand has no such channel.')
  return { lineId, channel: name }
}
