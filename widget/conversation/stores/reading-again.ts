import { problemOf } from '../../shared/gateway.ts'
import { inOrder } from './merge-message.ts'
import type { ReadPage } from './reading.ts'
import { removedBy, takeAway } from './removed.ts'
import { putAll, type HistoryPage, type Thread } from './thread.ts'

/** So many pages are read again at most: more than are held, however small they are. */
const MOST_AGAIN = 150

interface Read {
  readonly cursor: string | null
  readonly page: HistoryPage
}

/**
 * Where news were lost, brings what is held up to date, down to the oldest message, while one goes on reading. What it finds is merged
 * as news are; what cannot be read now is tried again when the thread is opened next. `known`: pages that were just read from the
 * present on, the newest first.
 */
export async function readAgain(
  thread: Thread,
  read: ReadPage,
  known: readonly HistoryPage[],
): Promise<void> {
  if (!thread.stale) return void (thread.untold = undefined)
  thread.stale = false
  try {
    let cursor = known.length > 0 ? null : (thread.bounds[0]?.cursor ?? null)
    let before: Read | null = null
    for (let pages = 0; pages < MOST_AGAIN; pages++) {
      const page: HistoryPage = known[pages] ?? (await read(cursor))
      putAll(
        thread,
        page.items.filter(({ id }) => thread.byId.has(id)),
      )
      takeAway(thread, removedBy(thread, page, known.length > 0 && pages === 0))
      if (before) await lookBetween(thread, read, before, page)
      const [oldest] = thread.items
      const isThere = !oldest || page.items.some((message) => inOrder(message, oldest) <= 0)
      if (isThere || page.next === null) break
      before = { cursor, page }
      // Not by the cursor of old: what it leads to may begin elsewhere by now.
      cursor = page.next
    }
    thread.untold = undefined
  } catch (error) {
    thread.stale = true
    thread.fresh = false
    thread.problem = problemOf(error)
  }
}

/** What is on neither of two pages may have slipped from one to the other while they were read: then the first begins elsewhere now. */
async function lookBetween(thread: Thread, read: ReadPage, newer: Read, older: HistoryPage): Promise<void> {
  const both = { items: [...older.items, ...newer.page.items], next: older.next }
  const removed = removedBy(thread, both, false)
  if (removed.length === 0) return
  const { items } = await read(newer.cursor)
  if (items[0]?.id === newer.page.items[0]?.id) takeAway(thread, removed)
}
