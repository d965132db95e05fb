import { worksOn } from '../domain/reach.ts'
import { statusTimes, type StatusTime } from '../domain/status.ts'
import type { Intent } from '../journal/intent.ts'
import type { Operation, OperationStep } from '../journal/operation.ts'
import { NOT_ASKED } from '../hosts/errors.ts'
import type { WireAudit } from '../wire/history.ts'
import { knownOperator, lineOf, operatorName } from './directory.ts'
import { NotFound, NotYours } from './errors.ts'
import { fateOf } from './initiative/hops.ts'
import { statusOf } from './initiative/answer.ts'
import { namedRuleSet } from './rule-set.ts'
import { wireOperation } from './to-wire.ts'
import type { Asker, Locale, Outbound } from './types.ts'

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
  messageId: null,
  failure: null,
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
  const told = await known(o, asker, operation, times)
  const { channel, address } = session
  return {
    ...told,
    line: told.line ?? line?.name ?? null,
    channel: told.channel ?? channel,
    address: told.address ?? address,
  }
}

/**
 * The same of what has not become a message of the host: it is on its way, did not leave, or nobody knows. The host is asked only whose
 * session it was to go into, and its author is told without that.
 * @throws NotFound, NotYours for somebody else who does not work on its line, UnknownOperator, HostError.
 */
export async function auditOfOperation(o: Outbound, asker: Asker, id: string): Promise<WireAudit> {
  const [operator, operation] = await Promise.all([
    knownOperator(o, asker.operatorId),
    o.journal.operations.get(id),
  ])
  if (!operation) throw new NotFound('operation')
  const isOwn = operation.intent.operatorId === operator.id
  const lineId = lineNamedIn(operation) ?? (isOwn ? null : await lineOfSession(o, operation))
  const line = lineId === null ? null : await lineOf(o, lineId)
  if (!isOwn && !(line && worksOn(line, operator.id))) throw new NotYours()
  const told = await known(o, asker, operation, [])
  return { ...told, line: told.line ?? line?.name ?? null }
}

const lineNamedIn = ({ request, intent }: Operation): string | null => request?.line.id ?? intent.lineId

async function lineOfSession(o: Outbound, { intent, sessionId }: Operation): Promise<string | null> {
  const id = sessionId ?? (intent.aim.by === 'session' ? intent.aim.sessionId : null)
  return (id === null ? null : await o.host.sessions.get(id))?.lineId ?? null
}

/** What the journal tells of an operation. */
async function known(
  o: Outbound,
  { locale }: Asker,
  operation: Operation,
  times: readonly StatusTime[],
): Promise<WireAudit> {
  const [fate, steps, name, rules] = await Promise.all([
    fateOf(o, operation),
    o.journal.operations.steps(operation.id),
    operatorName(o, operation.intent.operatorId),
    namedRuleSet(o, operation.request?.rules),
  ])
  const { id, intent, request, messageId, createdAt, sentAt } = operation
  return {
    from: fromOf(intent),
    operator: intent.operatorId === null ? null : { id: intent.operatorId, name },
    operationId: id,
    initiativeId: intent.initiative ?? null,
    batchId: intent.oneOf?.batchId ?? null,
    line: request?.line.name ?? null,
    channel: request?.channel ?? intent.channel,
    address: request?.address ?? null,
    template: intent.template?.id ?? null,
    rules,
    plannedAt: createdAt,
    sentAt,
    status: statusOf({ operation, fate }),
    statuses: [...statusTimes([...times, ...takenAt(steps)])],
    messageId,
    failure: failureOf(operation, locale),
    answeredAt: fate.answeredAt,
    steps: steps.map((step) => ({ ...step })),
  }
}

/** Why it did not leave, as its author is told, and in the host's own words. */
function failureOf(operation: Operation, locale: Locale): WireAudit['failure'] {
  const { failure, state } = operation
  const alone = { ...operation, failure: failure && { ...failure, hostText: null } }
  const told = state === 'sent' ? null : wireOperation(alone, locale).failure
  const said = failure?.hostText ?? null
  return told && { text: told.text, hostText: said === NOT_ASKED ? null : said }
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
