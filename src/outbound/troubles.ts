import { UNSENT_STATES, type TroubleState } from '../domain/operation.ts'
import type { FailureClass, TroubleCounts } from '../journal/trouble.ts'
import type { Retried, WireDeed, WireTroubled, WireWaiting } from '../wire/troubles.ts'
import { retryRows } from './batch/moves.ts'
import { operatorName } from './directory.ts'
import { linesOnlyRead, readOnly } from './readers.ts'
import { troubled, waitingStep } from './trouble-views.ts'
import type { KeptInitiative } from './initiative/body.ts'
import type { Locale, Outbound } from './types.ts'

/** What did not leave longer ago than this is no news any more, and sending it now would only surprise. */
const SHOWN_FOR_MS = 7 * 24 * 3600_000
const PAGE = 20
const EXAMPLES = 3
/** A host that has not answered for so long is worth showing; with the page's own pause it is seen within five seconds. */
const SILENT_MS = 1000

/** Messages that did not leave, or were not delivered, for one reason. */
export interface ClassOf {
  readonly state: TroubleState
  readonly code: string
}
interface PageOf<T> {
  readonly items: readonly T[]
  readonly next: string | null
}

/** How much there is of each kind. */
export function troubleCounts(o: Outbound): Promise<TroubleCounts> {
  return o.journal.troubles.counts(shownSince(o), silentSince(o))
}

/**
 * Messages whose outcome nobody knows and which wait for a person's word (R-ONCE-2). The first page begins with those that the host is
 * being asked about: most of them come to rest without anybody.
 */
export async function unknownsOf(
  o: Outbound,
  cursor: string | null,
  locale: Locale,
): Promise<PageOf<WireTroubled>> {
  const lookedFor = cursor === null ? await o.journal.troubles.lookedFor(silentSince(o), PAGE) : []
  const { items: unknown, next } = await o.journal.troubles.unknown(cursor, PAGE)
  // One may have ended as unknown between the two questions.
  const items = [
    ...new Map([...lookedFor, ...unknown].map((operation) => [operation.id, operation])).values(),
  ]
  return { items: await Promise.all(items.map((operation) => troubled(o, operation, locale))), next }
}

/** Steps that wait: for the moment to leave, or for what comes of their messages. */
export async function waitingOf(o: Outbound, cursor: string | null): Promise<PageOf<WireWaiting>> {
  const { items, next } = await o.journal.troubles.waiting(cursor, PAGE)
  return {
    items: await Promise.all(items.map((initiative) => waitingStep(o, initiative as KeptInitiative))),
    next,
  }
}

/** What did not leave in the last seven days, by its reason, each with the newest of them. */
export async function failureClassesOf(
  o: Outbound,
  locale: Locale,
): Promise<{
  sinceAt: string
  items: readonly (FailureClass & { readonly examples: readonly WireTroubled[] })[]
}> {
  const since = shownSince(o)
  const classes = await o.journal.troubles.failures(since)
  const items = await Promise.all(
    classes.map(async (each) => {
      const { items: newest } =
        each.count === 0 ? { items: [] } : await o.journal.troubles.failed(each, since, null, EXAMPLES)
      return {
        ...each,
        examples: await Promise.all(newest.map((operation) => troubled(o, operation, locale))),
      }
    }),
  )
  return { sinceAt: since.toISOString(), items }
}

/** All single messages of one class. */
export async function failuresOf(
  o: Outbound,
  of: ClassOf,
  cursor: string | null,
  locale: Locale,
): Promise<PageOf<WireTroubled>> {
  const { items, next } = await o.journal.troubles.failed(of, shownSince(o), cursor, PAGE)
  return { items: await Promise.all(items.map((operation) => troubled(o, operation, locale))), next }
}

/**
 * Tries a class again after a fix: messages of processes, and people of batches. Nothing of it had left, so nobody gets anything
 * twice; the rules are asked again for each. Messages of operators are left to them, and what stands on a line where whoever wants it may
 * only read is left as it is (R-READ-1).
 * @param operatorId who wants it; `null`: whoever has the workspace's secret. @returns how many are tried, and how many were left.
 * @throws ReadOnly when all of them would be left, HostError.
 */
export async function retryClass(o: Outbound, of: ClassOf, operatorId: string | null): Promise<Retried> {
  const since = shownSince(o)
  const onlyRead = await linesOnlyRead(o, operatorId)
  const name = (await operatorName(o, operatorId)) ?? operatorId ?? 'workspace'
  const found = await o.journal.troubles.failures(since)
  const batches = found.find(({ state, code }) => state === of.state && code === of.code)?.batches ?? []
  let left = onlyRead.length > 0 ? await o.journal.troubles.retryableOn(of, since, onlyRead) : 0
  let retried = await o.journal.troubles.retry(of, since, { name, operatorId }, o.now(), onlyRead)
  const states = UNSENT_STATES.filter((state) => state === of.state)
  for (const { batchId, count } of batches)
    if (onlyRead.length > 0 && (await o.journal.batches.leavesOn(batchId, onlyRead))) left += count
    else retried += await retryRows(o, batchId, { states, code: of.code })
  if (retried === 0 && left > 0) throw readOnly(o.workspace.readers)
  return { retried, readOnly: left }
}

/** Who did what, the newest first. */
export async function deedsOf(o: Outbound, cursor: string | null): Promise<PageOf<WireDeed>> {
  const { items, next } = await o.journal.deeds.list(cursor, PAGE)
  const named = items.map(async (deed) => ({
    ...deed,
    operatorName: (await operatorName(o, deed.operatorId)) ?? deed.operatorId,
  }))
  return { items: await Promise.all(named), next }
}

function shownSince(o: Outbound): Date {
  return new Date(o.now().getTime() - SHOWN_FOR_MS)
}

function silentSince(o: Outbound): Date {
  return new Date(o.now().getTime() - SILENT_MS)
}
