import type { Engine, EngineEvent, Message } from '../../engine/index.ts'
import { clientNumber } from './clients.ts'
import { digitsOf } from './clients.ts'
import channels from './directory/channel-profiles.json' with { type: 'json' }
import type { Profile } from './profile.ts'
import { contentOf } from './pulse-content.ts'
import { readSends, type PulseSend } from './pulse-sends.ts'
import { channelOfLine, numberOf } from './values.ts'

const STATUS = {
  accepted: 'ENQUEUED',
  sent: 'SENT',
  delivered: 'DELIVERED',
  read: 'READ',
  failed: 'FAILED',
} as const

/** The network's reasons in Pulse's words (facts, 3.7). */
const ERROR: Readonly<Record<string, string>> = {
  'not-a-user': 'not-whatsapp-user',
  blocked: 'user-blocked',
  'address-malformed': 'error-address-format',
  'window-closed': 'not-template-match',
  'not-approved-template': 'error-content-do-not-match-hsm-template',
  'not-template-match': 'not-template-match',
}

/** The status webhook of a message that went through Pulse; none for others. */
export function statusesOf(engine: Engine, profile: Profile, event: EngineEvent): object[] {
  if ((event.kind !== 'status' && event.kind !== 'message') || event.message.status === null) return []
  const { message } = event
  const send = readSends(engine).find(({ storeId }) => storeId === message.id)
  return send ? [statusBody(profile, send, message)] : []
}

function statusBody(profile: Profile, send: PulseSend, message: Readonly<Message>): object {
  const { status, failure, at } = message
  const error = failure ? (ERROR[failure.code] ?? 'error-system') : null
  return {
    requestId: send.requestId,
    messageId: send.messageId,
    cascadeId: 2557,
    cascadeStageUUID: 'u1',
    subject: subjectOf(send.subjectId),
    subjectId: send.subjectId,
    status: inCase(profile.statusCase, STATUS[status ?? 'accepted']),
    statusAt: message.history.at(-1)?.at ?? at,
    error: error === null ? null : (profile.failedError ?? error),
    comment: send.comment,
    paymentData: null,
  }
}

/** What a customer wrote on a channel of Pulse, and to which of our messages it answers. */
export function answerOf(
  engine: Engine,
  profile: Profile,
  event: EngineEvent,
  ownUrl: () => string,
): object[] {
  if (event.kind !== 'message' || event.message.direction !== 'inbound') return []
  const { session, message } = event
  const subjectId = channelOfLine(session.lineId)?.subjectId ?? null
  if (subjectId === null) return []
  const phone = digitsOf(session.address)
  const { contentType, ...content } = contentOf(message, ownUrl)
  const type = profile.contentType === 'TEXT' ? contentType : profile.contentType
  const answered = readSends(engine).findLast((send) => send.phone === phone && send.subjectId === subjectId)
  return [
    {
      id: numberOf(message.id),
      subject: subjectOf(subjectId),
      subjectId,
      subscriber: { id: clientNumber(engine, session.contactId), identifier: phone },
      userInfo: { userName: null, firstName: null, lastName: null, avatarUrl: null },
      messageContent: {
        type,
        text: null,
        attachment: null,
        location: null,
        caption: null,
        payload: null,
        story: null,
        items: [],
        // A type of its own has its words elsewhere.
        ...(type === contentType && content),
      },
      receivedAt: message.at,
      replyOutMessageId: answered?.messageId ?? null,
      replyOutMessageExternalRequestId: answered?.requestId ?? null,
      replyInMessageId: null,
    },
  ]
}

function subjectOf(subjectId: number): string | null {
  return channels.find((one) => one.subjectId === subjectId)?.subject ?? null
}

/** Upper or lower case differs between pages (facts, 3.7). */
function inCase(how: Profile['statusCase'], status: string): string {
  if (how === 'upper') return status
  return how === 'lower' ? status.toLowerCase() : `${status.charAt(0)}${status.slice(1).toLowerCase()}`
}
