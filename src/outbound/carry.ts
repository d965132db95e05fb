import { isSettled } from '../domain/operation.ts'
import { HostError } from '../hosts/errors.ts'
import { BatchStands, JournalUnavailable, LeaseLost } from '../journal/journal.ts'
import type { Operation, PlannedOperation } from '../journal/operation.ts'
import { carryOutAfter } from './after.ts'
import { aftermath } from './aftermath.ts'
import { passing, restMs } from './after-send.ts'
import { attempt } from './attempt.ts'
import { carryOutDeed } from './carry-deed.ts'
import { OperationConflict } from './errors.ts'
import { hold, holdNew, InOtherHands, leaseFor, type Hand } from './hand.ts'
import { failed, lookAgain, settle } from './settle.ts'
import { turnOf, type Turn } from './turn.ts'
import type { Outbound } from './types.ts'

// How often the facts may fail to be read before the operation fails; nothing was sent then.
const MOST_MISSES = 3
const FIRST_PAUSE_MS = 20
const LONGEST_PAUSE_MS = 400

/**
 * One intention, one message (R-ONCE-1): whoever plans it first carries it out, everybody else waits for the outcome.
 * @param onKnown called where somebody else planned it.
 * @throws OperationConflict when the id was used for something else.
 */
export async function perform(
  o: Outbound,
  planned: PlannedOperation,
  onKnown?: () => void,
): Promise<Operation> {
  return performNew(o, planned, (known) => {
    onKnown?.()
    return outcomeOf(o, known)
  })
}

/**
 * The same for what is new.
 * @param otherwise what is done about one that somebody else planned.
 * @throws OperationConflict; BatchStands for a row of a batch.
 */
export async function performNew<T>(
  o: Outbound,
  planned: PlannedOperation,
  otherwise: (known: Operation) => Promise<T>,
): Promise<Operation | T> {
  const owner = o.newId()
  if (planned.rowOf !== undefined) return performRow(o, planned, owner, otherwise)
  const known = await o.journal.operations.plan(planned, leaseFor(o, owner), o.now())
  if (!known || known.operation.fingerprint !== planned.fingerprint) throw new OperationConflict()
  return known.ours ? carry(o, known.operation, owner) : otherwise(known.operation)
}

/** A batch remembers its rows: until one is given to the host it has no operation, which would have to be written twice. */
async function performRow<T>(
  o: Outbound,
  planned: PlannedOperation,
  owner: string,
  otherwise: (known: Operation) => Promise<T>,
): Promise<Operation | T> {
  try {
    return await carryOn(o, holdNew(o, planned, owner))
  } catch (error) {
    if (error instanceof InOtherHands) return otherwise(error.known)
    throw error
  }
}

/** Waits until somebody has settled it, and takes over when nobody is at work on it any more. */
export async function outcomeOf(o: Outbound, known: Operation): Promise<Operation> {
  let operation: Operation | null = known
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 1.5, LONGEST_PAUSE_MS)) {
    if (!operation || rests(operation)) return operation ?? known
    if (operation.dueAt !== null && Date.parse(operation.dueAt) <= o.now().getTime()) {
      const owner = o.newId()
      const taken = await o.journal.operations.take(operation.id, leaseFor(o, owner), o.now())
      if (taken) return carry(o, taken, owner)
    }
    await o.wait(pause)
    operation = await o.journal.operations.get(known.id)
  }
}

/** Goes on from wherever the operation stands until it rests. A step is never made twice; see `settle` for lost answers. */
export function carry(o: Outbound, taken: Operation, owner: string): Promise<Operation> {
  return carryOn(o, hold(o, taken, owner))
}

async function carryOn(o: Outbound, hand: Hand): Promise<Operation> {
  const { id } = hand.operation
  try {
    await steps(o, hand)
  } catch (error) {
    if (error instanceof LeaseLost) return outcomeOf(o, hand.operation)
    // The lease runs out and recovery goes on from what was committed.
    if (error instanceof JournalUnavailable || isElsewhere(error)) throw error
    o.log.error(
      { operationId: id, error: error instanceof Error ? error.name : 'unknown' },
      'An operation broke',
    )
    if (hand.operation.state !== 'planned') throw error
    await hand.change(failed('gateway-broken', null))
  } finally {
    hand.letGo()
  }
  await aftermath(o, hand.operation)
  return hand.operation
}

async function steps(o: Outbound, hand: Hand): Promise<void> {
  const turn = hand.operation.state === 'planned' ? await turnOf(o, hand.operation) : null
  try {
    await stepsIn(turn, o, hand)
  } finally {
    turn?.over()
  }
}

async function stepsIn(turn: Turn | null, o: Outbound, hand: Hand): Promise<void> {
  let misses = 0
  for (;;) {
    const { state, routing, intent } = hand.operation
    if (intent.kind === 'deed' && !isSettled(state)) return carryOutDeed(o, hand)
    if (state === 'sending') await settle(o, hand, hand.operation.receipt ? 'accepted' : 'lost')
    else if (state === 'unknown') return lookAgain(o, hand)
    else if (state === 'sent' && routing === 'pending') return carryOutAfter(o, hand)
    else if (state !== 'planned') return
    else {
      const rest = await attempt(o, hand, turn).catch(async (error: unknown) => {
        if (!(error instanceof HostError)) throw error
        misses += 1
        if (!passing(error) || misses >= MOST_MISSES) await hand.change(failed(error.code, error.hostText))
        return restMs(error, misses)
      })
      if (rest === null) return
      if (hand.operation.state === 'planned') await o.wait(rest)
    }
  }
}

/** Nothing of it is ours. */
function isElsewhere(error: unknown): boolean {
  return error instanceof InOtherHands || error instanceof BatchStands || error instanceof OperationConflict
}

/** Nothing more happens to it for now. */
function rests({ state, routing }: Operation): boolean {
  return isSettled(state) && routing !== 'pending'
}
