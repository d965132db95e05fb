import { sameAccount } from '../domain/address.ts'
import { HostError } from '../hosts/errors.ts'
import type { Routing } from '../hosts/port.ts'
import type { Change, Operation } from '../journal/operation.ts'
import { afterStepOf, type AfterStep } from './after-step.ts'
import { passing, restMs } from './after-send.ts'
import { openSessionsOf } from './facts.ts'
import type { Hand } from './hand.ts'
import { handOver, notSupported } from './session-work.ts'
import type { Outbound } from './types.ts'

const MOST_TRIES = 3

/**
 * Assigns, closes or hands over the new session (R-AFTER-1). The message is sent whatever comes of this: a failure is a result of
 * its own (R-AFTER-5). Each deed may be done twice, so a lost answer is simply tried again.
 */
export async function carryOutAfter(o: Outbound, hand: Hand): Promise<void> {
  const step = afterStepOf(o, hand.operation)
  const { routing } = o.host
  if (!step || !routing) return hand.change(failedAfter('setup-incomplete', null))
  for (let tries = 1; ; tries++) {
    const end = await once(o, hand.operation, routing, step)
    if (end.kind === 'done') return hand.change(doneAfter(end.sessionId))
    const { error } = end
    o.log.warn(
      { operationId: hand.operation.id, step: step.name, code: error?.code ?? 'no-session' },
      'What was to happen after sending did not',
    )
    if (!error) return hand.change(failedAfter('no-session', null))
    if (!(error instanceof HostError)) return hand.change(failedAfter(error.code, null))
    if (tries >= MOST_TRIES || !passing(error) || !repeatable(error, step))
      return hand.change(failedAfter(error.code, error.hostText))
    await o.wait(restMs(error, tries))
  }
}

type End =
  | { readonly kind: 'done'; readonly sessionId: string }
  /** `null`: nobody knows which session it is. */
  | { readonly kind: 'failed'; readonly error: HostError | { readonly code: 'gateway-broken' } | null }

/** One try. Whatever is thrown ends it: a fault of an adapter must not come back with every recovery. */
async function once(o: Outbound, operation: Operation, routing: Routing, step: AfterStep): Promise<End> {
  try {
    const sessionId = await sessionOf(o, operation)
    if (sessionId === null) return { kind: 'failed', error: null }
    await deed(o, routing, sessionId, step)
    return { kind: 'done', sessionId }
  } catch (error) {
    return { kind: 'failed', error: error instanceof HostError ? error : { code: 'gateway-broken' } }
  }
}

async function deed(o: Outbound, routing: Routing, sessionId: string, step: AfterStep): Promise<void> {
  const { after, operatorId } = step
  if (after.kind === 'assign-to-me') return routing.assign(sessionId, operatorId)
  if (after.kind === 'close') return close(o, routing, sessionId, operatorId)
  return handOver(routing, sessionId, after.target, after.comment, operatorId)
}

/** Some hosts let only the assigned operator close. Done before, with its answer lost, there is nothing left to do. */
async function close(o: Outbound, routing: Routing, sessionId: string, operatorId: string): Promise<void> {
  if (!routing.close) throw notSupported()
  const session = await o.host.sessions.get(sessionId)
  if (session?.state === 'closed') return
  if (session?.operatorId !== operatorId) await routing.assign(sessionId, operatorId)
  await routing.close(sessionId, operatorId)
}

/** A comment that may have arrived is not said twice unless a person asks for it. */
function repeatable({ happened }: HostError, { after }: AfterStep): boolean {
  return happened === 'no' || after.kind !== 'hand-over' || after.comment === null
}

function doneAfter(sessionId: string): Change {
  return {
    sessionId,
    routing: 'done',
    failure: null,
    ended: { outcome: 'done' },
    dueAt: null,
    announce: true,
  }
}

function failedAfter(code: string, hostText: string | null): Change {
  return {
    routing: 'failed',
    failure: { code, hostText },
    ended: { outcome: code },
    dueAt: null,
    announce: true,
  }
}

/** The host told it with the message, or it is the contact's newest open one on that account. */
async function sessionOf(o: Outbound, { sessionId, request }: Operation): Promise<string | null> {
  if (sessionId !== null || !request) return sessionId
  const open = await openSessionsOf(o, request.contactId)
  const own = open.filter((session) => session.lineId === request.line.id && sameAccount(session, request))
  return own.toSorted((a, b) => b.openedAt.localeCompare(a.openedAt))[0]?.id ?? null
}
