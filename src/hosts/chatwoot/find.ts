import type { Finding, Receipt, SendRequest } from '../port.ts'
import type { Chatwoot } from './api.ts'
import { activityOf, conversationsOf } from './conversations.ts'
import { failureOf } from './failures.ts'
import { MARK } from './mark.ts'
import { saidBefore } from './messages.ts'
import type { WireMessage } from './wire.ts'

/** Pages of conversations, and of messages in each, that we look through; more of them tell nothing. */
const MOST_PAGES = 100
/** By how much the host's clock may differ from ours. */
const CLOCK_S = 24 * 60 * 60

/**
 * The message that bears the mark: in the conversation it was written into, or in those of the contact in that inbox that
 * had activity since. `absent` only when every message that could be it was read and none is.
 */
export async function findMessage(
  chatwoot: Chatwoot,
  request: SendRequest,
  receipt: Receipt | null,
): Promise<Finding> {
  const since = request.plannedAt === undefined ? 0 : Date.parse(request.plannedAt) / 1000 - CLOCK_S
  const known = receipt
    ? Number(receipt.reference.split('/')[0])
    : request.sessionId === null
      ? null
      : chatwoot.ids.known('conversation', request.sessionId)
  const found =
    known === null
      ? await inConversations(chatwoot, request, since)
      : await inConversation(chatwoot, known, request.mark, since)
  if (found === null) {
    // The host took it once, and whether a template keeps our mark is not documented: silence is no proof then.
    const unsure = receipt !== null || (request.template !== undefined && request.sessionId !== null)
    return { state: unsure ? 'unknowable' : 'absent' }
  }
  if (found === 'too-many') return { state: 'unknowable' }
  const { conversation, message } = found
  const place = {
    sessionId: chatwoot.ids.ours('conversation', conversation),
    messageId: chatwoot.ids.ours('message', message.id),
  }
  if (message.status === 'failed') return { state: 'failed', ...failureOf(message), places: [place] }
  return { state: 'sent', ...place }
}

type Found = { readonly conversation: number; readonly message: WireMessage } | 'too-many' | null

async function inConversations(chatwoot: Chatwoot, request: SendRequest, since: number): Promise<Found> {
  const { ids, settings } = chatwoot
  const contact = ids.known('contact', request.contactId)
  const inbox = ids.known('inbox', request.line.id)
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const { wire, whole } = await conversationsOf(chatwoot, contact, inbox, page)
    for (const one of wire) {
      if (activityOf(one) < since) return null
      // A conversation of this request may hold a template, which perhaps does not keep the mark.
      const own = one.custom_attributes?.[settings.requestAttribute] === request.mark
      const found = await inConversation(chatwoot, one.id, request.mark, since, own)
      if (found !== null) return found
    }
    if (whole) return null
  }
  return 'too-many'
}

/** @param first take the first message of ours when none bears the mark. */
async function inConversation(
  chatwoot: Chatwoot,
  conversation: number,
  mark: string,
  since: number,
  first = false,
): Promise<Found> {
  let before: number | null = null
  let earliest: WireMessage | null = null
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const read: Awaited<ReturnType<typeof saidBefore>> = await saidBefore(chatwoot, conversation, before)
    const message = read.said.find((one) => one.content_attributes?.[MARK] === mark)
    if (message) return { conversation, message }
    earliest = read.said.find(({ message_type: type }) => type !== 0) ?? earliest
    const oldest = read.said[0]
    if (read.before === null || (oldest && oldest.created_at < since))
      return first && earliest ? { conversation, message: earliest } : null
    before = read.before
  }
  return 'too-many'
}
