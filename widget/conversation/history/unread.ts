import { onMounted, onScopeDispose, shallowRef, watch } from '@vue/runtime-core'
import type { WireMessage } from '../../../src/wire/schemas.ts'
import { useCard } from '../stores/card.ts'
import { inOrder } from '../stores/merge-message.ts'
import { useMessages } from '../stores/messages.ts'
import { usePlaces } from '../stores/places.ts'
import { useSessions } from '../stores/sessions.ts'
import type { Thread } from '../stores/thread.ts'

/**
 * Marks what others wrote in a conversation since somebody read it to its end: while one was elsewhere in it or in another session, or
 * the page was in the background. @param atEnd does one stand at its end?
 */
export function useUnread(id: () => string, atEnd: () => boolean) {
  const card = useCard()
  const messages = useMessages()
  const places = usePlaces()
  const sessions = useSessions()
  const isOurs = ({ author }: WireMessage): boolean =>
    author.id !== null && author.id === card.card?.operator.id
  const isRead = (): boolean => atEnd() && document.visibilityState === 'visible'
  /** The newest of which it is known whether it was read. */
  let newest: WireMessage | null = null
  /** One is on the way to where it begins. */
  const leading = shallowRef(false)
  let isOpening = true
  onMounted(() => (isOpening = false))
  /** For which message one has set out. */
  let sought: string | null = null

  watch(
    id,
    (name) => {
      newest = sought = null
      leading.value = false
      messages.of(name).unread = null
      const view = messages.views.get(name)
      // A history of many sessions takes from each what belongs there.
      if (view) begin([...sessions.unseen.values()].flat().filter((one) => view.takes(one)))
    },
    { immediate: true },
  )
  // What was not seen in a session when it was opened; of what one sees first on a card that may be found out a moment later.
  watch(
    [id, () => sessions.opened],
    ([name, opened]) => {
      if (opened?.id !== name) return
      sessions.opened = null
      begin(opened.unseen)
    },
    { immediate: true },
  )
  watch(
    [id, () => messages.of(id()).items, () => messages.of(id()).gone],
    ([name, items, gone]) => {
      const last = items.at(-1)
      if (!last || gone.length > 0) return
      const before = newest
      newest = last
      if (before === null) return
      const news = items.filter(
        (one) => one.kind !== 'event' && inOrder(one, before) > 0 && !isOurs(one) && one.id !== before.id,
      )
      if (isRead()) forget(news)
      else count(messages.of(name), news)
    },
    { immediate: true },
  )
  // It may begin further up than what a host gives at once, or further down than what is held.
  watch(
    () => {
      if (!leading.value) return null
      const { unread, fresh, loading, items } = messages.of(id())
      const isMissing = unread && fresh && !loading && !items.some((one) => one.id === unread.first.id)
      return isMissing ? unread.first : null
    },
    async (first) => {
      if (!first || sought === first.id) return
      sought = first.id
      if (!(await places.reach(first))) leading.value = false
    },
    { immediate: true },
  )
  watch([atEnd, leading], seen, { flush: 'post' })
  document.addEventListener('visibilitychange', seen)
  onScopeDispose(() => document.removeEventListener('visibilitychange', seen))

  function begin(unseen: readonly WireMessage[]): void {
    const [first] = unseen.toSorted(inOrder)
    if (!first) return
    messages.of(id()).unread = { first, count: unseen.length }
    // Whoever opened it to go to a certain message goes there, and whoever reads already is left alone.
    leading.value = (isOpening || atEnd()) && !places.going && places.wanted?.view !== id()
  }

  /** To where what was not read begins. */
  function lead(first: WireMessage): void {
    const thread = messages.of(id())
    thread.unread = { first, count: thread.unread?.count ?? 0 }
    sought = null
    leading.value = true
  }

  function seen(): void {
    const thread = messages.of(id())
    const { unread, items } = thread
    if (!unread || unread.count === 0 || leading.value || !isRead()) return
    thread.unread = { ...unread, count: 0 }
    forget(items.filter((one) => inOrder(one, unread.first) >= 0))
  }

  /** What was read in the history of all sessions is not new in the list of them. */
  function forget(read: readonly WireMessage[]): void {
    for (const { sessionId } of read) sessions.unseen.delete(sessionId)
  }

  return { leading, lead }
}

function count(thread: Thread, news: readonly WireMessage[]): void {
  const [first] = news
  const known = thread.unread && thread.unread.count > 0 ? thread.unread : null
  if (first) thread.unread = { first: known?.first ?? first, count: (known?.count ?? 0) + news.length }
}
