import { markRaw, shallowReactive } from '@vue/runtime-core'
import type { GatewayProblem } from '../../../src/gateway/client/index.ts'
import type { WireMessage } from '../../../src/wire/schemas.ts'
import { inOrder, mergeMessage } from './merge-message.ts'

/** A page of the history, oldest first; `next` leads to older ones. */
export interface HistoryPage {
  readonly items: readonly WireMessage[]
  readonly next: string | null
}

/** A page that was read: by which cursor, and its oldest message. */
export interface Bound {
  readonly cursor: string | null
  readonly oldest: WireMessage
}

/** With which message it begins, held or not, and how much of it was not seen yet. */
export interface Unread {
  readonly first: WireMessage
  readonly count: number
}

/** What is held of one conversation: a stretch without gaps. */
export interface Thread {
  /** Oldest first; another array after every change, so that only what looks at it is drawn anew. */
  items: readonly WireMessage[]
  /** Leads to older ones; `null`: the beginning is held, or nothing was read yet. */
  next: string | null
  /** Nothing that was said until now is missing. */
  fresh: boolean
  /** News of what is held were lost: a status or a text may be another one by now. */
  stale: boolean
  /** What was held when news were lost, where the host never says that something was removed: some of it may be gone. */
  untold?: readonly WireMessage[] | undefined
  /** By which cursors the newer pages are read that were let go, the newest first. Empty: what is held ends at the present. */
  gone: readonly (string | null)[]
  loading: boolean
  problem: GatewayProblem | null
  readonly byId: Map<string, WireMessage>
  /** What came while something was read and lies beyond what is held. */
  heard: WireMessage[]
  /** What came that is newer than what is held, and is read when one comes there. */
  below: Unread | null
  /** What others wrote since one stood at the end. */
  unread: Unread | null
  /** Where the pages that are held begin, the newest first. */
  bounds: readonly Bound[]
}

export function emptyThread(): Thread {
  const nothing = {
    items: [],
    next: null,
    fresh: false,
    stale: false,
    gone: [],
    bounds: [],
    heard: [],
    below: null,
  }
  const rest = { loading: false, problem: null, unread: null, byId: markRaw(new Map()) }
  return shallowReactive<Thread>({ ...nothing, ...rest })
}

/** Adds (`true`), or renews what is there. What lies beyond the stretch that is held is not kept: it is read when one comes there. */
export function putMessage(thread: Thread, message: WireMessage): boolean {
  const known = thread.byId.get(message.id)
  const last = thread.items.at(-1)
  if (!known && thread.gone.length > 0 && last && inOrder(message, last) > 0) {
    if (thread.loading) thread.heard.push(message)
    if (message.kind !== 'event')
      thread.below = { first: thread.below?.first ?? message, count: (thread.below?.count ?? 0) + 1 }
    return true
  }
  if (!known && isAbove(thread, message)) {
    if (thread.loading) thread.heard.push(message)
    return false
  }
  putAll(thread, [message])
  return known === undefined
}

/** Does it stand above all that is held, where not all is known? */
export function isAbove({ next, items: [oldest] }: Thread, message: WireMessage): boolean {
  return next !== null && oldest !== undefined && inOrder(message, oldest) < 0
}

/** Many at once: the list is made anew a single time. */
export function putAll(thread: Thread, messages: readonly WireMessage[]): void {
  const items = thread.items.slice()
  for (const message of messages) {
    const known = thread.byId.get(message.id)
    const merged = known ? mergeMessage(known, message) : message
    if (known) items.splice(placeOf(items, known), 1)
    items.splice(placeOf(items, merged), 0, merged)
    thread.byId.set(message.id, merged)
  }
  thread.items = items
}

/** Starts with one page, or starts anew with it. What was heard before anything was read stands below it, or in it, or is read again. */
export function startWith(thread: Thread, page: HistoryPage, cursor: string | null): void {
  const heard = thread.bounds.length === 0 ? thread.items : []
  thread.byId.clear()
  thread.items = []
  thread.next = page.next
  putAll(thread, page.items)
  putAll(
    thread,
    heard.filter((one) => !isAbove(thread, one)),
  )
  thread.bounds = boundOf(page, cursor)
  thread.stale = false
}

/** Where a page begins; an empty one begins nowhere. */
export function boundOf({ items: [oldest] }: HistoryPage, cursor: string | null): Bound[] {
  return oldest ? [{ cursor, oldest }] : []
}

/** Where it stands or would stand. */
export function placeOf(items: readonly WireMessage[], message: WireMessage): number {
  let [low, high] = [0, items.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (inOrder(items[middle] as WireMessage, message) < 0) low = middle + 1
    else high = middle
  }
  return low
}
