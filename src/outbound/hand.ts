import { LeaseLost } from '../journal/journal.ts'
import { newOperation, type Change, type Operation, type PlannedOperation } from '../journal/operation.ts'
import { EarlyEnd } from './early-end.ts'
import { OperationConflict } from './errors.ts'
import type { Outbound } from './types.ts'

/** How long an operation stays with a worker that shows no sign of life. */
const LEASE_MS = 10_000
const BEAT_MS = 3000
// What is about to begin must not begin in the last moments of a lease.
const MARGIN_MS = 1000

/** An operation in our hands: nobody else works on it as long as the lease is renewed. */
export interface Hand {
  /** Under which name it was taken. */
  readonly owner: string
  readonly operation: Operation
  /** Commits the change. @throws LeaseLost, JournalUnavailable. */
  change(change: Change): Promise<void>
  /** May something begin now that only the owner may do? */
  sure(): boolean
  /** Stops renewing. */
  letGo(): void
}

/** A lease from now on, long enough for two beats to be missed. */
export function leaseFor(o: Outbound, owner: string): { owner: string; until: Date } {
  return { owner, until: new Date(o.now().getTime() + LEASE_MS) }
}

/** Holds an operation that was planned or taken under `owner`, and keeps its lease alive. */
export function hold(o: Outbound, taken: Operation, owner: string): Hand {
  return held(o, taken, owner, null)
}

/**
 * Holds what nobody has planned yet: it is committed with its first change, in one commit where that is its sending. For what is
 * remembered elsewhere until then, as the row of a batch is. That change throws BatchStands, OperationConflict and `InOtherHands` too.
 */
export function holdNew(o: Outbound, planned: PlannedOperation, owner: string): Hand {
  return held(o, newOperation(planned, null, leaseFor(o, owner), o.now()), owner, planned)
}

/** Somebody else has planned the same. */
export class InOtherHands extends Error {
  override readonly name = 'InOtherHands'
  readonly known: Operation
  constructor(known: Operation) {
    super(`The operation ${known.id} was planned by somebody else.`)
    this.known = known
  }
}

function held(o: Outbound, taken: Operation, owner: string, unplanned: PlannedOperation | null): Hand {
  let operation = taken
  let planned = unplanned
  let untilMs = o.now().getTime() + LEASE_MS
  let over = false
  // A beat that waits keeps all of the operation in memory: of a thousand a second that would be thousands.
  const ended = new EarlyEnd()
  function end(): void {
    over = true
    ended.end()
  }

  async function beat(): Promise<void> {
    for (;;) {
      await o.wait(BEAT_MS, ended)
      if (over) return
      const lease = leaseFor(o, owner)
      const kept = await o.journal.operations.renew(operation.id, lease).catch(() => null)
      if (kept) untilMs = lease.until.getTime()
      // Without an answer we go on trying until the lease has run out.
      if (kept === false || o.now().getTime() >= untilMs) end()
    }
  }
  if (!planned) void beat()

  /** Commits it; true where the change was committed with it. */
  async function plan(whole: PlannedOperation, { state, ...change }: Change): Promise<boolean> {
    const first = state === 'sending' ? { change: { ...change, state }, at: o.now() } : undefined
    const lease = leaseFor(o, owner)
    const known = await o.journal.operations.plan(whole, lease, new Date(operation.createdAt), first)
    if (!known || known.operation.fingerprint !== whole.fingerprint) throw new OperationConflict()
    if (!known.ours) throw new InOtherHands(known.operation)
    operation = known.operation
    planned = null
    untilMs = lease.until.getTime()
    void beat()
    return first !== undefined
  }

  return {
    owner,
    get operation() {
      return operation
    },
    async change(change) {
      if (over) throw new LeaseLost(operation.id)
      if (planned && (await plan(planned, change))) return
      // After the last change nothing may extend the lease any more.
      if (change.dueAt !== undefined) end()
      const { id } = operation
      operation = await o.journal.operations.change(id, leaseFor(o, owner), change, o.now(), operation)
    },
    sure: () => !over && o.now().getTime() < untilMs - MARGIN_MS,
    letGo: end,
  }
}
