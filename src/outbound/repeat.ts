import type { WireOperation } from '../wire/schemas.ts'
import { afterStepOf } from './after-step.ts'
import { carry, outcomeOf } from './carry.ts'
import { NotFound, NothingToRepeat } from './errors.ts'
import { leaseFor } from './hand.ts'
import { mustWriteOn } from './readers.ts'
import { wireOperation } from './to-wire.ts'
import type { Asker, Outbound } from './types.ts'

/**
 * Makes again what failed after sending, and only that: the message is never sent again (R-AFTER-5). Asked for twice, it is done
 * once and both get the outcome.
 * @throws NotFound when it is not the asker's own, NothingToRepeat, ReadOnly.
 */
export async function repeatAfter(o: Outbound, asker: Asker, id: string): Promise<WireOperation> {
  const operation = await o.journal.operations.get(id)
  if (operation?.intent.kind !== 'start' || operation.intent.operatorId !== asker.operatorId)
    throw new NotFound('operation')
  const lineId = operation.request?.line.id ?? operation.intent.lineId
  if (lineId !== null) await mustWriteOn(o, asker.operatorId, lineId)
  const step = afterStepOf(o, operation)
  if (operation.state !== 'sent' || operation.routing === 'none' || !step) throw new NothingToRepeat()
  if (operation.routing !== 'failed') return wireOperation(await outcomeOf(o, operation), asker.locale)
  const owner = o.newId()
  const taken = await o.journal.operations.retake(id, leaseFor(o, owner), step.name, o.now())
  // Somebody else was first, and is at it.
  const current = taken ? await carry(o, taken, owner) : await o.journal.operations.get(id)
  return wireOperation(await outcomeOf(o, current ?? operation), asker.locale)
}
