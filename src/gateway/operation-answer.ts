import { isSettled } from '../domain/operation.ts'
import { operationFor } from '../outbound/index.ts'
import type { WireOperation } from '../wire/schemas.ts'
import { within } from './background.ts'
import { json, type Ask } from './route.ts'

/** How often a send that is not committed yet is looked for, once the caller has waited its time. */
const LOOK_AGAIN_MS = 250

/**
 * 200 when the operation and what follows it settle in time, else 202 with its state so far while the work goes on. Before the intention is in the
 * journal nobody is told that it will be carried out.
 */
export async function operationAnswer(
  { gateway, caller }: Pick<Ask<'context', unknown, unknown>, 'gateway' | 'caller'>,
  operationId: string,
  work: Promise<WireOperation>,
): Promise<Response> {
  const inTime = await within(work, gateway.settings.answerWithinMs)
  if (inTime !== 'late') return json(inTime.value)
  gateway.background.keep('an operation whose caller went on', work)
  for (;;) {
    const known = await operationFor(caller.workspace.outbound, caller.asker, operationId)
    if (known) return json(known, isSettled(known.state) && known.routing !== 'pending' ? 200 : 202)
    const late = await within(work, LOOK_AGAIN_MS)
    if (late !== 'late') return json(late.value)
  }
}
