import type { Session } from '../../domain/words.ts'
import type { Page } from '../../hosts/port.ts'
import type { Mark, Place } from './place.ts'

/** How many pages of sessions that jumped to the front are looked at; in the time between two pages of one person it is one. */
const MOST_JUMPED_PAGES = 5
/** Of so many sessions with one time of activity it is known that they were passed. */
const MOST_MARKED = 60

/** Reads a page of the list, newest activity first. */
export type ReadSessions = (page: string | null) => Promise<Page<Session>>

/** The sessions that are yet to be opened, newest activity first. */
export interface SessionList {
  /** Those of the page being opened; read on with `fill` when there are none. */
  pending(): readonly Session[]
  isOver(): boolean
  fill(read: ReadSessions): Promise<void>
  /** Passes the first of them. */
  shift(): Session | undefined
  /**
   * Where it stands, as if the last ones that were passed had not been, as far as they are `untouched`: they are opened again. The
   * list says which.
   */
  place(isUntouched: (sessionId: string) => boolean): {
    readonly at: Place['list']
    readonly again: ReadonlySet<string>
  }
}

/** @param isWanted a session that is not is passed over. */
export function sessionList(from: Place['list'], isWanted: (session: Session) => boolean): SessionList {
  let page = from?.page ?? null
  let next: string | null | undefined = from === null ? null : undefined
  let pending: Session[] = []
  const start = from?.passed ?? null
  const passed: { readonly page: string | null; readonly session: Session }[] = []

  return {
    pending: () => pending,
    isOver: () => pending.length === 0 && next === null,
    async fill(read) {
      if (typeof next === 'string') page = next
      const found = await read(page)
      next = found.next
      // Whatever jumped to the front pushes those that were passed onto this page.
      const before = markOf(
        passed.map(({ session }) => session),
        start,
      )
      pending = found.items.filter((session) => !isWithin(before, session) && isWanted(session))
    },
    shift() {
      const session = pending.shift()
      if (session) passed.push({ page, session })
      return session
    },
    place(isUntouched) {
      const kept = passed.slice(0, passed.findLastIndex(({ session }) => !isUntouched(session.id)) + 1)
      const [first] = passed.slice(kept.length)
      const again = new Set(passed.slice(kept.length).map(({ session }) => session.id))
      const mark = markOf(
        kept.map(({ session }) => session),
        start,
      )
      if (!first && pending.length === 0 && typeof next !== 'undefined')
        return { at: next === null ? null : { page: next, passed: mark }, again }
      return { at: { page: first ? first.page : page, passed: mark }, again }
    },
  }
}

/** The last of a list of sessions, newest activity first, as a mark; `before`: where there are none. */
function markOf(sessions: readonly Session[], before: Mark | null): Mark | null {
  const last = sessions.at(-1)
  if (!last) return before
  const at = last.lastActivityAt
  const ids = sessions.filter((one) => one.lastActivityAt === at).map(({ id }) => id)
  return { at, ids: (before?.at === at ? [...new Set([...before.ids, ...ids])] : ids).slice(-MOST_MARKED) }
}

/** Does the session stand in the list at the mark or before it? */
function isWithin(mark: Mark | null, { id, lastActivityAt }: Session): boolean {
  if (mark === null) return false
  return lastActivityAt > mark.at || (lastActivityAt === mark.at && mark.ids.includes(id))
}

/** The sessions with news since the list was looked at last, and the mark for the next time. */
export async function jumped(
  read: ReadSessions,
  mark: Mark | null,
): Promise<{ readonly sessions: readonly Session[]; readonly mark: Mark | null }> {
  const found: Session[] = []
  let newest: Mark | null = null
  let page: string | null = null
  for (let n = 0; n < MOST_JUMPED_PAGES; n += 1) {
    const { items, next } = await read(page)
    newest ??= newestOf(items)
    if (mark === null) break
    const news = items.filter(
      ({ id, lastActivityAt: at }) => at > mark.at || (at === mark.at && !mark.ids.includes(id)),
    )
    found.push(...news)
    if (news.length < items.length || next === null) break
    page = next
  }
  return { sessions: found, mark: newest ?? mark }
}

function newestOf(sessions: readonly Session[]): Mark | null {
  const [first] = sessions
  if (!first) return null
  const at = first.lastActivityAt
  return { at, ids: sessions.filter((one) => one.lastActivityAt === at).map(({ id }) => id) }
}
