import type {
  WireCard,
  WireDraft,
  WireNewContact,
  WireOperation,
  WireReply,
  WireStartSession,
  WireStreamEvent,
} from '../wire/schemas.ts'
import type * as schemas from '../wire/schemas.ts'
import type * as z from 'zod/mini'
import type { Asker, Locale, OperationReport, Outbound, StepAnswer, StepInput } from './types.ts'

export * from './types.ts'
export * from './errors.ts'

type Ways = z.infer<typeof schemas.WaysSchema>
type ContactPage = z.infer<typeof schemas.ContactPageSchema>
type SessionPage = z.infer<typeof schemas.SessionPageSchema>
type MessagePage = z.infer<typeof schemas.MessagePageSchema>

const soon = (): never => {
  throw new Error('not yet')
}

/** All that a card needs when it opens. @throws UnknownOperator, HostError. */
export async function openCard(_o: Outbound, _asker: Asker): Promise<WireCard> {
  return soon()
}
/** @throws NotFound, UnknownOperator, HostError. */
export async function waysOf(_o: Outbound, _asker: Asker, _contactId: string): Promise<Ways> {
  return soon()
}
/** @throws InvalidInput (path `query`), NotSupported, UnknownOperator, HostError. */
export async function searchContacts(
  _o: Outbound,
  _asker: Asker,
  _query: string,
  _cursor: string | null,
): Promise<ContactPage> {
  return soon()
}
/** @throws ContactExists, InvalidInput, NotSupported, UnknownOperator, HostError. */
export async function createContact(_o: Outbound, _asker: Asker, _body: WireNewContact): Promise<Ways> {
  return soon()
}
/** @throws UnknownOperator, HostError. */
export async function listSessions(
  _o: Outbound,
  _asker: Asker,
  _contactId: string,
  _cursor: string | null,
): Promise<SessionPage> {
  return soon()
}
/** @throws NotFound, UnknownOperator, HostError. */
export async function listMessages(
  _o: Outbound,
  _asker: Asker,
  _sessionId: string,
  _cursor: string | null,
): Promise<MessagePage> {
  return soon()
}
/** Resolves when settled, however long that takes; goes on when nobody waits. @throws InvalidInput, OperationConflict, UnknownOperator. */
export async function startSession(
  _o: Outbound,
  _asker: Asker,
  _body: WireStartSession,
): Promise<WireOperation> {
  return soon()
}
/** As `startSession`. @throws NotFound, OperationConflict, UnknownOperator, HostError. */
export async function reply(
  _o: Outbound,
  _asker: Asker,
  _sessionId: string,
  _body: WireReply,
): Promise<WireOperation> {
  return soon()
}
/** The asker's own operation, or `null`. */
export async function operationFor(_o: Outbound, _asker: Asker, _id: string): Promise<WireOperation | null> {
  return soon()
}
/** The process step; resolves when settled. The gateway calls it through `process-actions/initiative-message/run.ts`. @throws InvalidInput, OperationConflict. */
export async function initiativeMessage(_o: Outbound, _input: StepInput): Promise<StepAnswer> {
  return soon()
}
/** Any operation of the workspace with its steps; also the body of a 202 (`exit: null`). */
export async function operationReport(_o: Outbound, _id: string): Promise<OperationReport | null> {
  return soon()
}
export async function saveDraft(_o: Outbound, _asker: Asker, _draft: WireDraft): Promise<void> {
  return soon()
}
export async function readDraft(_o: Outbound, _asker: Asker): Promise<WireDraft | null> {
  return soon()
}
export async function dropDraft(_o: Outbound, _asker: Asker): Promise<void> {
  return soon()
}
/** Looks at the host and stores what is new as events. @throws HostError. */
export async function refreshContact(_o: Outbound, _contactId: string): Promise<void> {
  return soon()
}
/** The same for one session and its newest messages. @throws HostError. */
export async function refreshSession(_o: Outbound, _sessionId: string): Promise<void> {
  return soon()
}
/** Which contact the record of the card belongs to, or `null`. @throws HostError. */
export async function contactOf(_o: Outbound, _asker: Asker): Promise<string | null> {
  return soon()
}

export interface StreamScope {
  readonly contactId: string | null
  readonly operatorId: string
  readonly locale: Locale
}
export interface StreamBatch {
  readonly events: readonly { readonly id: string; readonly event: WireStreamEvent }[]
}
/** News after the cursor, at once (empty when there is none): wait with `o.journal.onEvent`. */
export async function eventsAfter(
  _o: Outbound,
  _scope: StreamScope,
  _cursor: string,
  _limit: number,
): Promise<StreamBatch> {
  return soon()
}
/** Resumes operations whose time has come; resolves with their number when they came to rest. Call it every few seconds, overlapping or not. */
export async function recover(_o: Outbound): Promise<number> {
  return soon()
}
