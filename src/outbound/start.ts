import { fingerprint } from '../journal/print.ts'
import type { Operation } from '../journal/operation.ts'
import type { WireReply, WireStartSession } from '../wire/requests.ts'
import type { WireOperation } from '../wire/schemas.ts'
import { outcomeOf, perform } from './carry.ts'
import { knownOperator, lineOf } from './directory.ts'
import { InvalidInput, NotFound, OperationConflict } from './errors.ts'
import { filesNamed } from './files.ts'
import { replyIntent, startIntent } from './start-intent.ts'
import { wireOperation } from './to-wire.ts'
import type { Asker, Outbound } from './types.ts'

/**
 * Starts a session with its first message. Resolves when settled, however long that takes, and goes on when nobody waits.
 * @throws InvalidInput (path `lineId`), OperationConflict, UnknownOperator, HostError (before anything was planned).
 */
export async function startSession(
  o: Outbound,
  asker: Asker,
  body: WireStartSession,
): Promise<WireOperation> {
  const { operationId: id, contactId, lineId } = body
  const { intent, fileIds } = startIntent(asker, body)
  // Files are told apart by their ids: what is known of them may be gone when the same is asked for again.
  const print = await fingerprint(fileIds.length > 0 ? { ...intent, attachments: fileIds } : intent, o.digest)
  const known = await before(o, id, print)
  if (known) return wireOperation(await outcomeOf(o, known), asker.locale)
  const [files, line] = await Promise.all([
    filesNamed(o, fileIds, asker.operatorId),
    lineOf(o, lineId),
    knownOperator(o, asker.operatorId),
  ])
  if (!line) throw new InvalidInput([{ path: 'lineId', message: NO_LINE[asker.locale] }])
  const whole = files.length > 0 ? { ...intent, attachments: files } : intent
  return wireOperation(await perform(o, { id, fingerprint: print, intent: whole, contactId }), asker.locale)
}

/** Answers in an open session. As `startSession`. @throws NotFound, OperationConflict, UnknownOperator, HostError. */
export async function reply(
  o: Outbound,
  asker: Asker,
  sessionId: string,
  body: WireReply,
): Promise<WireOperation> {
  const { operationId: id } = body
  const { intent, fileIds } = replyIntent(asker, sessionId, body)
  const print = await fingerprint(fileIds.length > 0 ? { ...intent, attachments: fileIds } : intent, o.digest)
  const known = await before(o, id, print)
  if (known) return wireOperation(await outcomeOf(o, known), asker.locale)
  const [session, files] = await Promise.all([
    o.host.sessions.get(sessionId),
    filesNamed(o, fileIds, asker.operatorId),
    knownOperator(o, asker.operatorId),
  ])
  if (!session) throw new NotFound('session')
  const { contactId } = session
  const whole = files.length > 0 ? { ...intent, attachments: files } : intent
  return wireOperation(await perform(o, { id, fingerprint: print, intent: whole, contactId }), asker.locale)
}

/** The asker's own operation, or `null`. */
export async function operationFor(o: Outbound, asker: Asker, id: string): Promise<WireOperation | null> {
  const operation = await o.journal.operations.get(id)
  if (!operation || operation.intent.kind === 'step' || operation.intent.operatorId !== asker.operatorId)
    return null
  return wireOperation(operation, asker.locale)
}

/** What was asked under this id already: no question to the host is needed for it. @throws OperationConflict. */
export async function before(o: Outbound, id: string, print: string): Promise<Operation | null> {
  const known = await o.journal.operations.get(id)
  if (known && known.fingerprint !== print) throw new OperationConflict()
  return known
}

const NO_LINE = { en: 'There is no such line.', ru: 'Такой линии нет.' } as const
