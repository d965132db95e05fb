import type { Session } from '../../domain/words.ts'
import type { HostMessage } from '../../hosts/port.ts'
import { frontAt, freshFront, type Front } from './front.ts'
import type { Place } from './place.ts'
import type { Reader } from './reader.ts'
import { jumped, sessionList, type ReadSessions } from './session-list.ts'

/**
 * How many sessions are read side by side. Where more than these overlap at one moment, the others follow once one of these is over:
 * later than their time, but none of them is lost.
 */
const MOST_OPEN = 16
/** How many are opened at once. */
const WAVE = 4

/** All messages of many sessions, newest first. */
export interface Merge {
  /** The next ones, `count` at most; fewer: the host was asked enough for one answer, or there are no more. */
  take(count: number): Promise<readonly HostMessage[]>
  /** Was the host asked as often as one answer may? */
  isSpent(): boolean
  /** Where it goes on; `null`: at the end. */
  place(): Place | null
  /** A session by its id, unless it was given with an earlier page. */
  session(id: string): Session | null
}

/**
 * @param isWanted whether a session is to be read at all.
 * @param mostAsked after so many pages of the host no other is asked for: what is found goes out, and the next page goes on.
 */
export async function mergeFrom(
  reader: Reader,
  from: Place,
  isWanted: (session: Session) => boolean,
  mostAsked: number,
): Promise<Merge> {
  const fronts = new Map<string, Front>(from.fronts.map((one) => [one.id, frontAt(null, one)]))
  const isKnown = new Set([...fronts.keys(), ...from.ended])
  const sessions = new Map<string, Session>()
  let given = from.given
  let ended = from.ended

  const isDue = (session: Session): boolean =>
    isWanted(session) && !isKnown.has(session.id) && (from.cap === null || session.openedAt <= from.cap)
  const list = sessionList(from.list, isDue)
  // One that was opened later has nothing to give.
  const listed: ReadSessions = (page) => reader.sessions(page, from.cap)

  const open = (session: Session, cap: string | null): void => {
    sessions.set(session.id, session)
    fronts.set(session.id, freshFront(session, cap))
  }
  const news = await jumped(listed, from.mark)
  for (const session of news.sessions)
    // What was opened later than the last one given has nothing older.
    if (given !== null && session.openedAt <= given && isDue(session)) {
      isKnown.add(session.id)
      open(session, given)
    }

  const isSpent = (): boolean => reader.asked >= mostAsked

  /** The session with the newest message that is yet to be given; `null`: it cannot be told, or there is none. */
  async function ready(remaining: number): Promise<Front | null> {
    for (;;) {
      const empty = [...fronts.values()].filter((front) => front.head() === undefined && !front.isOver())
      if (empty.length > 0) {
        if (isSpent()) return null
        await Promise.all(empty.map((front) => front.fill(reader)))
        for (const front of fronts.values()) if (front.isOver()) drop(front)
        continue
      }
      if (list.pending().length === 0 && !list.isOver()) {
        if (isSpent()) return null
        await list.fill(listed)
        continue
      }
      const first = newest([...fronts.values()])
      const wave = due(list.pending(), [...fronts.values()], first, remaining)
      if (wave <= 0) return first
      if (isSpent()) return null
      for (let n = 0; n < wave; n += 1) {
        const session = list.shift()
        if (session) open(session, from.cap)
      }
    }
  }

  function drop(front: Front): void {
    fronts.delete(front.id)
    if (front.place().last?.at === given && given !== null) ended = [...ended, front.id].slice(-60)
  }

  return {
    async take(count) {
      const taken: HostMessage[] = []
      while (taken.length < count) {
        const front = await ready(count - taken.length)
        const message = front?.take()
        if (!front || !message) break
        if (message.at !== given) ended = []
        given = message.at
        if (front.isOver()) drop(front)
        taken.push(message)
      }
      return taken
    },
    isSpent,
    place() {
      const isUntouched = (id: string): boolean => {
        const front = fronts.get(id)
        return front !== undefined && !front.isBegun()
      }
      const { at, again } = list.place(isUntouched)
      const kept = [...fronts.values()].filter(({ id }) => !again.has(id))
      if (at === null && kept.length === 0) return null
      const places = kept.map((front) => front.place())
      return { cap: from.cap, given, mark: news.mark, list: at, fronts: places, ended: [...ended] }
    },
    session: (id) => sessions.get(id) ?? null,
  }
}

function newest(fronts: readonly Front[]): Front | null {
  let best: Front | null = null
  for (const front of fronts) if (!best || isLater(front, best)) best = front
  return best
}

/** By time; at one time by the ids of the sessions, so that every page decides alike. */
function isLater(a: Front, b: Front): boolean {
  const [atA = '', atB = ''] = [a.head()?.at, b.head()?.at]
  return atA === atB ? a.id > b.id : atA > atB
}

/** How many sessions are to be opened before anything older than their last activity is given. */
function due(
  pending: readonly Session[],
  fronts: readonly Front[],
  first: Front | null,
  remaining: number,
): number {
  const [session] = pending
  const head = first?.head()
  if (!session || (head && session.lastActivityAt < head.at)) return 0
  // The newest one may suffice.
  if (fronts.length === 0) return 1
  const times = fronts.flatMap((front) => front.loaded().map(({ at }) => at)).toSorted()
  // Down to here it is known what comes next; sessions with something in between are read together.
  const known = times.at(-remaining) ?? ''
  const wanted = pending.filter(({ lastActivityAt }) => lastActivityAt >= known).length
  return Math.min(WAVE, MOST_OPEN - fronts.length, Math.max(1, wanted))
}
