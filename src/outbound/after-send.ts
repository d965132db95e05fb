import type { HostError, HostErrorCode } from '../hosts/errors.ts'
import { withoutPeople } from '../hosts/log.ts'
import type { Hand } from './hand.ts'
import type { SendOutcome } from './send.ts'
import { arrived, failed, MOST_ATTEMPTS, settle } from './settle.ts'
import type { Outbound } from './types.ts'

// A host that asks for a longer rest than this gets it, but the person is told instead of kept waiting.
const LONGEST_REST_MS = 10_000

/** Commits what the host said, and finds out what it did not say. @returns how long to rest before it is tried again. */
export async function afterSend(o: Outbound, hand: Hand, outcome: SendOutcome): Promise<number> {
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
