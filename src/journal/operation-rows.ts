import { asKept } from './database.ts'
import type { Planning } from './operation-plan.ts'
import type { OperationState } from '../domain/operation.ts'
import type { Reason } from '../domain/reasons.ts'
import type { Receipt } from '../hosts/port.ts'
import type { OwnMessage } from './journal.ts'
import type { Intent } from './intent.ts'
import {
  newOperation,
  type Change,
  type Failure,
  type JudgedRequest,
  type Judgement,
  type Operation,
  type OperationStep,
  type Routing,
  type StepName,
} from './operation.ts'

export interface OperationRow {
  readonly id: string
  readonly intent: Intent
  readonly fingerprint: string
  readonly state: OperationState
  readonly contact_id: string | null
  readonly account: string | null
  readonly request: JudgedRequest | null
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
  readonly put_away_at: Date | null
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
    putAwayAt: row.put_away_at?.toISOString() ?? null,
    owner: row.owner,
    dueAt: row.due_at?.toISOString() ?? null,
  }
}

/** The operation that this planning has committed, as it would be read. */
export function plannedAs({ planned, repeats, lease, now, first }: Planning): Operation {
  const operation = newOperation(asKept(planned), repeats, lease, now)
  return first ? changedFrom(operation, first.change, first.at) : operation
}

/** The operation after this change was committed, as it would be read: nobody but its owner changes it. */
export function changedFrom(known: Operation, change: Change, now: Date): Operation {
  const {
    dueAt,
    repeatAs: _repeatAs,
    ended: _ended,
    begins: _begins,
    announce: _announce,
    ...changed
  } = change
  const due = dueAt === undefined ? {} : { dueAt: dueAt?.toISOString() ?? null }
  return { ...known, ...asKept(changed), ...due, changedAt: now.toISOString() }
}

/** R-MARK-1: a reply has no mark. */
const MARK = { start: 'outgoing', reply: null, deed: null, step: 'automatic' } as const

/** What it tells of the message that it became. */
export function ownMessage({ id, intent }: OperationRow): OwnMessage {
  // A name is not kept; which one it was stands in the operation.
  const template = (intent.template ?? intent.typed) ? { name: null } : null
  const files = intent.attachments ?? []
  return { operationId: id, mark: MARK[intent.kind], operatorId: intent.operatorId, template, files }
}

/** A step as it stands in the row of its operation. */
export interface StepRow {
  readonly name: StepName
  readonly beganAt: string
  readonly endedAt?: string
  readonly outcome?: string
  readonly by?: string
}

/** What is not known of it yet is `null` in our words. */
export function stepOf({ name, beganAt, endedAt, outcome, by }: StepRow): OperationStep {
  return { name, beganAt, endedAt: endedAt ?? null, outcome: outcome ?? null, by: by ?? null }
}
