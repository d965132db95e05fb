import { leaseFor } from './hand.ts'
import type { Outbound } from './types.ts'

/**
 * Calls off a message that was not given to the host, though somebody may be about to: "planned" and "sending" are one row, so one of
 * the two comes first, and whoever comes second finds it gone. What was given to the host stays as it is.
 * @returns whether it was called off.
 */
export async function callOff(o: Outbound, operationId: string): Promise<boolean> {
  const owner = o.newId()
  const off = await o.journal.operations.callOff(operationId, owner, o.now())
  if (off) await o.journal.operations.change(operationId, leaseFor(o, owner), { announce: true }, o.now())
  return off !== null
}
