import type { Note, SendRequest } from '../hosts/port.ts'
import type { Operation } from '../journal/operation.ts'
import type { Decision } from './decide.ts'
import type { Target } from './target.ts'
import type { Outbound } from './types.ts'

/** What the host is asked to send: what was meant, resolved and judged. What was not given is left out. */
export function requestOf(
  o: Outbound,
  { id, intent, createdAt }: Operation,
  target: Target,
  { line, session, message }: Extract<Decision, { kind: 'send' }>,
): SendRequest {
  const { typed, tags, blindCopy } = intent
  const { text, template, files, fields } = message
  return {
    mark: `${before(o)}${id}`,
    line,
    // A session that the host has bound to nobody can be answered all the same: its address is enough.
    contactId: target.contactId ?? '',
    channel: session?.channel ?? target.channel,
    address: session?.address ?? target.address,
    sessionId: session?.id ?? null,
    operatorId: intent.operatorId,
    subject: session ? null : intent.subject,
    text,
    ...(template ? { template } : {}),
    ...(typed ? { typed } : {}),
    ...(tags ? { tags } : {}),
    ...(files.length > 0 ? { attachments: files } : {}),
    ...(blindCopy ? { blindCopy } : {}),
    ...(session === null && Object.keys(fields).length > 0 ? { fields } : {}),
    plannedAt: createdAt,
  }
}

/** The note that this operation leaves among the staff; `null` where it leaves none. */
export function noteOf(o: Outbound, { id, intent, createdAt }: Operation): Note | null {
  const { aim, deed, operatorId, text } = intent
  if (deed?.kind !== 'note' || aim.by !== 'session' || operatorId === null) return null
  return { mark: `${before(o)}${id}`, sessionId: aim.sessionId, operatorId, text, plannedAt: createdAt }
}

/** Whose operation a mark names; `null` where it is none of this workspace's. */
export function operationOfMark(o: Outbound, mark: string): string | null {
  return mark.startsWith(before(o)) ? mark.slice(before(o).length) : null
}

const before = (o: Outbound): string => `${o.workspace.id}:`
