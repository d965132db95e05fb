import { assessOutcome, type Outcome } from '../../domain/outcome.ts'
import type { Outbound } from '../types.ts'
import type { KeptInitiative } from './body.ts'
import { calledOff, end } from './end.ts'
import { givenHops, type GivenHop } from './hops.ts'
import { leaseUntil, type Next } from './lease.ts'
import { lookAtHops } from './look.ts'

const FIRST_LOOK_MS = 4000
const LONGEST_LOOK_MS = 3_600_000
// A message on its way wakes the initiative by itself; this is for one whose worker is gone.
const BUSY_MS = 5000

/**
 * What came of the messages that left: ends the step, lets the next message leave, or waits on. What the host has told us counts
 * first; it is asked when its time has come, and once more before anything is concluded from silence.
 */
export async function evaluate(o: Outbound, initiative: KeptInitiative, looked = false): Promise<Next> {
  const hops = await givenHops(o, initiative.hops)
  const outcome = outcomeOf(o, initiative, hops)
  const bySilence = outcome.kind === 'next-hop' || (outcome.kind === 'end' && concludesFromSilence(outcome))
  const lookDue = initiative.lookAt === null || o.now() >= new Date(initiative.lookAt)
  if (!looked && someSent(hops) && (bySilence || (outcome.kind === 'watch' && lookDue)))
    return lookFirst(o, initiative, hops)
  if (outcome.kind === 'end') {
    const off = outcome.exit === 'skipped' && initiative.cancelled !== null
    return end(o, initiative, hops, outcome.exit, outcome.hop, off ? calledOff(initiative) : null)
  }
  if (outcome.kind === 'next-hop') return { go: 'leave', initiative: { ...initiative, lookAt: null } }
  return waitOn(o, initiative, outcome)
}

function outcomeOf(o: Outbound, initiative: KeptInitiative, hops: readonly GivenHop[]): Outcome {
  const { body, deadlineAt, cancelled } = initiative
  return assessOutcome(
    {
      wait: body.wait,
      follows: body.hops ?? [],
      deadlineAt: new Date(deadlineAt),
      cancelled: cancelled !== null,
    },
    hops.map(({ facts }) => facts),
    o.now(),
  )
}

const concludesFromSilence = ({ exit }: Extract<Outcome, { kind: 'end' }>): boolean =>
  exit === 'silence' || exit === 'unknown'
const someSent = (hops: readonly GivenHop[]): boolean =>
  hops.some(({ operation }) => operation.state === 'sent')

/** The time of the next look is committed before this one, so that news which come with it cost no second one. */
async function lookFirst(o: Outbound, initiative: KeptInitiative, hops: readonly GivenHop[]): Promise<Next> {
  const { looks, contactId, cancelled } = initiative
  const now = o.now()
  const pauseMs = Math.min(FIRST_LOOK_MS * 1.6 ** Math.min(looks, 30), LONGEST_LOOK_MS)
  const lookAt = new Date(now.getTime() + pauseMs)
  const looking = await o.journal.initiatives.change(
    initiative,
    { state: 'watching', looks: looks + 1, lookAt, contactId, cancelled, dueAt: leaseUntil(o) },
    now,
  )
  if (!looking) return null
  await lookAtHops(o, looking as KeptInitiative, hops)
  return evaluate(o, looking as KeptInitiative, true)
}

async function waitOn(
  o: Outbound,
  initiative: KeptInitiative,
  outcome: Extract<Outcome, { kind: 'busy' | 'watch' }>,
): Promise<null> {
  const now = o.now()
  const { contactId, cancelled, lookAt } = initiative
  const rest = { contactId, cancelled }
  if (outcome.kind === 'busy') {
    const dueAt = new Date(now.getTime() + BUSY_MS)
    await o.journal.initiatives.change(initiative, { ...rest, state: 'sending', dueAt }, now)
    return null
  }
  // Without a message that the host could be asked about, the operation's own news are waited for.
  const next = lookAt === null ? outcome.until.getTime() : Date.parse(lookAt)
  const dueAt = new Date(Math.min(outcome.until.getTime(), Math.max(next, now.getTime())))
  await o.journal.initiatives.change(initiative, { ...rest, state: 'watching', dueAt }, now)
  return null
}
