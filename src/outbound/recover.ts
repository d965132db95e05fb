import { carry } from './carry.ts'
import { leaseFor } from './hand.ts'
import type { Outbound } from './types.ts'

const AT_ONCE = 20

/**
 * Goes on with operations whose worker is gone or whose time to look again has come. Resolves with their number when they rest.
 * Call it at start and every few seconds; replicas and overlapping calls never take the same one.
 */
export async function recover(o: Outbound): Promise<number> {
  const owner = o.newId()
  const taken = await o.journal.operations.takeDue(leaseFor(o, owner), o.now(), AT_ONCE)
  const ends = await Promise.allSettled(taken.map((operation) => carry(o, operation, owner)))
  for (const [index, end] of ends.entries())
    if (end.status === 'rejected')
      o.log.warn({ operationId: taken[index]?.id }, 'An operation could not be recovered yet')
  return taken.length
}
