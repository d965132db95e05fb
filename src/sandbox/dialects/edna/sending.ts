import { z } from 'zod'
import { EngineError, type Contact, type Engine, type Session } from '../../engine/index.ts'
import type { NodeApp } from '../../http.ts'
import { readJson, Refusal } from './answers.ts'
import { activeThreadOf, clientBy, clientNumber, clientNumbered, digitsOf } from './clients.ts'
import { deliver, type Letter } from './deliver.ts'
import { fetched, type SentFile } from './fetch-files.ts'
import { agentByLogin, setPresence } from './people.ts'
import type { ProfileHolder } from './profile.ts'
import { threadBy } from './threads.ts'
import { channelOfType, idOf, isByExternalId, isPhone, numberOf } from './values.ts'

const Text = z.string().max(2000).nullish()
const Attachments = z
  .array(
    z.object({
      url: z.string().min(1).max(4000),
      name: z.string().max(1000).nullish(),
      type: z.string().max(256).nullish(),
      size: z.number().nullish(),
    }),
  )
  .nullish()
const Client = { threadsClientId: z.number().nullish(), clientId: z.string().nullish() }

const OutgoingBody = z.object({
  ...Client,
  threadId: z.number().nullish(),
  text: Text,
  attachments: Attachments,
})
const FromMyselfBody = z.object({
  ...Client,
  login: z.string(),
  status: z.enum(['READY', 'OUTGOING']),
  channelType: z.string().default('MOBILE'),
  appMarker: z.string().nullish(),
  text: Text,
  attachments: Attachments,
})
export const ToDeviceBody = z.object({
  text: Text,
  attachments: Attachments,
  clientApplicationDescriptor: z.object({
    channelType: z.string(),
    deviceAddress: z.string().min(1),
    clientId: z.string().nullish(),
    unauthorizedClientId: z.string().nullish(),
    appMarker: z.string().nullish(),
  }),
})

/** The three ways to send (facts, 2.1 to 2.3). None of them knows a key by which a repeated request would be told. */
export function mountSending(app: NodeApp, engine: Engine, profile: ProfileHolder): void {
  app.post('/messages/outgoing', async (c) => {
    const body = await readJson(c, OutgoingBody)
    const contact = clientOf(engine, body)
    const session = lastThread(engine, contact, body.threadId ?? null)
    const { lineId, channel, address } = session
    const to = { lineId, channel, address, contactId: contact.id, operatorId: null }
    const intoSession = session.state === 'closed' ? null : session.id
    const content = await contentOf(engine, body, channel)
    return c.json(idsOf(engine, deliver(engine, profile, { ...to, ...content, intoSession })))
  })

  app.post('/messages/outgoing-from-myself', async (c) => {
    const body = await readJson(c, FromMyselfBody)
    const agent = agentByLogin(engine, body.login)
    if (!agent) throw new Refusal(400, 'Bad Request', 'There is no such agent.')
    const { lineId, channel } = channelNamed(body.channelType, body.appMarker)
    const contact = clientOf(engine, body)
    const active = activeThreadOf(engine, contact.id)
    if (channel !== 'email' && active?.operatorId !== agent.id) busy(profile, active)
    const address = addressOn(engine, contact, channel)
    if (address === null) throw new Refusal(400, 'Bad Request', 'The client has no such channel.')
    const to = { lineId, channel, address, contactId: contact.id, operatorId: agent.id }
    const sent = deliver(engine, profile, { ...to, ...(await contentOf(engine, body, channel)) })
    if (profile.now.agentStatus === 'changed') setPresence(engine, agent, body.status)
    // Only this much of the answer is readable on the vendor's page.
    return c.json({ id: numberOf(sent.message.id) })
  })

  app.post('/messages/outgoing-to-device', async (c) => {
    const body = await readJson(c, ToDeviceBody)
    const device = body.clientApplicationDescriptor
    const { lineId, channel } = channelNamed(device.channelType, device.appMarker)
    const content = await contentOf(engine, body, channel)
    const { contact, address } = recipient(engine, device.clientId ?? null, channel, device.deviceAddress)
    if (channel !== 'email') busy(profile, activeThreadOf(engine, contact.id))
    const to = { lineId, channel, address, contactId: contact.id, operatorId: null }
    return c.json(idsOf(engine, deliver(engine, profile, { ...to, ...content })))
  })
}

function idsOf(engine: Engine, { session, message }: ReturnType<typeof deliver>) {
  return {
    id: numberOf(message.id),
    threadId: numberOf(session.id),
    clientId: clientNumber(engine, session.contactId),
    clientExternalId: engine.contact(session.contactId)?.id ?? null,
    agentId: session.operatorId === null ? null : numberOf(session.operatorId),
  }
}

/** Words, files, or both (facts, 2.2). */
async function contentOf(
  engine: Engine,
  { text, attachments }: { text?: string | null; attachments?: readonly SentFile[] | null },
  channel: Letter['channel'],
) {
  const words = text?.trim() ? text : ''
  if (words === '' && !attachments?.length)
    throw new Refusal(400, 'Bad Request', 'There is neither a text nor a file.')
  return { text: words, ...(await fetched(engine, attachments ?? [], channel === 'email')) }
}

/** Where this client is reached on a channel; `null`: nowhere. */
export function addressOn(engine: Engine, contact: Contact, channel: Letter['channel']): string | null {
  const own = engine.accountsOf(contact.id).find((one) => one.channel === channel)?.address
  const phone = isPhone(channel) ? contact.phones[0] : undefined
  return own ?? (isByExternalId(channel) ? contact.id : phone) ?? null
}

/** Throws 400 for a channel that the stand does not have. */
export function channelNamed(type: string, appMarker?: string | null) {
  const known = channelOfType(type, appMarker ?? null)
  if (known) return known
  throw new Refusal(400, 'Bad Request', `There is no channel of the type ${type}.`)
}

/** The internal id wins over the external one, and both over a thread (facts, 2.1). */
function clientOf(
  engine: Engine,
  body: { threadsClientId?: number | null; clientId?: string | null; threadId?: number | null },
): Contact {
  if (typeof body.threadsClientId === 'number') return clientNumbered(engine, body.threadsClientId)
  if (body.clientId) return clientBy(engine, body.clientId)
  if (typeof body.threadId === 'number') return clientBy(engine, threadBy(engine, body.threadId).contactId)
  throw new Refusal(400, 'Bad Request', 'No client is named.')
}

/** How the stand chooses the channel is not documented: here the thread named while it is open, the active one, or the last. */
function lastThread(engine: Engine, contact: Contact, threadId: number | null): Readonly<Session> {
  const own = engine.store.sessions.filter(({ contactId }) => contactId === contact.id)
  const named = own.find(({ id }) => threadId !== null && id === idOf('s', threadId))
  const last = own.toSorted((a, b) => b.lastActivityAt.localeCompare(a.lastActivityAt))[0]
  const open = named && named.state !== 'closed' ? named : activeThreadOf(engine, contact.id)
  const found = open ?? named ?? last
  if (!found) throw new Refusal(400, 'Bad Request', 'The client has never used a channel.')
  return found
}

/** Who is made a client by being written to; that the card has the phone then, is inferred. */
export function clientAt(channel: Letter['channel'], address: string) {
  return {
    name: address,
    phones: isPhone(channel) ? [address] : [],
    accounts: [{ channel, address }],
  }
}

/** The race of scenario 7: what the stand says then is not documented. */
function busy(profile: ProfileHolder, active: Readonly<Session> | null): void {
  if (active && profile.now.activeThread === 'refuses')
    throw new Refusal(409, 'Conflict', 'The client has an active thread.')
}

/** WhatsApp addresses are phones in digits. Who is not known becomes a client (inferred: the method implies it). */
export function recipient(
  engine: Engine,
  clientId: string | null,
  channel: Letter['channel'],
  device: string,
) {
  const same = (address: string) =>
    isPhone(channel) ? digitsOf(address) === digitsOf(device) : address === device
  const written = isPhone(channel) ? `+${digitsOf(device)}` : device
  if (clientId !== null) {
    // The id is the company's own: whom the stand has not met there becomes a client (facts, 2.3; inferred).
    const isNew = isByExternalId(channel) && !engine.contact(clientId)
    const contact = isNew
      ? engine.createContact({ id: clientId, ...clientAt(channel, clientId) })
      : clientBy(engine, clientId)
    const own = engine.accountsOf(contact.id).find((one) => one.channel === channel && same(one.address))
    return { contact, address: own?.address ?? written }
  }
  const owner = engine.accountsAt({ channel, address: written })[0]
  const contact = owner ? clientBy(engine, owner.contactId) : engine.createContact(clientAt(channel, written))
  if (!contact) throw new EngineError('unknown-id', 'There is no such client.')
  return { contact, address: owner?.address ?? written }
}
