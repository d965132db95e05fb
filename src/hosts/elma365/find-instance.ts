import type { Receipt, SendRequest } from '../port.ts'
import type { Elma365 } from './api.ts'
import { instanceOf, instancesOf, type Instance } from './instances.ts'
import type { Elma365Route } from './settings.ts'

const PAGE = 100
/** Runs of one process that we look through; more of them tell nothing. */
const MOST = 5000
/** Runs that are read one by one, where the list does not show what they were started with. */
const MOST_READ = 200
/** By how much the host's clock may differ from ours. */
const CLOCK_MS = 24 * 60 * 60 * 1000

/**
 * The run that was started for this intention. `absent` only when every run that could be it was read, and none is;
 * `unknowable` when there are too many.
 */
export async function findInstance(
  elma: Elma365,
  route: Elma365Route,
  request: SendRequest,
  receipt: Receipt | null,
): Promise<Instance | 'absent' | 'unknowable'> {
  const known = receipt && (await instanceOf(elma, receipt.reference))
  if (known) return known
  const notBefore = request.plannedAt === undefined ? null : Date.parse(request.plannedAt) - CLOCK_MS
  let readOneByOne = 0
  // New runs push the others back while we read, so a page begins with the last one of the page before.
  let from = 0
  while (from < MOST) {
    const { instances, total } = await instancesOf(elma, route.process, from, PAGE)
    for (const listed of instances) {
      if (listed.mark === undefined) readOneByOne += 1
      if (readOneByOne > MOST_READ) return 'unknowable'
      const instance = listed.mark === undefined ? await instanceOf(elma, listed.id) : listed
      if (instance?.mark === undefined) return 'unknowable'
      if (instance.mark === request.mark) return instance
    }
    // The host may give fewer than asked for, so only its own count tells the end.
    if (from + instances.length >= total) return lostReceipt(receipt)
    if (instances.length === 0) return 'unknowable'
    if (notBefore !== null && isOlder(instances, notBefore)) return lostReceipt(receipt)
    from += Math.max(1, instances.length - 1)
  }
  return 'unknowable'
}

/** The host gave us a reference once, so it did accept: a run that is no longer there is no proof of the contrary. */
function lostReceipt(receipt: Receipt | null): 'absent' | 'unknowable' {
  return receipt ? 'unknowable' : 'absent'
}

/** Is everything that follows too old? Only if the host really lists the newest first. */
function isOlder(instances: readonly Instance[], notBefore: number): boolean {
  const times = instances.map((instance) =>
    instance.startedAt === null ? Number.NaN : Date.parse(instance.startedAt),
  )
  const sorted = times.every((at, index) => index === 0 || at <= (times[index - 1] ?? Number.NaN))
  return sorted && (times.at(-1) ?? Number.NaN) < notBefore
}
