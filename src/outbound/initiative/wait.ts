import type { Outbound } from '../types.ts'
import type { KeptInitiative } from './body.ts'

const FIRST_LOOK_MS = 15_000
const LONGEST_LOOK_MS = 10 * 60_000

/** When somebody looks again though nothing was heard: later and later, and at the time limit. */
export function soonest(o: Outbound, { looks, deadlineAt }: KeptInitiative): Date {
  const pauseMs = Math.min(FIRST_LOOK_MS * 1.5 ** Math.min(looks, 30), LONGEST_LOOK_MS)
  return new Date(Math.min(o.now().getTime() + pauseMs, Date.parse(deadlineAt)))
}

/** It waits on, for what the word says, and is looked at again then. */
export async function wait(
  o: Outbound,
  initiative: KeptInitiative,
  waitsFor: string,
  dueAt: Date,
  deadlineAt?: Date,
): Promise<null> {
  const { hops, contactId, looks } = initiative
  await o.journal.initiatives.change(
    initiative,
    {
      state: 'waiting',
      waitsFor,
      hops,
      contactId,
      looks: looks + 1,
      dueAt,
      ...(deadlineAt ? { deadlineAt } : {}),
    },
    o.now(),
  )
  return null
}
