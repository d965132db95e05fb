import { USUAL_LIMIT_MS } from '../../domain/outcome.ts'
import type { Initiative } from '../../journal/initiative.ts'
import type { Outbound } from '../types.ts'
import type { StepAnswer, StepHop, StepInput, StepMessage, StepRecipient } from '../step-types.ts'
import type { Channel } from '../../domain/words.ts'
import { heedsHours } from './not-before.ts'

/** What an initiative keeps of the call: all of it, with the channel of each message chosen. */
export type KeptBody = Omit<StepInput, 'operationId' | 'channel' | 'hops'> & {
  readonly channel: Channel
  readonly hops?: readonly (StepHop & { readonly channel: Channel })[]
}
export type KeptInitiative = Initiative<KeptBody, StepAnswer>

/** One of the step's messages. */
export interface Hop {
  readonly line: string
  readonly channel: Channel
  readonly to: StepRecipient
  readonly message: StepMessage
}

/** The n-th message, counted from 0; `null`: there are not so many. */
export function hopOf(body: KeptBody, n: number): Hop | null {
  if (n === 0) return body
  const hop = body.hops?.[n - 1]
  return hop ? { ...hop, to: hop.to ?? body.to } : null
}

/**
 * Is it more than "send now and tell when accepted"? Only then does it need a row and a wake-up of its own. Where quiet hours are set
 * only the recipient's clock can tell, so whatever has to heed them may have to wait.
 */
export function needsInitiative(
  o: Outbound,
  { wait, onOpenSession, hops, message, sendAt, quietHours }: StepInput,
): boolean {
  const timed = sendAt !== undefined || heedsHours(o, { quietHours })
  const files = message.attachments !== undefined
  return timed || wait !== 'accepted' || onOpenSession === 'after-close' || hops !== undefined || files
}

/** When patience ends: the limit counts from the call, or from when the message may leave. */
export function deadlineOf(
  { wait, timeLimitMs, hops = [] }: Pick<StepInput, 'wait' | 'timeLimitMs' | 'hops'>,
  from: Date,
): Date {
  const patience = hops.reduce((sum, { patienceMs }) => sum + patienceMs, 0)
  return new Date(from.getTime() + (timeLimitMs ?? USUAL_LIMIT_MS[wait] + patience))
}
