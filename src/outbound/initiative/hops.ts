import type { HopFacts } from '../../domain/outcome.ts'
import type { Fate } from '../../journal/sight.ts'
import type { Operation } from '../../journal/operation.ts'
import type { Outbound } from '../types.ts'

/** One message that was given out, with what is known of it. */
export interface GivenHop {
  readonly operation: Operation
  readonly fate: Fate
  readonly facts: HopFacts
}

/** The messages that were given out so far, as the journal knows them. */
export async function givenHops(o: Outbound, operationIds: readonly string[]): Promise<readonly GivenHop[]> {
  const found = await Promise.all(operationIds.map((id) => givenHop(o, id)))
  return found.filter((hop): hop is GivenHop => hop !== null)
}

async function givenHop(o: Outbound, id: string): Promise<GivenHop | null> {
  const operation = await latest(o, id)
  if (!operation) return null
  const { state, sentAt } = operation
  const fate = await fateOf(o, operation)
  return {
    operation,
    fate,
    facts: { state, status: fate.status, answered: fate.answeredAt !== null, sentAt },
  }
}

/** The one that a person let be sent again in its place, if so (R-ONCE-2). */
async function latest(o: Outbound, id: string): Promise<Operation | null> {
  let operation = await o.journal.operations.get(id)
  while (operation?.judged?.next) {
    const next = await o.journal.operations.get(operation.judged.next)
    if (!next) break
    operation = next
  }
  return operation
}

const NOTHING: Fate = { status: null, failure: null, answeredAt: null }

/** How far its message came, as far as anybody has told; nothing before it is known to have left. */
export async function fateOf(o: Outbound, { id, state }: Operation): Promise<Fate> {
  return (state === 'sent' ? await o.journal.seen.fateOf(id) : null) ?? NOTHING
}
