import { HostError } from '../errors.ts'
import type { Finding, Receipt, Sender, SendRequest } from '../port.ts'
import { lineOf, type Edna } from './api.ts'
import { accountsIn, clientIdOf, clientNamed, isByExternalId, profileOf } from './clients.ts'
import { digitsOf, agentLoginOf, sessionIdOf, threadIdOf } from './map.ts'
import { findMessage, wordsOf } from './find-message.ts'
import type { Agents } from './operators.ts'
import { readReceipt, writeReceipt } from './receipt.ts'
import type { EdnaLine } from './settings.ts'
import { isServed, type Templates } from './templates.ts'
import type { Threads } from './threads.ts'
import { SentAnswer } from './wire.ts'

/**
 * Sends free text by Chat Center, and templates by Pulse. Chat Center's sends know no key of ours, so after a lost answer nobody
 * can tell whether a text left: the sender is blind. A template can be found again by its mark (see `templates.ts`).
 */
export function senderOf(edna: Edna, agents: Agents, threads: Threads, templates: Templates | null): Sender {
  return {
    certainty: 'blind',
    send: async (request) => {
      const line = lineOf(edna, request.line.id, request.channel)
      if (request.template) {
        if (!templates) throw noTemplates()
        return templates.send(line, request, request.template)
      }
      if (request.typed && templates && isServed(line))
        return templates.sendTyped(line, request, request.typed)
      // By now whoever has this address may be a client; else the address alone is named.
      const contactId = (await clientIdOf(edna, request.contactId)) ?? ''
      return sendText(edna, agents, line, { ...request, contactId })
    },
    find: async (request, receipt) => {
      const line = edna.settings.lines.find(
        (one) => one.id === request.line.id && one.channel === request.channel,
      )
      const byPulse = request.template || (request.typed && line && isServed(line))
      if (byPulse && templates && line) return templates.find(line, request, receipt)
      return receipt ? findText(edna, threads, request, receipt) : { state: 'unknowable' }
    },
  }
}

/**
 * On behalf of an agent when one is named; else into the thread of an open session, or to the address, which opens a thread.
 * Only the last answers with the thread.
 */
async function sendText(edna: Edna, agents: Agents, line: EdnaLine, request: SendRequest): Promise<Receipt> {
  const attachments = await attached(edna, request.attachments)
  const content = { text: wordsOf(request), attachments }
  const call = await callOf(edna, agents, line, request, content)
  const { id, threadId } = await edna.center.deed({ method: 'POST', ...call, answer: SentAnswer })
  return writeReceipt({ by: 'chat-center', id, thread: threadId ?? null })
}

interface Content {
  readonly text: string
  readonly attachments: readonly object[]
}

async function callOf(edna: Edna, agents: Agents, line: EdnaLine, request: SendRequest, content: Content) {
  const { operatorId, contactId, sessionId, address, channel } = request
  const marker = line.appMarker === null ? {} : { appMarker: line.appMarker }
  if (operatorId !== null && contactId !== '' && !(await isOneOfSeveral(edna, request))) {
    const login = agentLoginOf(edna.settings, operatorId)
    const presence = (await agents()).get(login)?.status
    return {
      path: 'v1/messages/outgoing-from-myself',
      json: {
        login,
        // The call may change what the agent shows, so it names what that is already.
        status: presence === 'READY' ? 'READY' : 'OUTGOING',
        channelType: line.channelType,
        ...clientNamed(contactId),
        ...marker,
        ...content,
      },
    }
  }
  const thread = sessionId === null ? null : threadIdOf(edna.settings, sessionId)
  if (thread !== null) {
    const client = contactId === '' ? {} : clientNamed(contactId)
    return { path: 'v1/messages/outgoing', json: { ...client, threadId: thread, ...content } }
  }
  return {
    path: 'v1/messages/outgoing-to-device',
    json: {
      ...content,
      clientApplicationDescriptor: {
        channelType: line.channelType,
        deviceAddress: isPhone(channel) ? digitsOf(address) : address,
        ...clientAt(request),
        ...marker,
      },
    },
  }
}

/**
 * Has the client another address of this channel (R-ADDR-6)? An agent's own send names none, and the stand would choose: then the
 * first message goes to the address itself, in the system's name there, and the session is assigned after it. Only what the CRM
 * keeps in an additional field can be a second one.
 */
async function isOneOfSeveral(edna: Edna, { contactId, sessionId, channel }: SendRequest): Promise<boolean> {
  if (sessionId !== null || edna.settings.addressKeys[channel] === undefined) return false
  const profile = await profileOf(edna, contactId)
  return (
    profile !== null &&
    accountsIn(edna, contactId, profile).filter((one) => one.channel === channel).length > 1
  )
}

/** Whose device it is: a client of whom the host knows nothing yet is known in a chat or an app by the external id alone (R-CONTACT-2). */
function clientAt({ contactId, channel, address }: SendRequest): { clientId?: string } {
  if (contactId === '') return isByExternalId(channel) ? { clientId: address } : {}
  const client = clientNamed(contactId)
  return 'clientId' in client ? client : {}
}

/** The host fetches files by their addresses; there is no upload (facts, 2.4). */
function attached({ files }: Edna, attachments: SendRequest['attachments'] = []): Promise<readonly object[]> {
  return Promise.all(
    attachments.map(async (file) => ({
      url: await files.link(file),
      name: file.name.slice(-1000),
      type: file.type,
      size: file.size,
    })),
  )
}

/** The host has accepted it and said so; what is left to find is the place where it stands. */
async function findText(
  edna: Edna,
  threads: Threads,
  request: SendRequest,
  receipt: Receipt,
): Promise<Finding> {
  const { thread } = readReceipt(receipt.reference)
  const known = thread === null ? request.sessionId : sessionIdOf(edna.settings, thread)
  return { state: 'sent', ...(await findMessage(edna, threads, request, known)) }
}

function isPhone(channel: SendRequest['channel']): boolean {
  return channel === 'whatsapp' || channel === 'viber' || channel === 'sms'
}

function noTemplates(): HostError {
  return new HostError('Pulse is not set up, so no templates can be sent.', {
    kind: 'fix-setup',
    code: 'setup-incomplete',
    happened: 'no',
  })
}
