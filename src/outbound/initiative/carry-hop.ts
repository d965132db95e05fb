import { isSettled } from '../../domain/operation.ts'
import type { Cancellation } from '../../journal/initiative.ts'
import type { Operation, PlannedOperation } from '../../journal/operation.ts'
import { fingerprint } from '../../journal/print.ts'
import { callOff } from '../call-off.ts'
import { perform } from '../carry.ts'
import { OperationConflict } from '../errors.ts'
import { leaseFor } from '../hand.ts'
import { offOnReply, stepIntent } from '../step-intent.ts'
import type { Outbound } from '../types.ts'
import { hopOf, type KeptInitiative } from './body.ts'
import { fetchFiles } from './fetch-files.ts'
import { endUnsent } from './end.ts'
import type { Next } from './lease.ts'
import { soonest, wait } from './wait.ts'

// A message that takes longer goes on by itself; its outcome wakes the initiative.
const PATIENCE_MS = 2000

/** Gives the last message to the host, or finds it there; then sees what came of it. */
export async function carryHop(o: Outbound, initiative: KeptInitiative): Promise<Next> {
  const { id, body, hops } = initiative
  const hop = hopOf(body, hops.length - 1)
  const operationId = hops.at(-1)
  if (!hop || operationId === undefined) throw new Error('Nothing is being sent in this step.')
  const fetched = await fetchFiles(o, id, hop.message, hop.channel)
  // Fetched before it began to leave; one that is gone meanwhile is refused by the rules.
  const files = fetched.kind === 'ready' ? fetched.files : []
  const intent = {
    ...stepIntent(body, hop, hop.channel),
    ...offOnReply(body, initiative.createdAt),
    ...(files.length > 0 ? { attachments: files } : {}),
    initiative: id,
  }
  const print =
    operationId === id ? initiative.fingerprint : await fingerprint([initiative.fingerprint, operationId])
  const contactId = 'contactId' in hop.to ? hop.to.contactId : null
  const planned = { id: operationId, fingerprint: print, intent, contactId }
  if (initiative.cancelled) await planCalledOff(o, planned)
  const work = perform(o, planned)
  try {
    const operation = await Promise.race([work, o.wait(PATIENCE_MS).then(() => null)])
    if (operation) return await settled(o, initiative, operation)
    keepOn(o, id, work)
    return null
  } catch (error) {
    if (!(error instanceof OperationConflict)) throw error
    const given = { ...initiative, hops: hops.slice(0, -1) }
    return endUnsent(o, given, 'failed', 'conflict')
  }
}

/** Called off before anybody has planned its message: that is planned as called off, so that nobody gives it to the host later. */
async function planCalledOff(o: Outbound, planned: PlannedOperation): Promise<void> {
  await o.journal.operations.plan(planned, leaseFor(o, o.newId()), o.now())
  await callOff(o, planned.id)
}

function keepOn(o: Outbound, id: string, work: Promise<Operation>): void {
  work.catch((error: unknown) =>
    o.log.warn(
      { operationId: id, error: error instanceof Error ? error.name : 'unknown' },
      'A message of a waiting step goes on later',
    ),
  )
}

async function settled(o: Outbound, initiative: KeptInitiative, operation: Operation): Promise<Next> {
  if (!isSettled(operation.state)) return null
  const { body, deadlineAt, hops } = initiative
  const reopened = operation.reasons.some(({ code }) => code === 'open-session' || code === 'send-under-way')
  const again = body.onOpenSession === 'after-close' && operation.state === 'refused' && reopened
  if (again && o.now() < new Date(deadlineAt))
    return wait(o, { ...initiative, hops: hops.slice(0, -1) }, 'open-session', soonest(o, initiative))
  const contactId = initiative.contactId ?? operation.contactId
  const cancelled = initiative.cancelled ?? calledOffByReply(o, operation)
  return { go: 'evaluate', initiative: { ...initiative, contactId, cancelled } }
}

/** The customer wrote while it was tried again. */
function calledOffByReply(o: Outbound, { state, failure, intent }: Operation): Cancellation | null {
  const off = state === 'skipped' && failure?.code === 'cancelled' && intent.offOnReplySince !== undefined
  return off ? { at: o.now().toISOString(), why: 'reply' } : null
}
