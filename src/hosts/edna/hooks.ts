import { checkHookSecret, readHookBody, readHookJson } from '../hook-body.ts'
import type { Hooks, Push } from '../port.ts'
import { failureOf, statusOf } from './delivery.ts'
import { sessionIdOf } from './map.ts'
import type { EdnaSettings } from './settings.ts'
import { AnswerBody, OtherHookBody, StatusBody, TrainingBody } from './wire.ts'

type Settings = Pick<EdnaSettings, 'hookSecret' | 'sessionPrefix'>

/**
 * A bot's webhook TRAINING, and Pulse's webhooks about statuses and answers. The host signs nothing, so the secret stands in the
 * webhook's address (facts, section 5).
 */
export function hooksOf(settings: Settings): Hooks {
  return {
    read: (headers, rawBody) => {
      checkHookSecret(headers, settings.hookSecret)
      const json = readHookJson(rawBody)
      if (StatusBody.safeParse(json).success) return statusIn(readHookBody(StatusBody, rawBody))
      if (AnswerBody.safeParse(json).success) return answerIn(readHookBody(AnswerBody, rawBody))
      // What else comes to this address names no thread and no message of ours: it is taken and tells nothing.
      if (OtherHookBody.safeParse(json).success) return []
      return trainingIn(settings, readHookBody(TrainingBody, rawBody))
    },
  }
}

/** Sends of others on the same account come here too: whose a mark is, the journal knows. */
function statusIn({ requestId, comment, status, error, statusAt }: StatusBody): Push[] {
  const mark = requestId || comment
  const known = statusOf(status)
  if (!mark || known === null) return []
  const failure = known === 'failed' ? failureOf(status, error) : null
  return [{ kind: 'status', mark, status: known, ...timeIn(statusAt), failure }]
}

/** A time that cannot be read is not told. */
function timeIn(statusAt: string): { readonly statusAt?: string } {
  const at = new Date(statusAt)
  return Number.isNaN(at.getTime()) ? {} : { statusAt: at.toISOString() }
}

/** Whatever it is made of: the words themselves are read in the thread. */
function answerIn({ replyOutMessageExternalRequestId: mark, receivedAt }: AnswerBody): Push[] {
  return mark ? [{ kind: 'answer', mark, answeredAt: new Date(receivedAt).toISOString() }] : []
}

function trainingIn(settings: Settings, { sessionId, messageIndex }: TrainingBody): Push[] {
  const event = { eventId: `${sessionId}:${messageIndex}`, kind: 'message' } as const
  return [{ ...event, sessionId: sessionIdOf(settings, Number(sessionId)) }]
}
