import { nextTick, onScopeDispose, shallowRef, watch, type Ref } from '@vue/runtime-core'

/** So near to the end counts as being at it, in pixels. */
const NEAR = 48

export interface Edges {
  /** Keys of what stands first and last; another `list` is another conversation. */
  readonly list: string
  readonly first: string | undefined
  readonly last: string | undefined
}

/**
 * Keeps what is being read where it is: at the end it stays at the end when something comes, anywhere else it does not move,
 * whatever is put above or below.
 */
export function useAnchoredScroll(box: Readonly<Ref<HTMLElement | null>>, edges: () => Edges) {
  const atEnd = shallowRef(true)
  /** Something came below while the person reads further up. */
  const newsBelow = shallowRef(false)

  function toEnd(smooth = false): void {
    const element = box.value
    if (!element) return
    element.scrollTo({ top: element.scrollHeight, behavior: smooth ? 'smooth' : 'instant' })
    newsBelow.value = false
    atEnd.value = true
  }

  function onScroll(): void {
    const element = box.value
    if (!element) return
    atEnd.value = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR
    if (atEnd.value) newsBelow.value = false
  }

  // Before the page is changed (flush "pre") the old heights can still be read.
  watch(edges, async (now, before) => {
    const element = box.value
    const height = element?.scrollHeight ?? 0
    const top = element?.scrollTop ?? 0
    await nextTick()
    if (now.list !== before.list || !element) return toEnd()
    if (atEnd.value) return toEnd()
    if (now.first !== before.first) element.scrollTop = top + element.scrollHeight - height
    if (now.last !== before.last) newsBelow.value = true
  })

  // A composer that grows or a window that changes must not push the newest message out of sight.
  const observer = new ResizeObserver(() => {
    if (atEnd.value) toEnd()
  })
  watch(
    box,
    (element, before) => {
      if (before) observer.unobserve(before)
      if (!element) return
      observer.observe(element)
      toEnd()
    },
    { flush: 'post', immediate: true },
  )
  onScopeDispose(() => observer.disconnect())

  return { newsBelow, onScroll, toEnd }
}
