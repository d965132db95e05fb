import { onScopeDispose, watch } from '@vue/runtime-core'
import type { WireMessage } from '../../../src/wire/schemas.ts'
import { useCard } from '../stores/card.ts'
import { inOrder } from '../stores/merge-message.ts'
import { useMessages } from '../stores/messages.ts'
import { useSessions } from '../stores/sessions.ts'
import type { Thread } from '../stores/thread.ts'

/**
 * Marks what others wrote in a conversation since somebody read it to its end: while one was elsewhere in it or in another session, or
 * the page was in the background. @param atEnd does one stand at its end?
 */
export function useUnread(id: () => string, atEnd: () => boolean): void {
  const card = useCard()
  const messages = useMessages()
  const sessions = useSessions()
  const isOurs = ({ author }: WireMessage): boolean =>
    author.id !== null && author.id === card.card?.operator.id
  const isRead = (): boolean => atEnd() && document.visibilityState === 'visible'
  /** The newest of which it is known whether it was read. */
  let newest: WireMessage | null = null

  watch(
    id,
    () => {
      newest = null
      messages.of(id()).unread = null
    },
    { immediate: true },
  )
  watch(
    [id, () => messages.of(id()).items, () => messages.of(id()).gone],
    ([name, items, gone]) => {
      const last = items.at(-1)
      if (!last || gone.length > 0) return
      const thread = messages.of(name)
      if (newest === null) {
        const unseen = sessions.opened?.id === name ? sessions.opened.unseen : 0
        const [first] =
          unseen > 0 ? items.filter(({ direction }) => direction === 'inbound').slice(-unseen) : []
        if (first) thread.unread = { first: first.id, count: unseen }
        sessions.opened = null
      } else {
        const before = newest
        const news = items.filter(
          (one) => one.kind !== 'event' && inOrder(one, before) > 0 && !isOurs(one) && one.id !== before.id,
        )
        if (isRead()) forget(news)
        else count(thread, news)
      }
      newest = last
    },
    { immediate: true },
  )
  watch(atEnd, seen, { flush: 'post' })
  document.addEventListener('visibilitychange', seen)
  onScopeDispose(() => document.removeEventListener('visibilitychange', seen))

  function seen(): void {
    const thread = messages.of(id())
    const { unread, items } = thread
    if (!unread || unread.count === 0 || !isRead()) return
    thread.unread = { ...unread, count: 0 }
    forget(
      items.slice(
        Math.max(
          0,
          items.findIndex((one) => one.id === unread.first),
        ),
      ),
    )
  }

  /** What was read in the history of all sessions is not new in the list of them. */
  function forget(read: readonly WireMessage[]): void {
    for (const { sessionId } of read) sessions.unseen.delete(sessionId)
  }
}

function count(thread: Thread, news: readonly WireMessage[]): void {
  const [first] = news
  const known = thread.unread && thread.unread.count > 0 ? thread.unread : null
  if (first) thread.unread = { first: known?.first ?? first.id, count: (known?.count ?? 0) + news.length }
}
