import { sameAccount } from '../domain/address.ts'
import { HostError } from '../hosts/errors.ts'
import { passing, restMs } from './attempt.ts'
import { openSessionsOf } from './facts.ts'
import type { Hand } from './hand.ts'
import type { Outbound } from './types.ts'

const MOST_TRIES = 3

/**
 * Gives the new session to its creator (R-AFTER-4). The message is sent whatever comes of this: a failed assignment is a result
 * of its own (R-AFTER-5). Assigning twice is assigning once, so a lost answer is simply tried again.
 */
export async function assign(o: Outbound, hand: Hand): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      const sessionId = await sessionOf(o, hand)
      const { operatorId } = hand.operation.intent
      if (sessionId === null || operatorId === null || !o.host.routing)
        return await hand.change({
          routing: 'failed',
          ended: { outcome: 'no-session' },
          dueAt: null,
          announce: true,
        })
      await o.host.routing.assign(sessionId, operatorId)
      return await hand.change({
        sessionId,
        routing: 'done',
        ended: { outcome: 'done' },
        dueAt: null,
        announce: true,
      })
    } catch (error) {
      if (!(error instanceof HostError)) throw error
      o.log.warn(
        { operationId: hand.operation.id, code: error.code },
        'The new session could not be given to its creator',
      )
      if (tries >= MOST_TRIES || !passing(error))
        return hand.change({ routing: 'failed', ended: { outcome: error.code }, dueAt: null, announce: true })
      await o.wait(restMs(error, tries))
    }
  }
}

/** The host told it with the message, or it is the contact's newest open one on that account. */
async function sessionOf(o: Outbound, { operation }: Hand): Promise<string | null> {
  const { sessionId, request } = operation
  if (sessionId !== null || !request) return sessionId
  const open = await openSessionsOf(o, request.contactId)
  const own = open.filter((session) => session.lineId === request.line.id && sameAccount(session, request))
  return own.toSorted((a, b) => b.openedAt.localeCompare(a.openedAt))[0]?.id ?? null
}
