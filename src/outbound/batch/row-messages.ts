import type { Exit } from '../../domain/outcome.ts'
import type { Initiative } from '../../journal/initiative.ts'
import type { Operation } from '../../journal/operation.ts'
import type { SeenStatus } from '../../journal/sight.ts'
import { answerOf, reasonIn } from '../step-answer.ts'
import { undelivered } from '../trouble-views.ts'
import type { Locale, Outbound } from '../types.ts'
import type { StepAnswer, WordedReason } from '../step-types.ts'

/** What is known by now of the message of one row. */
export interface RowMessage {
  /** The operation that sends it now: the row's own, or the one that was to send it again. */
  readonly operationId: string
  /** With how far it came since; `failed` also of one that was sent again and did not leave. */
  readonly answer: StepAnswer
  readonly reason: WordedReason | null
}

/** Of a step that waited these leave open what became of its last message. */
const OPEN_EXITS: ReadonlySet<Exit | null> = new Set(['sent', 'silence', null])

/** The newest message of each row, by the row's own operation; rows for which nothing was begun are left out. */
export async function messagesOf(
  o: Outbound,
  rowIds: readonly string[],
  locale: Locale,
): Promise<ReadonlyMap<string, RowMessage>> {
  const steps = await o.journal.initiatives.several(rowIds)
  const lastOf = (id: string): string => steps.get(id)?.hops.at(-1) ?? id
  const newest = await newestOf(o, rowIds.map(lastOf))
  const statuses = await o.journal.seen.statusesOf([...newest.values()].map(({ id }) => id))
  const messages = new Map<string, RowMessage>()
  for (const id of rowIds) {
    const operation = newest.get(lastOf(id))
    if (!operation) continue
    const seen = statuses.get(operation.id) ?? null
    messages.set(id, messageOf(id, operation, steps.get(id) ?? null, seen, locale))
  }
  return messages
}

/** The one that was to be sent in its place, if so, by the one that was asked for first. */
async function newestOf(o: Outbound, ids: readonly string[]): Promise<ReadonlyMap<string, Operation>> {
  const newest = new Map(await o.journal.operations.several(ids))
  for (;;) {
    const nextIds = [...newest.values()].flatMap(({ judged }) => judged?.next ?? [])
    if (nextIds.length === 0) return newest
    const next = await o.journal.operations.several(nextIds)
    if (next.size === 0) return newest
    for (const [id, { judged }] of newest) {
      const follows = next.get(judged?.next ?? '')
      if (follows) newest.set(id, follows)
    }
  }
}

function messageOf(
  rowId: string,
  operation: Operation,
  step: Initiative | null,
  seen: SeenStatus | null,
  locale: Locale,
): RowMessage {
  const answer = { ...answerOf(operation), ...(step?.answer as StepAnswer | null) }
  const again = operation.repeats !== null
  const operationId = again ? operation.id : rowId
  const own = { operationId, answer, reason: reasonIn(operation, locale) }
  const status = seen?.status ?? null
  if (!OPEN_EXITS.has(step?.exit ?? null))
    return operation.messageId === answer.messageId && status !== null && status !== 'failed'
      ? { ...own, answer: { ...answer, status } }
      : own
  const now = again ? answerOf(operation) : answer
  // The word of a person who has looked stands.
  if (operation.judged !== null || operation.dueAt !== null) return { ...own, answer: now }
  if (status === 'failed') {
    const reason = undelivered(seen?.failure ?? { code: 'unknown', text: '' }, operation, locale)
    return { ...own, answer: { ...now, status: 'failed' }, reason }
  }
  const unsent = again && (operation.state === 'failed' || operation.state === 'refused')
  return { ...own, answer: { ...now, status: unsent ? 'failed' : (status ?? now.status) } }
}
