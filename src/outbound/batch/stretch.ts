import { operationIdOf } from '../../domain/batch.ts'
import { HostError } from '../../hosts/errors.ts'
import { BatchStands } from '../../journal/journal.ts'
import type { Batch, RowOutcome, Stretch, WaitingRow } from '../../journal/batch.ts'
import { EarlyEnd } from '../early-end.ts'
import { cancelInitiative } from '../initiative/cancel.ts'
import type { Outbound } from '../types.ts'
import type { ReadStep } from './judge.ts'
import type { AtOnce } from './places.ts'
import { carryRow } from './row.ts'

// A host may take minutes for a stretch; others who wait for one get their turn sooner.
const TURN_MS = 5000

export interface StretchOptions {
  readonly read: ReadStep
  /** How many messages may be under way at once, all stretches of this program together. */
  readonly atOnce: AtOnce
  /** True when this program is about to stop: nothing new begins. */
  stopping(): boolean
}

/**
 * Carries out the open rows of a stretch. Whoever is killed in the middle leaves rows that are still `waiting`; the next one asks for
 * the same operations and gets their answers, so that nobody is written to twice (R-ONCE-1).
 * @throws JournalUnavailable; the engine comes again then.
 */
export async function carryStretch(
  o: Outbound,
  batchId: string,
  stretch: Stretch,
  { read, atOnce, stopping }: StretchOptions,
): Promise<void> {
  const { batches } = o.journal
  const batch = await batches.get(batchId)
  if (batch?.state === 'cancelled') return callOff(o, batchId, stretch)
  if (batch?.state !== 'running') return
  const restMs = batch.resting ? Date.parse(batch.resting.untilAt) - o.now().getTime() : 0
  if (restMs > 0) return batches.later(batchId, stretch, restMs, o.now())
  const rows = await batches.waiting(batchId, stretch)
  const work = journey(o, batch, stopping)
  const ended = new EarlyEnd()
  void work.takeTurns(ended)
  await Promise.all(rows.map((row) => atOnce(() => work.carry(read, row))))
  ended.end()
  await work.written()
  if (work.trouble) {
    const until = await batches.rest(batchId, work.trouble, o.now())
    await batches.later(batchId, stretch, until.getTime() - o.now().getTime(), o.now())
  } else if ((stopping() || work.turnOver) && work.leftOut) await batches.later(batchId, stretch, 0, o.now())
}

/** Messages of a cancelled batch that have not left yet do not leave; what has left is no longer waited for. */
async function callOff(o: Outbound, batchId: string, { from, to }: Stretch): Promise<void> {
  const rows = await o.journal.batches.rows(batchId, ['watching'], null, from - 1, to - from + 1)
  for (const { n, attempt } of rows)
    if (n <= to) await cancelInitiative(o, operationIdOf(batchId, n, attempt))
}

/** What happens on the way through one stretch. */
function journey(o: Outbound, batch: Batch, stopping: () => boolean) {
  let over = false
  let open: RowOutcome[] = []
  let writing: Promise<void> | null = null
  let broken: unknown = null

  /** Outcomes that come while others are written go together in the next transaction. */
  async function write(): Promise<void> {
    while (open.length > 0) {
      const outcomes = open
      open = []
      const state = await o.journal.batches.settle(batch.id, outcomes, o.now())
      if (state !== 'running') over = true
    }
    writing = null
  }
  const fail = (error: unknown): void => {
    broken ??= error
    writing = null
  }
  const journeyed = {
    trouble: null as string | null,
    leftOut: false,
    turnOver: false,
    /** Begins with nobody new once the turn is over and others wait for theirs. */
    async takeTurns(ended: EarlyEnd): Promise<void> {
      for (;;) {
        await o.wait(TURN_MS, ended)
        if (ended.came || over) return
        const others = await o.journal.batches.othersWait(batch.id, o.now()).catch(fail)
        if (others) journeyed.turnOver = true
        if (others !== false) return
      }
    },
    async carry(read: ReadStep, row: WaitingRow): Promise<void> {
      if (over || stopping() || broken || journeyed.turnOver) {
        journeyed.leftOut = true
        return
      }
      try {
        const outcome = await carryRow(o, read, batch, row)
        if (outcome.state === 'waiting') {
          journeyed.trouble = outcome.reason?.code ?? 'host-unreachable'
          over = true
        }
        open.push(outcome)
        writing ??= write().catch(fail)
      } catch (error) {
        if (error instanceof BatchStands) {
          journeyed.leftOut = true
          over = true
        } else if (error instanceof HostError && error.happened === 'no') {
          journeyed.trouble = error.code
          over = true
        } else fail(error)
      }
    },
    async written(): Promise<void> {
      await writing
      if (broken) throw broken
    },
  }
  return journeyed
}
