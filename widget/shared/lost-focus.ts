import { nextTick, watch, type Ref, type WatchSource } from '@vue/runtime-core'

/**
 * Whatever had the focus in there may go with news that come: then it goes on to where one can do something next, so that the keyboard
 * never stands nowhere.
 * @param news what may take it away.
 */
export function keepFocusIn(
  root: Readonly<Ref<HTMLElement | null>>,
  news: WatchSource,
  next: () => unknown,
): void {
  // Before the page is changed by it.
  watch(news, async () => {
    const box = root.value
    if (!box?.matches(':focus-within')) return
    await nextTick()
    if (!box.matches(':focus-within')) next()
  })
}
