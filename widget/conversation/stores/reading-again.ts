import { problemOf } from '../../shared/gateway.ts'
import { inOrder } from './merge-message.ts'
import type { ReadPage } from './reading.ts'
import { putAll, type HistoryPage, type Thread } from './thread.ts'

/** So many pages are read again at most: more than are held, however small they are. */
const MOST_AGAIN = 150

/**
 * Where news were lost, brings what is held up to date, from a page that was just read down to the oldest message, while one goes on
 * reading. What it finds is merged as news are; what cannot be read now is tried again when the thread is opened next.
 */
export async function readAgain(thread: Thread, read: ReadPage, from: HistoryPage | null): Promise<void> {
  if (!thread.stale) return
  thread.stale = false
  try {
    let page = from ?? (await read(thread.bounds[0]?.cursor ?? null))
    for (let pages = 0; pages < MOST_AGAIN; pages++) {
      putAll(
        thread,
        page.items.filter(({ id }) => thread.byId.has(id)),
      )
      const [oldest] = thread.items
      const isThere = !oldest || page.items.some((message) => inOrder(message, oldest) <= 0)
      if (isThere || page.next === null) return
      // Not by the cursor of old: what it leads to may begin elsewhere by now.
      page = await read(page.next)
    }
  } catch (error) {
    thread.stale = true
    thread.fresh = false
    thread.problem = problemOf(error)
  }
}
