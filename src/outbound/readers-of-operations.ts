import { lineOfMessage } from './judge.ts'
import type { KeptInitiative } from './initiative/body.ts'
import { linesOnlyRead, readOnly } from './readers.ts'
import type { Outbound } from './types.ts'

// Whoever looks after Operations sees all that processes send, and changes nothing on a line where they may only read: what leaves by
// their word leaves there, and what they stop was somebody else's to say.

/** R-READ-1. @param operatorId `null`: whoever has the workspace's secret. @throws ReadOnly, HostError. */
export async function mustWriteForBatch(
  o: Outbound,
  operatorId: string | null,
  batchId: string,
): Promise<void> {
  const lines = await linesOnlyRead(o, operatorId)
  if (lines.length > 0 && (await o.journal.batches.leavesOn(batchId, lines)))
    throw readOnly(o.workspace.readers)
}

/** R-READ-1: on the lines of all messages that the step may send. @throws ReadOnly, HostError. */
export async function mustWriteForStep(o: Outbound, operatorId: string | null, id: string): Promise<void> {
  const lines = await linesOnlyRead(o, operatorId)
  if (lines.length === 0) return
  const initiative = (await o.journal.initiatives.get(id)) as KeptInitiative | null
  const operation = initiative ? null : await o.journal.operations.get(id)
  const own = initiative
    ? [initiative.body.line, ...(initiative.body.hops ?? []).map(({ line }) => line)]
    : [operation && lineOfMessage(operation)]
  if (own.some((line) => line !== null && lines.includes(line))) throw readOnly(o.workspace.readers)
}
