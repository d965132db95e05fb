import type { Outbound } from '../types.ts'
import type { Hop, KeptInitiative } from './body.ts'

/** Why a message may not leave yet, and when to look again. */
export interface Hold {
  /** A word for it, shown while it waits: `open-session`. */
  readonly why: string
  readonly until: Date
}

/**
 * The one place that keeps a message from leaving before its time; `null`: it may leave as far as the clock goes. Times of sending
 * and quiet hours are asked here, each time anew, so that whoever changes them is heeded by what waits already.
 */
export async function notBefore(_o: Outbound, _initiative: KeptInitiative, _hop: Hop): Promise<Hold | null> {
  return null
}
