import { supervises } from './reach.ts'
import type { ChannelPolicy, HostPolicy } from './policy.ts'
import type { Line } from './words.ts'

/** What may happen to the session after its first message (R-AFTER-1). */
export const AFTER_KINDS = ['assign-to-me', 'close', 'hand-over'] as const
export type AfterKind = (typeof AFTER_KINDS)[number]

/** To whom a session may be handed. */
export const TARGET_KINDS = ['operator', 'group', 'skill', 'bot', 'department'] as const
export interface Target {
  readonly kind: (typeof TARGET_KINDS)[number]
  readonly id: string
  readonly name: string
}

/** What was chosen. `nothing`: the session stays where the host puts it. */
export type After =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'assign-to-me' }
  | { readonly kind: 'close' }
  | { readonly kind: 'hand-over'; readonly target: Target; readonly comment: string | null }

/**
 * What this person may choose, the usual choice first; empty where nothing can be done after sending (R-AFTER-2). A supervisor is
 * not offered to take it (R-AFTER-3), unless they are an operator of the line as well.
 */
export function afterChoices(
  policy: Pick<HostPolicy, 'after'>,
  channel: Pick<ChannelPolicy, 'finished'> | undefined,
  line: Line,
  operatorId: string,
): readonly AfterKind[] {
  if (!channel || channel.finished) return []
  const offered = policy.after ?? ['assign-to-me']
  const onlySupervises = supervises(line, operatorId) && !(line.operators?.includes(operatorId) ?? false)
  return onlySupervises ? offered.filter((kind) => kind !== 'assign-to-me') : offered
}
