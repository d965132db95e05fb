import type { OperationState } from '../domain/operation.ts'
import type { Operation } from '../journal/operation.ts'
import { reasonSentence } from '../words/index.ts'
import { failureText } from './to-wire.ts'
import type { Exit } from '../domain/outcome.ts'
import type { Locale } from './types.ts'
import type { StepAnswer, WordedReason } from './step-types.ts'

const EXIT: Record<OperationState, Exit | null> = {
  planned: null,
  sending: null,
  sent: 'sent',
  refused: 'refused',
  skipped: 'skipped',
  failed: 'failed',
  unknown: 'unknown',
}

/** The operation as a process sees it (R-PROC-5). */
export function answerOf(operation: Operation): StepAnswer {
  const { id, state, intent, request, sessionId, messageId, changedAt } = operation
  return {
    operationId: id,
    exit: EXIT[state],
    // Stored is not delivered (R-ERR-3): more than this is not known yet.
    status: state === 'sent' ? 'accepted' : null,
    line: request?.line.id ?? intent.lineId,
    channel: request?.channel ?? intent.channel,
    address: request?.address ?? ('address' in intent.aim ? intent.aim.address : null),
    sessionId,
    messageId,
    reason: reasonIn(operation, 'en'),
    at: changedAt,
  }
}

/** Why it ended as it did, in words; `null` where there is nothing to say. */
export function reasonIn(operation: Operation, locale: Locale): WordedReason | null {
  const [reason] = operation.reasons
  if (operation.failure) return { code: operation.failure.code, text: failureText(operation, locale) }
  return reason ? { code: reason.code, text: reasonSentence(reason, locale) } : null
}
