import { afterChoices, type AfterKind } from '../domain/after.ts'
import type { Channel, Line } from '../domain/words.ts'
import type { RoutingTarget } from '../hosts/port.ts'
import type { WireOffers } from '../wire/form.ts'
import { kept, optional } from './kept.ts'
import type { Outbound } from './types.ts'

// Targets change seldom, and the form asks anew at every step.
const FOR_MS = 30_000

/** R-AFTER-1 to 3: what the policy lets one choose, as far as the host has the means. */
export async function afterOffers(
  o: Outbound,
  line: Line,
  channel: Channel,
  operatorId: string,
): Promise<Pick<WireOffers, 'after' | 'targets' | 'handOverComment'>> {
  const { policy, routing } = o.host
  const choices = afterChoices(policy, policy.channels[channel], line, operatorId)
  const targets = choices.includes('hand-over') ? await targetsOf(o, line, operatorId) : []
  const able: Record<AfterKind, boolean> = {
    'assign-to-me': routing !== undefined,
    close: routing?.close !== undefined,
    'hand-over': routing?.handOver !== undefined && targets.length > 0,
  }
  return {
    after: choices.filter((kind) => able[kind]),
    targets: able['hand-over'] ? targets : [],
    ...(policy.handOverComment === false && { handOverComment: false }),
  }
}

/** To whom a session of this line may be handed, but for the one who asks; empty where the host does not tell. */
export async function targetsOf(o: Outbound, line: Line, operatorId: string): Promise<RoutingTarget[]> {
  const ask = o.host.routing?.targets
  if (!ask) return []
  const targets = await optional(
    o,
    'targets',
    [],
    kept(o, 'targets', FOR_MS, () => ask()),
  )
  return (
    targets
      .filter(({ lineIds }) => lineIds?.includes(line.id) ?? true)
      // To oneself one assigns.
      .filter(({ kind, id }) => kind !== 'operator' || id !== operatorId)
      .map(({ kind, id, name }) => ({ kind, id, name }))
  )
}
