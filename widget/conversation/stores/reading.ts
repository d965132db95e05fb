import { watch } from '@vue/runtime-core'
import { problemOf } from '../../shared/gateway.ts'
import { readAgain } from './reading-again.ts'
import {
  boundOf,
  isAbove,
  placeOf,
  putAll,
  startWith,
  type Bound,
  type HistoryPage,
  type Thread,
} from './thread.ts'

export { readAgain }

/** So many messages of one conversation are held; what is farther away is let go and read again when one comes back. */
export const HELD = 1500
/** So many pages are read at most to join what was missed, or to pass by pages that are empty. */
const PAGES = 10
/** So many times as many are read at most where newer ones were let go and their cursors with them. */
const STEPS = 20
/** So many cursors of newer pages are kept of a history that can be entered at a time: each is as long as a message. */
const PLACES = 64

type Pages = readonly [HistoryPage, ...HistoryPage[]]
/** Asks for the page of a conversation to which a cursor leads. */
export type ReadPage = (cursor: string | null) => Promise<HistoryPage>

/** Reads on towards the beginning. `byTime`: it can be entered at a time, and what was let go found by that. */
export async function readOlder(thread: Thread, read: ReadPage, byTime = false, held = HELD): Promise<void> {
  await reading(thread, async () => {
    // An empty page that leads on is not the end.
    for (let count = 0; count < PAGES && thread.next !== null; count++) {
      const cursor: string = thread.next
      const page = await read(cursor)
      addOlder(thread, page, cursor, held)
      if (byTime && thread.gone.length > PLACES) thread.gone = [null, ...thread.gone.slice(1 - PLACES)]
      if (page.items.length > 0) return
    }
  })
}

/**
 * Reads from a cursor on until what is held is met, so that nothing is missing between. `known`: the first page, where it is there
 * already. `false`: it could not be read now.
 */
export async function readNewer(
  thread: Thread,
  read: ReadPage,
  cursor: string | null,
  known?: HistoryPage,
  held = HELD,
): Promise<boolean> {
  const all: HistoryPage[] = []
  const isRead = await reading(thread, async () => {
    let from = cursor
    let newest = known ?? (await read(from))
    for (let step = 1; ; step++) {
      const pages = await untilMet(thread, read, newest)
      all.push(...pages)
      // Where it was not met nothing more can be shown yet.
      if (addNewer(thread, pages, from, held) || step === STEPS) break
      from = thread.gone.at(-1) ?? null
      newest = await read(from)
    }
    if (cursor === null) thread.fresh = true
  })
  if (cursor === null && isRead) void readAgain(thread, read, all)
  return isRead
}

/** That page and those that follow it, until one of them is held already. */
async function untilMet(thread: Thread, read: ReadPage, newest: HistoryPage): Promise<Pages> {
  const pages: [HistoryPage, ...HistoryPage[]] = [newest]
  let { next } = newest
  while (thread.bounds.length > 0 && next !== null && pages.length < PAGES && !meets(thread, pages)) {
    const page = await read(next)
    pages.push(page)
    next = page.next
  }
  return pages
}

/** Where one lands: by which cursor the newest of it is read, and by which the pages that are newer, the newest first. */
export interface Landing extends HistoryPage {
  readonly cursor: string | null
  readonly newer: readonly (string | null)[]
}

/** Goes elsewhere in the conversation, or to its present, in place of what is held. `find` may come back with nothing: one stays. */
export async function land(thread: Thread, find: () => Promise<Landing | null>): Promise<boolean> {
  while (thread.loading)
    await new Promise<void>((resolve) => {
      watch(
        () => thread.loading,
        () => resolve(),
        { once: true, flush: 'sync' },
      )
    })
  return reading(thread, async () => {
    const landing = await find()
    if (!landing) return
    thread.gone = landing.newer
    startWith(thread, landing, landing.cursor)
    thread.fresh = true
  })
}

/** An older page came. When too much is held, the newest ones are let go. */
function addOlder(thread: Thread, page: HistoryPage, cursor: string | null, held: number): void {
  putAll(thread, page.items)
  thread.next = page.next
  thread.bounds = [...thread.bounds, ...boundOf(page, cursor)]
  while (thread.items.length > held && thread.bounds.length > 2) {
    const [newest, ...others] = thread.bounds as [Bound, ...Bound[]]
    // Its oldest message stays, and proves later that nothing lies between.
    keep(thread, 0, placeOf(thread.items, newest.oldest) + 1)
    thread.gone = [...thread.gone, newest.cursor]
    thread.bounds = others
  }
}

/**
 * Pages came that follow each other, the newest first, of which the first was read by `cursor`: what was missed since a break, or
 * what had been let go. If they do not meet what is held, nothing can be said of what lies between: after a break only the newest page
 * stays; on the way down from elsewhere in the history the pages between are read next (`false`).
 */
function addNewer(thread: Thread, pages: Pages, cursor: string | null, held: number): boolean {
  const [newest] = pages
  const met = meets(thread, pages)
  if (!met && thread.gone.length > 0 && thread.bounds.length > 0 && pages.at(-1)?.next) {
    thread.gone = [...thread.gone.slice(0, -1), cursor, ...pages.map(({ next }) => next)]
    return false
  }
  const gone = cursor === null ? [] : thread.gone.slice(0, -1)
  if (thread.bounds.length === 0 || !met) {
    thread.gone = gone
    startWith(thread, newest, cursor)
    return true
  }
  for (const page of pages) putAll(thread, page.items)
  if (thread.gone.length > 0) thread.bounds = [...boundOf(newest, cursor), ...thread.bounds]
  thread.gone = gone
  while (thread.items.length > held && thread.bounds.length > 2) {
    thread.next = thread.bounds.at(-1)?.cursor ?? null
    thread.bounds = thread.bounds.slice(0, -1)
    const oldest = thread.bounds.at(-1)?.oldest
    keep(thread, oldest ? placeOf(thread.items, oldest) : 0, thread.items.length)
  }
  return true
}

/** Is any message of these pages held already? */
function meets(thread: Thread, pages: readonly HistoryPage[]): boolean {
  return pages.some(({ items }) => items.some(({ id }) => thread.byId.has(id)))
}

function keep(thread: Thread, start: number, end: number): void {
  for (const { id } of thread.items.slice(0, start)) thread.byId.delete(id)
  for (const { id } of thread.items.slice(end)) thread.byId.delete(id)
  thread.items = thread.items.slice(start, end)
}

/** One reading at a time; what went wrong stands at the thread. `false`: nothing was read. */
async function reading(thread: Thread, read: () => Promise<void>): Promise<boolean> {
  if (thread.loading) return false
  thread.loading = true
  thread.problem = null
  try {
    await read()
    const isWhole = thread.gone.length === 0
    const heard = thread.heard.filter((one) => thread.byId.has(one.id) || (isWhole && !isAbove(thread, one)))
    if (heard.length > 0) putAll(thread, heard)
    if (isWhole) thread.below = null
    return true
  } catch (error) {
    thread.problem = problemOf(error)
    return false
  } finally {
    thread.heard = []
    thread.loading = false
  }
}
