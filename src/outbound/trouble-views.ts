import type { Batch } from '../journal/batch.ts'
import type { Operation } from '../journal/operation.ts'
import type { WireTroubled, WireWaiting } from '../wire/troubles.ts'
import { lineOf, operatorName } from './directory.ts'
import type { KeptInitiative } from './initiative/body.ts'
import { reasonIn } from './step-answer.ts'
import { textOf } from './to-wire.ts'
import type { Locale, Outbound } from './types.ts'

const SHOWN_TEXT = 160

/** A message in trouble as an administrator sees it: what it was, and what is known of it. */
export async function troubled(o: Outbound, operation: Operation, locale: Locale): Promise<WireTroubled> {
  const { id, state, intent, request, contactId, sessionId, createdAt, sentAt, attempts, dueAt } = operation
  const [lineName, by, batch, steps] = await Promise.all([
    request ? request.line.name : nameOfLine(o, intent.lineId),
    operatorName(o, intent.operatorId),
    batchOf(o, intent.initiative ?? id),
    state === 'unknown' ? o.journal.operations.steps(id) : [],
  ])
  const session = sessionId ?? request?.sessionId ?? null
  return {
    operationId: id,
    lineName,
    channel: request?.channel ?? intent.channel,
    address: request?.address ?? ('address' in intent.aim ? intent.aim.address : null),
    contactId,
    text: beginning(textOf(operation)),
    batchId: batch?.id ?? null,
    batchName: batch?.name ?? null,
    at: createdAt,
    by: by ?? intent.operatorId,
    automatic: intent.kind === 'step',
    sentAt,
    attempts,
    reason: reasonIn(operation, locale),
    lastFinding: steps.findLast(({ name, endedAt }) => name === 'find' && endedAt !== null)?.outcome ?? null,
    nextLookAt: dueAt,
    openInHost: session === null ? null : (o.host.links?.session(session) ?? null),
  }
}

/** A step that has not ended. */
export async function waitingStep(o: Outbound, initiative: KeptInitiative): Promise<WireWaiting> {
  const { id, body, state, waitsFor, contactId, dueAt, deadlineAt, createdAt, hops, cancelled } = initiative
  const { to, message } = body
  const batch = await batchOf(o, id)
  return {
    operationId: id,
    lineName: await nameOfLine(o, body.line),
    channel: body.channel,
    address: 'address' in to ? to.address : null,
    contactId: contactId ?? ('contactId' in to ? to.contactId : null),
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
  }
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
