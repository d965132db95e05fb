import type { After } from '../domain/after.ts'
import { assessReply } from '../domain/composition.ts'
import { assessReader } from '../domain/readers.ts'
import { templateText } from '../domain/template.ts'
import type { Reason } from '../domain/reasons.ts'
import type { Attachment, Message, Operator, Session } from '../domain/words.ts'
import type { HostMessage } from '../hosts/port.ts'
import type { OwnMessage } from '../journal/journal.ts'
import type { SeenStatus } from '../journal/sight.ts'
import type { Operation } from '../journal/operation.ts'
import type { WireReason } from '../wire/rules.ts'
import type { WireMessage, WireOperation, WireSession } from '../wire/schemas.ts'
import { afterFailureSentence } from '../words/after-failures.ts'
import { failureSentence, reasonSentence, remedyLabel } from '../words/index.ts'
import { linesOf, operatorName } from './directory.ts'
import { named } from './facts.ts'
import { replyWindow } from './reply-window.ts'
import { answerParts, deedsIn } from './session-means.ts'
import { lostLine } from './target.ts'
import { wireParts } from './to-wire-parts.ts'
import type { Locale, Outbound } from './types.ts'

/** Sessions as the surfaces show them to this operator: names resolved, and whether they may answer. */
export async function wireSessions(
  o: Outbound,
  operator: Operator,
  sessions: readonly Session[],
): Promise<WireSession[]> {
  const [lines, last] = await Promise.all([linesOf(o), o.journal.seen.lastSaid(sessions.map(({ id }) => id))])
  return Promise.all(
    sessions.map(async (session) => {
      const line = lines.find(({ id }) => id === session.lineId) ?? lostLine(session.lineId, session.channel)
      // Who may not write here need not know what else would be in the way.
      const reads = assessReader(o.workspace.readers, line, operator.id)
      const barred = reads.length > 0 ? reads : assessReply(o.host.policy, line, session, operator)
      const window =
        barred.length > 0 ? null : await replyWindow(o, line, session, last.get(session.id)?.ids ?? null)
      const reasons = window?.reasons ?? barred
      const [name, replyReasons] = await Promise.all([operatorName(o, session.operatorId), named(o, reasons)])
      return {
        ...session,
        lineName: line.name,
        operatorName: name,
        preview: last.get(session.id)?.preview ?? null,
        replyReasons: replyReasons.map(wireReason),
        untilAt: window?.untilAt ?? null,
        takes: answerParts(o, line, session),
        deeds: deedsIn(o, line, session, operator),
        link: o.host.links?.session(session.id) ?? null,
      }
    }),
  )
}

/** Messages with what only we know: whose they are, their mark, and the furthest status seen. */
export async function wireMessages(
  o: Outbound,
  messages: readonly HostMessage[],
  known: ReadonlyMap<string, SeenStatus> = new Map(),
): Promise<WireMessage[]> {
  const outbound = messages.filter(({ direction }) => direction === 'outbound')
  const own = await o.journal.operations.ofMessages(outbound.map(({ id }) => id))
  return Promise.all(
    messages.map((message) => wireMessage(o, { ...message, ...known.get(message.id) }, own.get(message.id))),
  )
}

async function wireMessage(
  o: Outbound,
  message: HostMessage,
  own: OwnMessage | undefined,
): Promise<WireMessage> {
  const author = await authorOf(o, message.author, own)
  return {
    ...wireParts({ ...message, attachments: filesOf(message.attachments, own) }),
    author,
    ...(own?.template && { template: message.template ?? own.template }),
    mark: own?.mark ?? null,
    operationId: own?.operationId ?? null,
  }
}

/** Hosts may tell less of files than went along, or nothing at all; where one is to be read only the host can tell. */
function filesOf(told: readonly Attachment[] = [], own: OwnMessage | undefined): readonly Attachment[] {
  const files = own?.files ?? []
  if (told.length === 0) return files.map(({ name, type, size }) => ({ name, type, size, url: null }))
  return told.map((one) => {
    const sent = files.find(({ name }) => name === one.name)
    return { ...one, type: one.type ?? sent?.type ?? null, size: one.size ?? sent?.size ?? null }
  })
}

/** The host may name the account under which we call it; the journal knows who wrote. */
async function authorOf(
  o: Outbound,
  told: Message['author'],
  own: OwnMessage | undefined,
): Promise<Message['author']> {
  if (own) {
    const id = own.operatorId
    return id === null
      ? { kind: 'system', id: null, name: null }
      : { kind: 'operator', id, name: await operatorName(o, id) }
  }
  if (told.kind !== 'operator' || told.name !== null) return told
  return { ...told, name: await operatorName(o, told.id) }
}

/** An operation in the words of the one who asks. */
export function wireOperation(operation: Operation, locale: Locale): WireOperation {
  const {
    id,
    state,
    sessionId,
    messageId,
    routing,
    reasons,
    failure,
    intent,
    request,
    createdAt,
    putAwayAt,
  } = operation
  return {
    operationId: id,
    state,
    sessionId: sessionId ?? (intent.aim.by === 'session' ? intent.aim.sessionId : null),
    messageId,
    operatorId: intent.operatorId,
    routing,
    reasons: reasons.map(wireReason),
    failure: failure
      ? { code: failure.code, text: failureText(operation, locale) }
      : refusal(reasons, locale),
    text: textOf(operation),
    subject: intent.subject,
    lineId: request?.line.id ?? intent.lineId,
    channel: request?.channel ?? intent.channel,
    address: request?.address ?? null,
    attachments: (intent.attachments ?? []).map(({ name }) => name),
    after: afterOf(intent.after),
    ...(intent.deed && { deed: intent.deed.kind }),
    ...(putAwayAt && { putAway: true }),
    at: createdAt,
  }
}

/** What the customer reads, as soon as that is known: of a template its filled text, with the header and footer of a typed one. */
export function textOf({ intent, request }: Operation): string {
  const body = request?.text ?? intent.text
  return intent.typed ? templateText({ ...intent.typed, body }) : body
}

function afterOf(after: After | undefined): WireOperation['after'] {
  return after ? { kind: after.kind, target: after.kind === 'hand-over' ? after.target.name : null } : null
}

/** A refusal in words and what would lift it, for those who have no sentence of their own for its reasons. */
function refusal(reasons: Operation['reasons'], locale: Locale): WireOperation['failure'] {
  const [first] = reasons
  if (!first) return null
  return { code: first.code, text: reasons.map((one) => withRemedy(one, locale)).join(' ') }
}

function withRemedy(reason: Reason, locale: Locale): string {
  const label = reason.remedy && remedyLabel(reason.remedy, locale)
  return label ? `${reasonSentence(reason, locale)} ${label}.` : reasonSentence(reason, locale)
}

/** Why it failed, in words; the host's own are added where ours say nothing special. */
export function failureText({ state, failure, intent }: Operation, locale: Locale): string {
  if (!failure) return ''
  // The message is sent: only what was to follow went wrong (R-AFTER-5).
  if (state === 'sent') return afterFailureSentence(failure.code, locale)
  const sentence = failureSentence(failure.code, locale, { channel: intent.channel })
  return failure.code === 'not-sent' && failure.hostText ? `${sentence} (${failure.hostText})` : sentence
}

/** A reason as browsers get it. */
export function wireReason(reason: Operation['reasons'][number]): WireReason {
  return { code: reason.code, facts: { ...reason.facts }, remedy: reason.remedy }
}
