import { carry } from './carry.ts'
import { leaseFor } from './hand.ts'
import type { Outbound } from './types.ts'

const AT_ONCE = 20
const PATIENCE_MS = 2000

/**
 * Goes on with operations whose worker is gone or whose time to look again has come. Resolves with their number when they rest,
 * after two seconds at the latest: slower ones go on by themselves. Call it at start and every few seconds; replicas and
 * overlapping calls never take the same one.
 */
export async function recover(o: Outbound): Promise<number> {
  const owner = o.newId()
  const taken = await o.journal.operations.takeDue(leaseFor(o, owner), o.now(), AT_ONCE)
  if (taken.length === 0) return 0
  const carried = taken.map((operation) =>
    carry(o, operation, owner).catch((error: unknown) => {
      const name = error instanceof Error ? error.name : 'unknown'
      o.log.warn({ operationId: operation.id, error: name }, 'An operation could not be recovered yet')
    }),
  )
  await Promise.race([Promise.all(carried), o.wait(PATIENCE_MS)])
  return taken.length
}
