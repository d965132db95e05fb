import type { Session } from '../../domain/words.ts'
import type { HostMessage } from '../../hosts/port.ts'
import type { FrontPlace } from './place.ts'
import type { Reader } from './reader.ts'

/** One session that is being read backwards. */
export interface Front {
  readonly id: string
  /** `null`: it was given with an earlier page. */
  readonly session: Session | null
  /** The newest that is yet to be given; absent: read on (`fill`), or it is over. */
  head(): HostMessage | undefined
  /** Takes the head. */
  take(): HostMessage | undefined
  /** What is read and not yet given, oldest first. */
  loaded(): readonly HostMessage[]
  /** Is there nothing older? */
  isOver(): boolean
  /** Reads on by one page of the host. */
  fill(reader: Reader): Promise<void>
  /** Was anything given, or a page of it passed? Else it may as well be opened again. */
  isBegun(): boolean
  place(): FrontPlace
}

/** A session not yet begun; nothing later than `cap` is given. */
export function freshFront(session: Session, cap: string | null): Front {
  const last = cap === null ? null : { id: null, at: cap }
  return frontAt(session, { id: session.id, page: null, last, shown: false })
}

/** A session as an earlier page left it. */
export function frontAt(session: Session | null, from: FrontPlace): Front {
  const { id } = from
  let { page, last, shown } = from
  /** What is still being looked for; `null`: all that is read is to be given. */
  let sought = last
  let items: HostMessage[] = []
  let next: string | null | undefined

  return {
    id,
    session,
    head: () => items.at(-1),
    take() {
      const taken = items.pop()
      if (!taken) return undefined
      last = { id: taken.id, at: taken.at }
      shown = true
      return taken
    },
    loaded: () => items,
    isOver: () => items.length === 0 && next === null,
    async fill(reader) {
      if (typeof next === 'string') [page, last] = [next, sought]
      const read = await reader.messages(id, page)
      next = read.next
      const found = older(read.items, sought, next !== null)
      items = found ? [...found] : []
      // By its time alone (`id: null`) it is sought on every page.
      if (found && sought?.id != null) sought = null
    },
    isBegun: () => page !== null || (last !== null && last.id !== null),
    place() {
      const passed = items.length === 0 && typeof next === 'string'
      return passed ? { id, page: next ?? null, last: sought, shown } : { id, page, last, shown }
    },
  }
}

/** What follows `last` on a page that may hold it or lie behind it; `null`: all of this page was given, or came since. */
function older(
  page: readonly HostMessage[],
  last: FrontPlace['last'],
  more: boolean,
): readonly HostMessage[] | null {
  if (last === null) return page
  if (last.id === null) return page.filter(({ at }) => at <= last.at)
  const place = page.findIndex(({ id }) => id === last.id)
  if (place >= 0) return page.slice(0, place)
  const [eldest] = page
  if (more && eldest && eldest.at >= last.at) return null
  // The last one given is there no more.
  return page.filter(({ at }) => at <= last.at)
}
