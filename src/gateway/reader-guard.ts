import { mustWrite } from '../outbound/index.ts'
import type { Callers, Who } from './identity.ts'

/**
 * R-READ-1: whoever may write nowhere changes nothing, whichever route they ask. A server with the secret is nobody in particular.
 * @throws ReadOnly, HostError.
 */
export async function turnReadersAway(caller: Callers[Who]): Promise<void> {
  if (caller === null) return
  const operatorId = personIn(caller)
  if (operatorId !== null) await mustWrite(caller.workspace.outbound, operatorId)
}

function personIn(caller: NonNullable<Callers[Who]>): string | null {
  if ('operatorId' in caller) return caller.operatorId
  return 'asker' in caller ? caller.asker.operatorId : null
}
