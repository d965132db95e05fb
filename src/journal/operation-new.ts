import type { Lease, Operation, PlannedOperation } from './operation.ts'

/** An operation as it is when it was planned, or will be. */
export function newOperation(
  { rowOf: _row, ...planned }: PlannedOperation,
  repeats: string | null,
  lease: Lease,
  now: Date,
): Operation {
  return {
    ...planned,
    state: 'planned',
    account: null,
    request: null,
    receipt: null,
    sessionId: null,
    messageId: null,
    reasons: [],
    failure: null,
    routing: 'none',
    attempts: 0,
    looks: 0,
    createdAt: now.toISOString(),
    sentAt: null,
    changedAt: now.toISOString(),
    judged: null,
    repeats,
    owner: lease.owner,
    dueAt: lease.until.toISOString(),
  }
}
