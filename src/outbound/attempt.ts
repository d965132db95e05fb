import { HostError, type HostErrorCode } from '../hosts/errors.ts'
import { withoutPeople } from '../hosts/log.ts'
import { decide } from './decide.ts'
import { named } from './facts.ts'
import type { Hand } from './hand.ts'
import { wroteSince } from './initiative/replied.ts'
import { quietUntil } from './quiet.ts'
import { requestOf } from './request.ts'
import { ruleSetOf } from './rule-set.ts'
import { send, type SendOutcome } from './send.ts'
import { arrived, failed, MOST_ATTEMPTS, QUIET_MS, settle } from './settle.ts'
import { accountName, resolve, type Target } from './target.ts'
import { testify } from './testify.ts'
import type { Outbound } from './types.ts'

// A host that asks for a longer rest than this gets it, but the person is told instead of kept waiting.
const LONGEST_REST_MS = 10_000

/**
 * One try: who is meant, may it be, send, find. Ends in any state; `planned` means that it may be tried again.
 * @returns how long to rest before that; `null`: it was given out of hand and comes back by itself. @throws HostError when the facts
 * could not be read, and nothing was begun.
 */
export async function attempt(o: Outbound, hand: Hand): Promise<number | null> {
  const { intent } = hand.operation
  const resolution = await resolve(o, intent)
  if (resolution.kind === 'refused') {
    const reasons = await named(o, resolution.reasons)
    await hand.change({
      state: 'refused',
      reasons,
      ended: { outcome: 'refused' },
      dueAt: null,
      announce: true,
    })
    return 0
  }
  const { target } = resolution
  if (await reachedByAnotherRow(o, hand, target.contactId)) return 0
  if (await keptByHours(o, hand, target)) return null
  const starts = target.session === null
  if (!starts) return checkAndSend(o, hand, target, null, () => true)
  const account = accountName(o, target)
  const parallel =
    o.host.policy.channels[target.channel]?.openSession === 'allowed' && intent.kind === 'start'
  if (parallel) return checkAndSend(o, hand, target, account, () => true)
  // Two intentions must not both find "no open session" (R-OPEN-4), so the check and the send are one.
  return o.journal.locked(account, ({ held }) => checkAndSend(o, hand, target, account, held))
}

/** A batch writes once to each person, also where only the host knows that two rows mean the same one. */
async function reachedByAnotherRow(o: Outbound, hand: Hand, contactId: string | null): Promise<boolean> {
  const { oneOf } = hand.operation.intent
  if (!oneOf || contactId === null) return false
  const first = await o.journal.batches.claim(oneOf.batchId, `contact:${contactId}`, oneOf.row)
  if (first === oneOf.row) return false
  const failure = { code: 'duplicate', hostText: null }
  const ended = { outcome: 'duplicate' }
  await hand.change({ state: 'skipped', contactId, failure, ended, dueAt: null, announce: true })
  return true
}

/** R-TIME-2: what is tried again after a fix heeds the hours that its call had to heed, and comes back when they are over. */
async function keptByHours(o: Outbound, hand: Hand, { line, address, contactId }: Target): Promise<boolean> {
  const { heedsHours, aim } = hand.operation.intent
  if (!heedsHours) return false
  const record = aim.by === 'record' ? aim.record : null
  const until = await quietUntil(o, { lineId: line.id, address, contactId, record }, o.now())
  if (!until) return false
  await hand.change({ contactId, dueAt: until, ended: { outcome: 'quiet-hours' }, begins: 'check' })
  return true
}

async function checkAndSend(
  o: Outbound,
  hand: Hand,
  target: Target,
  account: string | null,
  held: () => boolean,
): Promise<number> {
  const { intent, id } = hand.operation
  const since = new Date(o.now().getTime() - QUIET_MS)
  // Where sessions may stand beside each other nobody minds who else is about to begin one.
  const alone = o.host.policy.channels[target.channel]?.openSession !== 'allowed'
  const sends = account === null || !alone ? [] : o.journal.operations.underWay(account, since)
  const others = Promise.resolve(sends).then((all) => all.filter((other) => other.id !== id))
  const decision = await decide(o, intent, target, others)
  if (decision.kind !== 'send') {
    const reasons = await named(o, decision.reasons)
    const sessionId = decision.kind === 'skipped' ? decision.session.id : null
    const about = { contactId: target.contactId, sessionId, reasons, ended: { outcome: decision.kind } }
    await hand.change({ ...about, state: decision.kind, dueAt: null, announce: true })
    return 0
  }
  if (await calledOffByReply(o, hand, target.contactId)) return 0
  let checked: string = decision.verdict.kind
  let { contactId } = target
  if (contactId === null && decision.session === null && o.host.contacts.create) {
    await hand.change({ ended: { outcome: checked }, begins: 'create-contact' })
    contactId = await contactFor(o, target)
    checked = 'done'
  }
  const request = {
    ...requestOf(o, hand.operation, { ...target, contactId }, decision),
    rules: await ruleSetOf(o),
  }
  const ended = { outcome: checked }
  const attempts = hand.operation.attempts + 1
  const sentAt = o.now().toISOString()
  try {
    await hand.change({
      state: 'sending',
      request,
      contactId,
      account,
      attempts,
      sentAt,
      ended,
      begins: 'send',
    })
    if (!held() || !hand.sure()) {
      // Nothing has left yet, and somebody else may be sending to the same person now.
      const back = { state: 'planned', attempts: attempts - 1 } as const
      await hand.change({ ...back, ended: { outcome: 'lock-lost' }, begins: 'check' })
      return 0
    }
  } catch (error) {
    // "Sending" may be committed and in other hands, who would look for it in vain.
    await testify(o, hand, attempts, 'never-left')
    throw error
  }
  const outcome = await send(o, request)
  return afterSend(o, hand, outcome).catch(async (error: unknown) => {
    if (outcome.kind === 'accepted') await testify(o, hand, attempts, { receipt: outcome.receipt })
    if (outcome.kind === 'failed' && outcome.error.happened === 'no')
      await testify(o, hand, attempts, 'not-taken')
    throw error
  })
}

/** The last moment at which the customer's own message calls it off: it may have been tried again for long. */
async function calledOffByReply(o: Outbound, hand: Hand, contactId: string | null): Promise<boolean> {
  const since = hand.operation.intent.offOnReplySince
  if (since === undefined || contactId === null || !(await wroteSince(o, contactId, since))) return false
  const failure = { code: 'cancelled', hostText: null }
  const ended = { outcome: 'cancelled' }
  await hand.change({ state: 'skipped', contactId, failure, ended, dueAt: null, announce: true })
  return true
}

/** Makes the contact, or takes the one that the host has by now: made a moment ago, with its answer lost. */
async function contactFor(o: Outbound, { channel, address }: Target): Promise<string | null> {
  try {
    return (await o.host.contacts.create?.({ name: address, channel, address }))?.id ?? null
  } catch (error) {
    if (error instanceof HostError && error.code === 'contact-exists' && error.contact)
      return error.contact.id
    throw error
  }
}

/** Commits what the host said, and finds out what it did not say. */
async function afterSend(o: Outbound, hand: Hand, outcome: SendOutcome): Promise<number> {
  if (outcome.kind === 'failed') return afterFailure(o, hand, outcome.error)
  if (outcome.kind === 'accepted' && outcome.receipt.sent) {
    const { receipt } = outcome
    await hand.change({ receipt, ...arrived(o, hand.operation, 'sent', outcome.receipt.sent) })
    return 0
  }
  if (outcome.kind === 'accepted')
    await hand.change({ receipt: outcome.receipt, ended: { outcome: 'accepted' }, begins: 'find' })
  else await hand.change({ ended: { outcome: 'no-answer' }, begins: 'find' })
  await settle(o, hand, outcome.kind === 'accepted' ? 'accepted' : 'lost')
  return 0
}

// After these the host is done with the request; after others it, or something before it, may have it still.
const OVER: ReadonlySet<HostErrorCode> = new Set(['host-unreachable', 'host-broken'])

async function afterFailure(o: Outbound, hand: Hand, error: HostError): Promise<number> {
  const { id, attempts } = hand.operation
  const { code, happened, hostText } = error
  o.log.warn(
    {
      operationId: id,
      code,
      happened,
      attempts,
      ...(hostText !== null && { said: withoutPeople(hostText) }),
    },
    'The host did not take a send',
  )
  if (error.happened === 'maybe') {
    await hand.change({ ended: { outcome: error.code }, begins: 'find' })
    await settle(o, hand, OVER.has(error.code) ? 'cut' : 'lost')
    return restMs(error, attempts)
  }
  if (!passing(error) || attempts >= MOST_ATTEMPTS) await hand.change(failed(error.code, error.hostText))
  else await hand.change({ state: 'planned', ended: { outcome: error.code }, begins: 'check' })
  return restMs(error, attempts)
}

/** Will it do to try again in a moment? */
export function passing(error: HostError): boolean {
  // What makes no sense comes as a rule from something before the host, and is gone in a moment.
  const passes = error.kind === 'later' || error.code === 'unexpected-answer'
  return passes && (error.retryAfterMs ?? 0) <= LONGEST_REST_MS
}

/** How long to rest after the n-th failure: what the host asks for, or a little more each time. */
export function restMs(error: HostError, n: number): number {
  return error.retryAfterMs ?? Math.min(200 * 3 ** Math.max(0, n - 1), 3000)
}
