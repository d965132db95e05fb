import { openSessionOf } from '../../domain/reach.ts'
import { reason } from '../../domain/reasons.ts'
import type { Session } from '../../domain/words.ts'
import { openReason } from '../decide.ts'
import { openSessionsOf } from '../facts.ts'
import { stepIntent } from '../step-intent.ts'
import { resolve } from '../target.ts'
import type { Outbound } from '../types.ts'
import { deadlineOf, hopOf, type Hop, type KeptInitiative } from './body.ts'
import { end, endUnsent } from './end.ts'
import { fetchFiles } from './fetch-files.ts'
import { givenHops } from './hops.ts'
import { leaseUntil, type Next } from './lease.ts'
import { notBefore, type Hold } from './not-before.ts'
import { replied } from './replied.ts'
import { soonest, wait } from './wait.ts'

// So often an address that does not answer is asked.
const MOST_FETCHES = 8

/** Lets the next message leave, unless something still keeps it or has called it off. */
export async function leave(o: Outbound, initiative: KeptInitiative): Promise<Next> {
  const { body, operationIds, hops } = initiative
  const hop = hopOf(body, hops.length)
  if (!hop) throw new Error('There is no such message in this step.')
  const off = initiative.cancelled ?? (await replied(o, initiative, hop))
  if (off) {
    const cancelled = { ...initiative, cancelled: off }
    // Of a cascade some may have left.
    if (hops.length > 0) return { go: 'evaluate', initiative: cancelled }
    return endUnsent(o, cancelled, 'skipped', 'cancelled')
  }
  const hold = await notBefore(o, initiative, hop)
  if (hold) return holdBack(o, initiative, hold)
  if (body.onOpenSession === 'after-close') {
    const open = await openSession(o, initiative, hop)
    if (open) return waitForClose(o, initiative, open)
  }
  const fetched = await fetchFiles(o, initiative.id, hop.message, hop.channel)
  if (fetched.kind === 'away' && initiative.looks < MOST_FETCHES)
    return wait(o, initiative, 'attachment', soonest(o, initiative))
  if (fetched.kind !== 'ready') return endUnsent(o, initiative, 'failed', { file: fetched })
  const id = nextId(initiative)
  const sending = await o.journal.initiatives.change(
    initiative,
    {
      state: 'sending',
      waitsFor: null,
      operationIds: [...operationIds, id],
      hops: [...hops, id],
      looks: 0,
      lookAt: null,
      dueAt: leaseUntil(o),
    },
    o.now(),
  )
  return sending && { go: 'carry', initiative: sending as KeptInitiative }
}

/** The first message has the step's own id; a later one is `run-7~2`, and one that had to wait again `run-7~2.1`. */
function nextId({ id, operationIds, hops }: KeptInitiative): string {
  const again = operationIds.length - hops.length
  if (hops.length === 0 && again === 0) return id
  return `${id}~${hops.length + 1}${again > 0 ? `.${again}` : ''}`
}

/** The session that keeps it from leaving, on whichever line it is (R-PROC-4). @throws HostError. */
async function openSession(o: Outbound, initiative: KeptInitiative, hop: Hop): Promise<Session | null> {
  const found = await resolve(o, stepIntent(initiative.body, hop, hop.channel))
  // Whoever cannot be found is refused on the way out, with the reason.
  if (found.kind === 'refused' || found.target.contactId === null) return null
  const open = await openSessionsOf(o, found.target.contactId)
  return openSessionOf(o.host.policy, found.target, open)
}

/** A limit that the call named ends the waiting; the usual one counts from when the message may leave. */
async function holdBack(o: Outbound, initiative: KeptInitiative, { why, until }: Hold): Promise<Next> {
  const { body, hops } = initiative
  const known = new Date(initiative.deadlineAt)
  const wanted = body.timeLimitMs === null ? deadlineOf(body, until) : known
  const deadlineAt = wanted > known ? wanted : known
  if (o.now() < deadlineAt)
    return wait(o, initiative, why, until < deadlineAt ? until : deadlineAt, deadlineAt)
  if (hops.length > 0) return end(o, initiative, await givenHops(o, hops), 'silence', null)
  return endUnsent(o, initiative, 'skipped', {
    rule: reason('quiet-hours', null, { untilAt: until.toISOString() }),
  })
}

async function waitForClose(o: Outbound, initiative: KeptInitiative, open: Session): Promise<Next> {
  if (o.now() >= new Date(initiative.deadlineAt)) {
    const { hops } = initiative
    if (hops.length === 0) return endUnsent(o, initiative, 'skipped', { rule: openReason(open) })
    return end(o, initiative, await givenHops(o, hops), 'silence', null)
  }
  const contactId = initiative.contactId ?? open.contactId
  return wait(o, { ...initiative, contactId }, 'open-session', soonest(o, initiative))
}
