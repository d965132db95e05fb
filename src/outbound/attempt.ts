import { HostError } from '../hosts/errors.ts'
import { afterSend } from './after-send.ts'
import { decide } from './decide.ts'
import { named } from './facts.ts'
import type { Hand } from './hand.ts'
import { wroteSince } from './initiative/replied.ts'
import { quietUntil } from './quiet.ts'
import { requestOf } from './request.ts'
import { ruleSetOf } from './rule-set.ts'
import { send } from './send.ts'
import { QUIET_MS } from './settle.ts'
import { accountName, resolve, type Target } from './target.ts'
import { testify } from './testify.ts'
import type { Turn } from './turn.ts'
import type { Outbound } from './types.ts'

/**
 * One try: who is meant, may it be, send, find. Ends in any state; `planned` means that it may be tried again.
 * @param turn is over once the host has it.
 * @returns how long to rest before that; `null`: it was given out of hand and comes back by itself. @throws HostError when the facts
 * could not be read, and nothing was begun.
 */
export async function attempt(o: Outbound, hand: Hand, turn: Turn | null): Promise<number | null> {
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
  if (!starts) return checkAndSend(o, hand, target, { turn })
  const account = accountName(o, target)
  const parallel =
    o.host.policy.channels[target.channel]?.openSession === 'allowed' && intent.kind === 'start'
  if (parallel) return checkAndSend(o, hand, target, { account })
  // Two intentions must not both find "no open session" (R-OPEN-4), so the check and the send are one.
  return o.journal.locked(account, ({ held }) => checkAndSend(o, hand, target, { account, held }))
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

/** `account`: whom the new session will belong to; `held`: is the lock on it still ours? */
interface Under {
  readonly account?: string | null
  held?(): boolean
  readonly turn?: Turn | null
}

async function checkAndSend(
  o: Outbound,
  hand: Hand,
  target: Target,
  { account = null, held = () => true, turn }: Under,
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
  // What the host did not take will be given to it again, before all that was written later.
  if (outcome.kind !== 'failed' || outcome.error.happened !== 'no') turn?.over()
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
