import type { OperationState } from '../domain/operation.ts'
import type { Reason } from '../domain/reasons.ts'
import type { Receipt, SendRequest } from '../hosts/port.ts'
import type { Failure, Intent, Judgement, Operation, OperationStep, Routing, StepName } from './operation.ts'

export interface OperationRow {
  readonly id: string
  readonly intent: Intent
  readonly fingerprint: string
  readonly state: OperationState
  readonly contact_id: string | null
  readonly account: string | null
  readonly request: SendRequest | null
  readonly receipt: Receipt | null
  readonly session_id: string | null
  readonly message_id: string | null
  readonly reasons: readonly Reason[]
  readonly failure: Failure | null
  readonly routing: Routing
  readonly attempts: number
  readonly looks: number
  readonly created_at: Date
  readonly sent_at: Date | null
  readonly changed_at: Date
  readonly judged: Judgement | null
  readonly repeats: string | null
  readonly owner: string
  readonly due_at: Date | null
}

/** The row as the use cases know it. */
export function operationOf(row: OperationRow): Operation {
  return {
    id: row.id,
    intent: row.intent,
    fingerprint: row.fingerprint,
    state: row.state,
    contactId: row.contact_id,
    account: row.account,
    request: row.request,
    receipt: row.receipt,
    sessionId: row.session_id,
    messageId: row.message_id,
    reasons: row.reasons,
    failure: row.failure,
    routing: row.routing,
    attempts: row.attempts,
    looks: row.looks,
    createdAt: row.created_at.toISOString(),
    sentAt: row.sent_at?.toISOString() ?? null,
    changedAt: row.changed_at.toISOString(),
    judged: row.judged,
    repeats: row.repeats,
    owner: row.owner,
    dueAt: row.due_at?.toISOString() ?? null,
  }
}

export interface StepRow {
  readonly name: StepName
  readonly began_at: Date
  readonly ended_at: Date | null
  readonly outcome: string | null
  readonly by_whom: string | null
}

/** A step as it stands in the database, in our words. */
export function stepOf(row: StepRow): OperationStep {
  return {
    name: row.name,
    beganAt: row.began_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
    outcome: row.outcome,
    by: row.by_whom,
  }
}
