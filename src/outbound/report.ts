import type { Operation } from '../journal/operation.ts'
import { answerNow, statusOf } from './initiative/answer.ts'
import type { KeptInitiative } from './initiative/body.ts'
import { givenHops, fateOf } from './initiative/hops.ts'
import { answerOf } from './step-answer.ts'
import type { Outbound } from './types.ts'
import type { OperationReport } from './step-types.ts'

/**
 * Any operation of the workspace with its steps; also the body of a 202 (`exit: null`). The exit stands for ever, while `status`
 * is as far as the message is known to have come by now.
 */
export async function operationReport(o: Outbound, id: string): Promise<OperationReport | null> {
  const [operation, initiative] = await Promise.all([
    o.journal.operations.get(id),
    o.journal.initiatives.get(id),
  ])
  if (initiative) return initiativeReport(o, initiative as KeptInitiative)
  if (!operation) return null
  const [done, fate] = await Promise.all([workOf(o, [operation]), fateOf(o, operation)])
  const { state, judged, repeats } = operation
  const status = statusOf({ operation, fate })
  return { ...answerOf(operation), status, ...done, state, judged, repeats, waiting: null }
}

async function initiativeReport(o: Outbound, initiative: KeptInitiative): Promise<OperationReport> {
  const { answer, operationIds, hops, state, waitsFor, deadlineAt } = initiative
  const [given, all, now] = await Promise.all([
    givenHops(o, hops),
    givenHops(o, operationIds),
    answer ?? answerNow(o, initiative),
  ])
  const done = await workOf(
    o,
    all.map(({ operation }) => operation),
  )
  const about = given.find(({ operation }) => operation.messageId === now.messageId) ?? given.at(-1)
  const { judged = null, repeats = null } = about?.operation ?? {}
  const waiting = state === 'ended' ? null : { reason: waitsFor ?? state, deadlineAt }
  return {
    ...now,
    ...(about ? { status: statusOf(about) } : {}),
    ...done,
    state: about?.operation.state ?? (state === 'ended' ? (initiative.exit ?? state) : state),
    judged,
    repeats,
    waiting,
  }
}

async function workOf(
  o: Outbound,
  operations: readonly Operation[],
): Promise<Pick<OperationReport, 'attempts' | 'steps'>> {
  const steps = await Promise.all(operations.map(({ id }) => o.journal.operations.steps(id)))
  return { attempts: operations.reduce((sum, { attempts }) => sum + attempts, 0), steps: steps.flat() }
}
