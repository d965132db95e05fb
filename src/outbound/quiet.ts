import { notQuietFrom } from '../domain/schedule.ts'
import type { Outbound } from './types.ts'
import { lineZone, zonesOf, type Whereabouts } from './zones.ts'

/**
 * Until when processes leave this recipient alone; `null`: they may write then (R-TIME-2).
 * @param at as of when. @throws HostError.
 */
export async function quietUntil(o: Outbound, who: Whereabouts, at: Date): Promise<Date | null> {
  const quiet = o.workspace.conditions?.quiet
  if (!quiet) return null
  const zones = await zonesOf(o, quiet, who)
  // A country so wide that it is always quiet somewhere goes by the line's clock.
  const until =
    notQuietFrom(quiet.windows, zones, at) ?? notQuietFrom(quiet.windows, [lineZone(quiet, who.lineId)], at)
  return until === null || until <= at ? null : until
}
