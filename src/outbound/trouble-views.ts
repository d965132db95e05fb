import type { RecordRef } from '../domain/words.ts'
import type { Batch } from '../journal/batch.ts'
import type { Operation } from '../journal/operation.ts'
import type { Fate } from '../journal/sight.ts'
import type { WireTroubled, WireWaiting } from '../wire/troubles.ts'
import { lineOf, operatorName } from './directory.ts'
import { kept, optional } from './kept.ts'
import type { KeptInitiative } from './initiative/body.ts'
import { failureSentence } from '../words/index.ts'
import { reasonIn } from './step-answer.ts'
import { textOf } from './to-wire.ts'
import type { WordedReason } from './step-types.ts'
import type { Locale, Outbound } from './types.ts'

const SHOWN_TEXT = 160
// A name seldom changes, and the list is looked at every few seconds; it is never worth waiting for.
const NAME_FOR_MS = 5 * 60_000
const NAME_WITHIN_MS = 1000

/** A message in trouble as an administrator sees it: what it was, and what is known of it. */
export async function troubled(o: Outbound, operation: Operation, locale: Locale): Promise<WireTroubled> {
  const { id, state, intent, request, contactId, sessionId, createdAt, sentAt, attempts, dueAt } = operation
  const [lineName, contactName, by, batch, steps, fate] = await Promise.all([
    request ? request.line.name : nameOfLine(o, intent.lineId),
    nameOfContact(o, contactId),
    operatorName(o, intent.operatorId),
    batchOf(o, intent.initiative ?? id),
    state === 'unknown' ? o.journal.operations.steps(id) : [],
    state === 'sent' ? o.journal.seen.fateOf(id) : null,
  ])
  const session = sessionId ?? request?.sessionId ?? null
  return {
    operationId: id,
    lineName,
    channel: request?.channel ?? intent.channel,
    address: request?.address ?? ('address' in intent.aim ? intent.aim.address : null),
    contactId,
    contactName,
    text: beginning(textOf(operation)),
    batchId: batch?.id ?? null,
    batchName: batch?.name ?? null,
    at: createdAt,
    by: by ?? intent.operatorId,
    automatic: intent.kind === 'step',
    sentAt,
    attempts,
    reason: fate?.failure ? undelivered(fate.failure, operation, locale) : reasonIn(operation, locale),
    lookedFor: state === 'sending',
    lastFinding: steps.findLast(({ name, endedAt }) => name === 'find' && endedAt !== null)?.outcome ?? null,
    nextLookAt: dueAt,
    openInHost: linkTo(o, session),
    openRecord: recordPage(o, intent.aim.by === 'record' ? intent.aim.record : null, contactId),
  }
}

/** A step that has not ended. */
export async function waitingStep(o: Outbound, initiative: KeptInitiative): Promise<WireWaiting> {
  const { id, body, state, waitsFor, contactId, dueAt, deadlineAt, createdAt, hops, cancelled } = initiative
  const { to, message } = body
  const whose = contactId ?? ('contactId' in to ? to.contactId : null)
  const last = hops.at(-1)
  const [lineName, contactName, batch, sent] = await Promise.all([
    nameOfLine(o, body.line),
    nameOfContact(o, whose),
    batchOf(o, id),
    last === undefined ? null : o.journal.operations.get(last),
  ])
  return {
    operationId: id,
    lineName,
    channel: body.channel,
    address: 'address' in to ? to.address : null,
    contactId: whose,
    contactName,
    text: beginning(message.text),
    batchId: batch?.id ?? null,
    batchName: batch?.name ?? null,
    at: createdAt,
    state,
    waitsFor: waitsFor ?? state,
    wait: body.wait,
    nextAt: dueAt,
    deadlineAt,
    sent: hops.length,
    hops: 1 + (body.hops?.length ?? 0),
    cancelled: cancelled !== null,
    openInHost: linkTo(o, sent?.sessionId ?? null),
    openRecord: recordPage(o, 'record' in to ? to.record : null, whose),
  }
}

/** Why the host says that a message which had left was not delivered (R-ERR-2). */
export function undelivered(
  { code, text: hostText }: NonNullable<Fate['failure']>,
  { intent: { channel } }: Operation,
  locale: Locale,
): WordedReason {
  return { code, text: failureSentence(code, locale, { channel, hostText }) }
}

function linkTo(o: Outbound, sessionId: string | null): string | null {
  return sessionId === null ? null : (o.host.links?.session(sessionId) ?? null)
}

function recordPage(o: Outbound, record: RecordRef | null, contactId: string | null): string | null {
  const shown = record ?? (contactId === null ? null : { type: 'contact', id: contactId })
  const { recordPages = {} } = o.workspace
  if (!shown || !Object.hasOwn(recordPages, shown.type)) return null
  return recordPages[shown.type]?.replaceAll('{id}', () => encodeURIComponent(shown.id)) ?? null
}

async function nameOfContact(o: Outbound, id: string | null): Promise<string | null> {
  if (id === null) return null
  const asked = kept(o, `contact ${id}`, NAME_FOR_MS, () => o.host.contacts.get(id))
  const found = optional(o, 'the name of a contact', null, asked)
  const contact = await Promise.race([found, o.wait(NAME_WITHIN_MS).then(() => null)])
  return contact?.name ?? null
}

/** `null` when nobody knows; a name is never worth a failure. */
async function nameOfLine(o: Outbound, id: string | null): Promise<string | null> {
  if (id === null) return null
  return lineOf(o, id).then(
    (line) => line?.name ?? id,
    () => id,
  )
}

/** The batch whose row it is; `null`: none. @see operationIdOf */
async function batchOf(o: Outbound, operationId: string): Promise<Batch | null> {
  const [, id] = /^(.+):\d{1,9}(?:\.\d+)?(?:!\d+)?$/.exec(operationId) ?? []
  return id === undefined ? null : o.journal.batches.get(id)
}

function beginning(text: string): string {
  return text.length > SHOWN_TEXT ? `${text.slice(0, SHOWN_TEXT)}…` : text
}
