import type { Finding } from '../hosts/port.ts'
import { HostError } from '../hosts/errors.ts'
import type { Change, Operation } from '../journal/operation.ts'
import { afterStepOf } from './after-step.ts'
import type { Hand } from './hand.ts'
import { placed } from './placed.ts'
import { noteOf } from './request.ts'
import type { Outbound } from './types.ts'

/** How often one intention may be given to the host, counting only tries that are proven not to have happened. */
export const MOST_ATTEMPTS = 4

// How long we go on asking before we say "unknown": a host at work gets a minute, a lost answer less.
const ACCEPTED_LIMIT_MS = 60_000
const LOST_LIMIT_MS = 20_000
// A request that nobody has heard of for so long will not be carried out any more.
export const QUIET_MS = 10 * 60_000
const DAY_MS = 24 * 3600_000
const FIRST_PAUSE_MS = 50
const ABSENT_PAUSE_MS = 500
// A host whose connection broke may be at work all the same: it must have been silent for so long before it is asked again.
const CUT_QUIET_MS = 10_000
const LONGEST_PAUSE_MS = 4000
const FIRST_LOOK_MS = 3000
const LONGEST_LOOK_MS = 15 * 60_000

/** `accepted`: we have a receipt; `cut`: the connection ended; `lost`: it may still be under way (time-out, crash). */
export type SendEnd = 'accepted' | 'cut' | 'lost'

/** Asks the host what became of a send until it is known, or until patience ends. Never sends. */
export async function settle(o: Outbound, hand: Hand, end: SendEnd): Promise<void> {
  const limit = end === 'accepted' ? ACCEPTED_LIMIT_MS : LOST_LIMIT_MS
  const beganMs = o.now().getTime()
  let waited = 0
  let absentSince: number | null = null
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 1.6, LONGEST_PAUSE_MS)) {
    const finding = await ask(o, hand)
    const known = conclusion(o, hand, finding)
    if (known) return hand.change(known)
    const elapsed = Math.max(waited, o.now().getTime() - beganMs)
    if (finding.state === 'absent' && end === 'cut') {
      absentSince ??= elapsed
      if (elapsed - absentSince >= CUT_QUIET_MS) return again(hand)
    }
    if (finding.state === 'pending' && hand.operation.receipt === null)
      await hand.change({ receipt: { reference: finding.reference } })
    // A host that was slow to answer at all, and says that nothing is there, is close to a proof: it is waited for.
    const patient = elapsed < limit || (absentSince !== null && elapsed - absentSince < CUT_QUIET_MS)
    if (finding.state === 'unknowable' || !patient) return hand.change(unknown(o, finding, 0))
    // One absence could be a host that has not yet written down what it is doing.
    const least =
      finding.state === 'silent' ? finding.waitMs : finding.state === 'absent' ? ABSENT_PAUSE_MS : 0
    const delay = Math.max(pause, least)
    waited += delay
    await o.wait(delay)
  }
}

/** Asks once more about an operation that ended as `unknown`; recovery calls it, less and less often, for a day. */
export async function lookAgain(o: Outbound, hand: Hand): Promise<void> {
  await hand.change({ begins: 'find' })
  const finding = await ask(o, hand)
  const looks = hand.operation.looks + 1
  return hand.change(
    conclusion(o, hand, finding) ?? { ...unknown(o, finding, looks, hand.operation.sentAt), looks },
  )
}

/** Asks once, for a person who is about to decide: the change that ends the doubt, and whether the host is at work on it. */
export async function look(o: Outbound, hand: Hand): Promise<{ known: Change | null; atWork: boolean }> {
  const finding = await ask(o, hand)
  return { known: conclusion(o, hand, finding), atWork: finding.state === 'pending' }
}

/** Puts it back where it was: nobody knows, and recovery asks again as usual. */
export function stillUnknown(o: Outbound, { operation }: Hand, outcome: string): Change {
  const change = unknown(o, { state: 'absent' }, operation.looks, operation.sentAt)
  return { ...change, ended: { outcome }, announce: false }
}

type Told = Finding | { readonly state: 'silent'; readonly waitMs: number }

async function ask(o: Outbound, { operation }: Hand): Promise<Told> {
  const note = noteOf(o, operation)
  if (!operation.request && !note) return { state: 'unknowable' }
  try {
    if (note) return (await o.host.notes?.find(note)) ?? { state: 'unknowable' }
    if (!operation.request) return { state: 'unknowable' }
    return await placed(o, operation, await o.host.sender.find(operation.request, operation.receipt))
  } catch (error) {
    if (!(error instanceof HostError)) throw error
    o.log.warn({ operationId: operation.id, code: error.code }, 'The host does not say what became of a send')
    return { state: 'silent', waitMs: Math.min(error.retryAfterMs ?? 0, LONGEST_PAUSE_MS) }
  }
}

/** The change that ends the search, or `null` when nothing is certain yet. */
function conclusion(o: Outbound, { operation }: Hand, finding: Told): Change | null {
  const { request, receipt } = operation
  switch (finding.state) {
    case 'sent': {
      const { sessionId, messageId } = finding
      return arrived(o, operation, 'sent', { sessionId: sessionId ?? request?.sessionId ?? null, messageId })
    }
    case 'failed': {
      const [place] = finding.places ?? []
      return { ...failed(whyOf(finding), finding.text), ...place }
    }
    case 'absent': {
      const silentMs = o.now().getTime() - Date.parse(operation.sentAt ?? operation.createdAt)
      return receipt === null && silentMs >= QUIET_MS ? failed('not-sent', null) : null
    }
    default:
      return null
  }
}

/** The change that ends an operation as sent. Until the session is where it was to go, the operation stays in hand. */
export function arrived(
  o: Outbound,
  operation: Operation,
  outcome: string,
  where: { readonly sessionId: string | null; readonly messageId: string | null },
): Change {
  const told = { state: 'sent', failure: null, ...where, ended: { outcome }, announce: true } as const
  const next = afterStepOf(o, operation)
  return next ? { ...told, routing: 'pending', begins: next.name } : { ...told, dueAt: null }
}

/** R-ERR-2: the channel's reason where the host tells it; else only that nothing left. */
function whyOf({ code = 'unknown' }: Extract<Finding, { state: 'failed' }>): string {
  return code === 'unknown' ? 'not-sent' : code
}

/** Proof that nothing left: it may be given to the host again, after the rules were asked again. */
async function again(hand: Hand): Promise<void> {
  if (hand.operation.attempts >= MOST_ATTEMPTS) return hand.change(failed('not-sent', null))
  return hand.change({ state: 'planned', ended: { outcome: 'absent' }, begins: 'check' })
}

/** The change that ends an operation as failed: nothing left, and why. */
export function failed(code: string, hostText: string | null): Change {
  return {
    state: 'failed',
    failure: { code, hostText },
    ended: { outcome: code },
    dueAt: null,
    announce: true,
  }
}

function unknown(o: Outbound, finding: Told, looks: number, sentAt: string | null = null): Change {
  const now = o.now().getTime()
  const blind = finding.state === 'unknowable' && o.host.sender.certainty === 'blind'
  const tooLate = sentAt !== null && now - Date.parse(sentAt) > DAY_MS
  const nextMs = Math.min(FIRST_LOOK_MS * 2 ** Math.min(looks, 20), LONGEST_LOOK_MS)
  return {
    state: 'unknown',
    failure: { code: 'outcome-unknown', hostText: null },
    ended: { outcome: finding.state },
    dueAt: blind || tooLate ? null : new Date(now + nextMs),
    announce: looks === 0,
  }
}
