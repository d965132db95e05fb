import { worksOn } from '../domain/reach.ts'
import { statusTimes, type StatusTime } from '../domain/status.ts'
import type { Intent } from '../journal/intent.ts'
import type { OperationStep } from '../journal/operation.ts'
import type { WireAudit } from '../wire/history.ts'
import { knownOperator, lineOf, operatorName } from './directory.ts'
import { NotFound, NotYours } from './errors.ts'
import { fateOf } from './initiative/hops.ts'
import { statusOf } from './initiative/answer.ts'
import { namedRuleSet } from './rule-set.ts'
import type { Asker, Outbound } from './types.ts'

const NOT_OURS: WireAudit = {
  from: 'host',
  operator: null,
  operationId: null,
  initiativeId: null,
  batchId: null,
  line: null,
  channel: null,
  address: null,
  template: null,
  rules: null,
  plannedAt: null,
  sentAt: null,
  status: null,
  statuses: [],
  answeredAt: null,
  steps: [],
}

const TAKEN: ReadonlySet<string> = new Set(['accepted', 'sent'])

/**
 * R-AUDIT-1: who or which process sent a message, when, how, by which rules, and what became of it, as far as the journal knows.
 * @throws NotFound, NotYours for somebody who does not work on the session's line, UnknownOperator, HostError.
 */
export async function auditOf(
  o: Outbound,
  asker: Asker,
  sessionId: string,
  messageId: string,
): Promise<WireAudit> {
  const [operator, session, owners] = await Promise.all([
    knownOperator(o, asker.operatorId),
    o.host.sessions.get(sessionId),
    o.journal.operations.ofMessages([messageId]),
  ])
  if (!session) throw new NotFound('session')
  const line = await lineOf(o, session.lineId)
  if (line && !worksOn(line, operator.id)) throw new NotYours()
  const owner = owners.get(messageId)
  const operation = owner ? await o.journal.operations.get(owner.operationId) : null
  const times = await o.journal.seen.statusTimes(sessionId, messageId)
  if (!operation || operation.sessionId !== sessionId) return { ...NOT_OURS, statuses: [...times] }
  const [fate, steps, name, rules] = await Promise.all([
    fateOf(o, operation),
    o.journal.operations.steps(operation.id),
    operatorName(o, operation.intent.operatorId),
    namedRuleSet(o, operation.request?.rules),
  ])
  const { id, intent, request, createdAt, sentAt } = operation
  return {
    from: fromOf(intent),
    operator: intent.operatorId === null ? null : { id: intent.operatorId, name },
    operationId: id,
    initiativeId: intent.initiative ?? null,
    batchId: intent.oneOf?.batchId ?? null,
    line: request?.line.name ?? line?.name ?? null,
    channel: request?.channel ?? session.channel,
    address: request?.address ?? session.address,
    template: intent.template?.id ?? null,
    rules,
    plannedAt: createdAt,
    sentAt,
    status: statusOf({ operation, fate }),
    statuses: [...statusTimes([...times, ...takenAt(steps)])],
    answeredAt: fate.answeredAt,
    steps: steps.map((step) => ({ ...step })),
  }
}

/** The host took it when it answered so. */
function takenAt(steps: readonly OperationStep[]): readonly StatusTime[] {
  return steps.flatMap(({ name, outcome, endedAt }) =>
    name === 'send' && TAKEN.has(outcome ?? '') && endedAt
      ? [{ status: 'accepted', at: endedAt, exact: true }]
      : [],
  )
}

function fromOf({ kind, oneOf }: Intent): WireAudit['from'] {
  if (oneOf) return 'batch'
  return { start: 'form', reply: 'reply', step: 'process', deed: 'note' }[kind] as WireAudit['from']
}
