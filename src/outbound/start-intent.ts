import type { Intent } from '../journal/intent.ts'
import type { WireReply, WireStartSession } from '../wire/requests.ts'
import type { Asker } from './types.ts'

/**
 * What a start asks for, apart from its files. What was not given is left out, so that a plain message has the fingerprint that it
 * always had.
 */
export function startIntent(
  asker: Asker,
  body: WireStartSession,
): { readonly intent: Intent; readonly fileIds: readonly string[] } {
  const { contactId, lineId, channel, address, subject, text } = body
  const { template, typed, blindCopy = [], tags = [], fields = {}, after } = body
  const intent: Intent = {
    kind: 'start',
    lineId,
    channel,
    aim: { by: 'contact', contactId, address },
    text,
    subject,
    operatorId: asker.operatorId,
    onOpenSession: 'refuse',
    ...(template ? { template } : {}),
    ...(typed ? { typed } : {}),
    ...(blindCopy.length > 0 ? { blindCopy } : {}),
    ...(tags.length > 0 ? { tags } : {}),
    ...(Object.keys(fields).length > 0 ? { fields } : {}),
    ...(after ? { after } : {}),
  }
  return { intent, fileIds: [...new Set(body.attachments ?? [])] }
}

/** The same for an answer. */
export function replyIntent(
  asker: Asker,
  sessionId: string,
  { text, template, typed, attachments = [] }: WireReply,
): { readonly intent: Intent; readonly fileIds: readonly string[] } {
  const intent: Intent = {
    kind: 'reply',
    lineId: null,
    channel: null,
    aim: { by: 'session', sessionId },
    text,
    subject: null,
    operatorId: asker.operatorId,
    onOpenSession: 'write',
    ...(template ? { template } : {}),
    ...(typed ? { typed } : {}),
  }
  return { intent, fileIds: [...new Set(attachments)] }
}
