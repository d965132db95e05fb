import type { Initiative, Whose } from '../../journal/initiative.ts'
import { callOff } from '../call-off.ts'
import type { Outbound } from '../types.ts'
import { advanceInitiative } from './advance.ts'

// Written down by then in any case; whoever is woken next ends it.
const MOST_TRIES = 5

/**
 * Calls a step off. What has not left ends as `skipped` with the reason `cancelled`; what has left is no longer watched, and nothing
 * follows it. One that has ended stays as it is.
 */
export async function cancelInitiative(o: Outbound, id: string): Promise<void> {
  for (let tries = 1; tries <= MOST_TRIES; tries++) {
    const initiative = await o.journal.initiatives.get(id)
    if (initiative?.state === 'ended') return
    // A call that waits for nothing is its message alone.
    if (!initiative) {
      await callOff(o, id)
      return
    }
    const now = o.now()
    const cancelled = initiative.cancelled ?? { at: now.toISOString(), why: 'asked' as const }
    // Taken out of whosever hands. Without success it has gone further, or there were news, this very moment.
    const off = await o.journal.initiatives.change(initiative, { cancelled, dueAt: now }, now)
    if (off) await callOffLast(o, off)
    if (off) await advanceInitiative(o, id, off.version)
  }
}

/** The last message may still be trying to leave; those before it have their outcome. */
async function callOffLast(o: Outbound, { hops }: Initiative): Promise<void> {
  const last = hops.at(-1)
  if (last !== undefined) await callOff(o, last)
}

/** Calls off every step that waits for this contact or record, and every message to them that is still tried again; their ids. */
export async function cancelInitiatives(o: Outbound, whose: Whose): Promise<readonly string[]> {
  const [open, planned] = await Promise.all([
    o.journal.initiatives.openOf(whose),
    o.journal.operations.plannedFor(whose),
  ])
  for (const { id } of open) await cancelInitiative(o, id)
  const off: string[] = []
  for (const id of planned) if (await callOff(o, id)) off.push(id)
  return [...open.map(({ id }) => id), ...off]
}
