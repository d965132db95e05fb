import { HostError } from '../errors.ts'
import type { Finding, Receipt, Sender, SendRequest } from '../port.ts'
import { lineOf, type Edna } from './api.ts'
import { clientNamed } from './clients.ts'
import { digitsOf, agentLoginOf, sessionIdOf, threadIdOf } from './map.ts'
import { findMessage } from './find-message.ts'
import type { Agents } from './operators.ts'
import { readReceipt, writeReceipt } from './receipt.ts'
import type { EdnaLine } from './settings.ts'
import type { Templates } from './templates.ts'
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
      if (!request.template) return sendText(edna, agents, line, request)
      if (!templates) throw noTemplates()
      return templates.send(line, request, request.template)
    },
    find: async (request, receipt) => {
      if (request.template && templates)
        return templates.find(lineOf(edna, request.line.id, request.channel), request, receipt)
      return receipt ? findText(edna, threads, request, receipt) : { state: 'unknowable' }
    },
  }
}

/**
 * On behalf of an agent when one is named; else into the thread of an open session, or to the address, which opens a thread.
 * Only the last answers with the thread.
 */
async function sendText(edna: Edna, agents: Agents, line: EdnaLine, request: SendRequest): Promise<Receipt> {
  const call = await callOf(edna, agents, line, request)
  const { id, threadId } = await edna.center.deed({ method: 'POST', ...call, answer: SentAnswer })
  return writeReceipt({ by: 'chat-center', id, thread: threadId ?? null })
}

async function callOf(edna: Edna, agents: Agents, line: EdnaLine, request: SendRequest) {
  const { operatorId, contactId, sessionId, text, address, channel } = request
  const marker = line.appMarker === null ? {} : { appMarker: line.appMarker }
  if (operatorId !== null && contactId !== '') {
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
        text,
        attachments: [],
      },
    }
  }
  const thread = sessionId === null ? null : threadIdOf(edna.settings, sessionId)
  if (thread !== null) {
    const client = contactId === '' ? {} : clientNamed(contactId)
    return { path: 'v1/messages/outgoing', json: { ...client, threadId: thread, text, attachments: [] } }
  }
  const client = contactId === '' ? {} : clientNamed(contactId)
  return {
    path: 'v1/messages/outgoing-to-device',
    json: {
      text,
      attachments: [],
      clientApplicationDescriptor: {
        channelType: line.channelType,
        deviceAddress: isPhone(channel) ? digitsOf(address) : address,
        ...('clientId' in client && client),
        ...marker,
      },
    },
  }
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
