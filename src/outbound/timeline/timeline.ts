import type { Operator } from '../../domain/words.ts'
import type { HostMessage } from '../../hosts/port.ts'
import type { WireMessage } from '../../wire/schemas.ts'
import type { WireTimeline } from '../../wire/timeline.ts'
import { wireMessages, wireSessions } from '../to-wire.ts'
import type { Outbound } from '../types.ts'
import { wantsMessage, wantsSession, type TimelineFilter } from './filter.ts'
import { mergeFrom, type Merge } from './merge.ts'
import { beginning, readPlace, writePlace } from './place.ts'
import type { Reader } from './reader.ts'
import type { NotedSource } from './source.ts'

/** Messages in one page: as many as most hosts give at once. */
const TIMELINE_PAGE = 30

export interface TimelineAsk {
  /** From the page before; `null` for the first. */
  readonly cursor: string | null
  /** For the first: what was said until then. `null`: until now. */
  readonly at: string | null
  readonly filter: TimelineFilter
  /** Pages of the host that may be asked for. */
  readonly mostAsked: number
}

/**
 * One page of the merged history. It ends early where the host was asked as often as one answer may, so a page may be short, or empty,
 * though there is more.
 * @throws InvalidInput for a cursor that is not ours, HostError.
 */
export async function timelinePage(
  o: Outbound,
  operator: Operator,
  source: NotedSource,
  reader: Reader,
  ask: TimelineAsk,
): Promise<WireTimeline> {
  const from = ask.cursor === null ? beginning(ask.at) : readPlace(ask.cursor)
  const merge = await mergeFrom(reader, from, wantsSession(ask.filter), ask.mostAsked)
  const isWanted = wantsMessage(ask.filter)
  const read: HostMessage[] = []
  const items: WireMessage[] = []
  while (items.length < TIMELINE_PAGE) {
    const some = await merge.take(TIMELINE_PAGE - items.length)
    if (some.length === 0) break
    read.push(...some)
    items.push(...(await wireMessages(o, some, source.known)).filter(isWanted))
  }
  const place = merge.place()
  return {
    items: oldestFirst(items),
    sessions: await wireSessions(o, operator, sessionsOf(merge, read)),
    next: place && writePlace(place),
  }
}

/** The sessions that these messages belong to, without those given before. */
function sessionsOf(merge: Merge, read: readonly HostMessage[]) {
  const ids = new Set(read.map(({ sessionId }) => sessionId))
  return [...ids].flatMap((id) => merge.session(id) ?? [])
}

/** A host whose clock went back may have given a session's messages out of their order. */
function oldestFirst(newestFirst: readonly WireMessage[]): WireMessage[] {
  return newestFirst.toReversed().toSorted((a, b) => (a.at === b.at ? 0 : a.at < b.at ? -1 : 1))
}
