import { afterChoices, type After } from '../domain/after.ts'
import type { Operation, StepName } from '../journal/operation.ts'
import type { Outbound } from './types.ts'

/** What is to be done once the message is sent, and under which name it is recorded. */
export interface AfterStep {
  readonly name: Extract<StepName, 'assign' | 'close' | 'hand-over'>
  readonly after: Exclude<After, { kind: 'nothing' }>
  /** On whose behalf. */
  readonly operatorId: string
}

const NAMES = { 'assign-to-me': 'assign', close: 'close', 'hand-over': 'hand-over' } as const

/**
 * What follows this operation's message: as it was chosen (R-AFTER-1), or the host's usual choice (R-AFTER-2 to 4). `null`: nothing,
 * as for an answer, a process, and a message into a session that was open.
 */
export function afterStepOf(o: Outbound, { intent, request }: Operation): AfterStep | null {
  const { kind, operatorId } = intent
  if (kind !== 'start' || operatorId === null || !request || request.sessionId !== null) return null
  if (!o.host.routing) return null
  const channel = o.host.policy.channels[request.channel]
  const [usual] = afterChoices(o.host.policy, channel, request.line, operatorId)
  // To whom it would be handed, nobody has said.
  const after: After = intent.after ?? {
    kind: usual === undefined || usual === 'hand-over' ? 'nothing' : usual,
  }
  return after.kind === 'nothing' ? null : { name: NAMES[after.kind], after, operatorId }
}
