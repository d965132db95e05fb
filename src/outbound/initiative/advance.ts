import { HostError } from '../../hosts/errors.ts'
import { restMs } from '../after-send.ts'
import type { Outbound } from '../types.ts'
import type { KeptInitiative } from './body.ts'
import { endUnsent } from './end.ts'
import { carryHop } from './carry-hop.ts'
import { leaseUntil, type Next } from './lease.ts'
import { leave } from './leave.ts'
import { evaluate } from './watch.ts'

const LONGEST_REST_MS = 15 * 60_000
const FIRST = { waiting: 'leave', sending: 'carry', watching: 'evaluate', ended: null } as const
const DEEDS = { leave, carry: carryHop, evaluate }

/**
 * Goes on with an initiative that was woken: lets its next message leave, or looks what came of those that left. May run twice and
 * beside itself: every change is compare-and-set, and a message is an operation, carried out once.
 */
export async function advanceInitiative(o: Outbound, id: string, version: number): Promise<void> {
  const taken = await o.journal.initiatives.take(id, version, o.now(), leaseUntil(o))
  if (!taken) return
  const first = FIRST[taken.state]
  let next: Next = first && { go: first, initiative: taken as KeptInitiative }
  while (next) {
    const { go, initiative }: NonNullable<Next> = next
    try {
      next = await DEEDS[go](o, initiative)
    } catch (error) {
      if (!(error instanceof HostError)) throw error
      return rest(o, initiative, error)
    }
  }
}

/** The host does not say what is asked before sending: later again, and less and less often; at the time limit that is the exit. */
async function rest(o: Outbound, initiative: KeptInitiative, error: HostError): Promise<void> {
  const { id, looks, deadlineAt } = initiative
  o.log.warn({ operationId: id, code: error.code, looks }, 'The host does not tell what a waiting step needs')
  const now = o.now()
  if (now >= new Date(deadlineAt)) {
    await endUnsent(o, initiative, 'failed', { host: error })
    return
  }
  const pauseMs = Math.max(restMs(error, 1), Math.min(1000 * 2 ** Math.min(looks, 20), LONGEST_REST_MS))
  const dueAt = new Date(Math.min(now.getTime() + pauseMs, Date.parse(deadlineAt)))
  await o.journal.initiatives.change(initiative, { looks: looks + 1, dueAt }, now)
}
