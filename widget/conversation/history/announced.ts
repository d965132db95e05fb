import { onScopeDispose, watch } from '@vue/runtime-core'
import { useMessages } from '../stores/messages.ts'

/** What was put on the page is heard of by whoever listens a moment after it was painted. */
const SETTLED_MS = 500

/**
 * Who listens hears what is new at the end of a conversation, and not the history: neither when it is opened, nor when older pages
 * come, nor what scrolling draws. After a break what was missed is heard.
 */
export function useAnnounced(id: () => string, box: () => HTMLElement | null, atEnd: () => boolean): void {
  const messages = useMessages()
  const log = (): Element | null | undefined => box()?.querySelector('[role=log]')
  let timer: ReturnType<typeof setTimeout> | undefined
  let isSettled = false

  watch(
    [id, box, () => messages.of(id()).loading],
    ([name, , isLoading], [before]) => {
      const { fresh, items } = messages.of(name)
      // What is read again after a break is news.
      if (name !== before || (isLoading && (fresh || items.length === 0))) isSettled = false
      if (isLoading) clearTimeout(timer)
      else wait()
      say()
    },
    { flush: 'sync', immediate: true },
  )
  watch(atEnd, (isThere) => {
    if (isThere) isSettled = false
    wait()
    say()
  })
  onScopeDispose(() => clearTimeout(timer))

  function wait(): void {
    clearTimeout(timer)
    timer = setTimeout(() => {
      isSettled = true
      say()
    }, SETTLED_MS)
  }
  function say(): void {
    log()?.setAttribute('aria-live', isSettled && atEnd() ? 'polite' : 'off')
  }
}
