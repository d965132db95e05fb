import { assessReader } from '../domain/readers.ts'
import { assessDeed, isDone, SESSION_DEEDS, type SessionDeedKind } from '../domain/session-deeds.ts'
import type { Line, Operator, Session } from '../domain/words.ts'
import type { Host } from '../hosts/port.ts'
import { takesTemplates } from './demands.ts'
import type { Outbound } from './types.ts'

/** What an answer may be made of beside text. */
const ANSWER_PARTS = ['files', 'template', 'canned-reply'] as const
type AnswerPart = (typeof ANSWER_PARTS)[number]

/** What this operator may do in a session, as far as it shows: at the moment of doing the rules are asked again. */
export function deedsIn(o: Outbound, line: Line, session: Session, operator: Operator): SessionDeedKind[] {
  if (assessReader(o.workspace.readers, line, operator.id).length > 0) return []
  return SESSION_DEEDS.filter(
    (kind) =>
      canDo(o.host, kind) &&
      !isDone(session, operator.id, kind) &&
      assessDeed(o.host.policy, line, session, operator, kind).length === 0,
  )
}

/** What may go with an answer in this session, as far as the host and its channel have it (R-MSG-1, R-MSG-2, R-FILE-1). */
export function answerParts(o: Outbound, line: Line, { channel, state }: Session): AnswerPart[] {
  if (state === 'closed') return []
  const parts: Readonly<Record<AnswerPart, boolean>> = {
    files: o.host.policy.channels[channel]?.attachments !== undefined,
    template: takesTemplates(o, line, channel),
    'canned-reply': o.host.cannedReplies !== undefined,
  }
  return ANSWER_PARTS.filter((part) => parts[part])
}

/** Has the host the means? */
export function canDo(host: Host, kind: SessionDeedKind): boolean {
  return CAN[kind](host)
}

const CAN: Readonly<Record<SessionDeedKind, (host: Host) => boolean>> = {
  note: ({ notes }) => notes !== undefined,
  take: ({ routing }) => routing !== undefined,
  'hand-over': ({ routing }) => routing?.targets !== undefined,
  close: ({ routing }) => routing?.close !== undefined,
  reopen: ({ routing }) => routing?.reopen !== undefined,
}
