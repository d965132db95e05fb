import {
  computed,
  effectScope,
  nextTick,
  shallowRef,
  watch,
  type ComputedRef,
  type Ref,
} from '@vue/runtime-core'
import type { DrawnRows } from './history/drawn-rows.ts'
import type { RowsOf } from './history/virtual-rows.ts'
import type { Soon } from './soon.ts'

/** So many rows are drawn of a list before it is known how to draw only those that are seen. */
const FIRST = 60
/** So near to the end counts as being at it, in pixels. */
const NEAR_PX = 48

const isNearEnd = (element: HTMLElement): boolean =>
  element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_PX

export interface LongListOf<T> extends Pick<RowsOf<T>, 'estimatePx' | 'anchorTo' | 'holdsEnd' | 'onEdge'> {
  readonly soon: Readonly<Ref<Soon | null>>
  readonly box: Readonly<Ref<HTMLElement | null>>
  readonly list: Readonly<Ref<HTMLElement | null>>
  readonly items: ComputedRef<readonly T[]>
  /** Does the keyboard stop here? */
  readonly isStop: (item: T) => boolean
}

/**
 * A list of any length in a box that scrolls. What is shown first is drawn at once and plainly; what follows the scrolling comes
 * soon after and takes the same rows over, so that nothing jumps.
 */
export function useLongList<T extends { readonly key: string }>(about: LongListOf<T>) {
  const { soon, box, list, items, anchorTo } = about
  const long = shallowRef<ReturnType<Soon['useVirtualRows']> | null>(null)
  /** Where the end was when it was last gone to. */
  let endPx = 0

  watch(
    [box, list, soon],
    ([boxNow, listNow, parts], [boxBefore], onCleanup) => {
      long.value = null
      if (!boxNow || !listNow) return
      // Letters and pictures are drawn a moment after their words: whoever has not scrolled since is still at the end.
      if (anchorTo === 'end' && (boxNow !== boxBefore || boxNow.scrollTop === endPx)) {
        boxNow.scrollTop = boxNow.scrollHeight
        endPx = boxNow.scrollTop
      }
      if (!parts) return
      const scope = effectScope()
      onCleanup(() => scope.stop())
      scope.run(() => {
        long.value = parts.useVirtualRows({ ...about, box: boxNow, list: listNow, items: () => items.value })
      })
    },
    { flush: 'post', immediate: true },
  )
  // Until then the end is kept, and nothing else can be asked for.
  watch(items, async () => {
    const element = box.value
    if (long.value || !element || anchorTo !== 'end' || !isNearEnd(element)) return
    await nextTick()
    element.scrollTop = element.scrollHeight
    endPx = element.scrollTop
  })

  const rows = computed((): DrawnRows<T> => {
    if (long.value) return long.value.rows() as DrawnRows<T>
    const all = items.value
    const start = anchorTo === 'end' ? Math.max(0, all.length - FIRST) : 0
    const shown = all.slice(start, start + FIRST)
    return { shown: shown.map((item, n) => ({ item, index: start + n, gapPx: 0 })), belowPx: 0, totalPx: 0 }
  })

  /** Where the Tab key enters the list: where it was left, if that is drawn, else its newest row. */
  const visited = shallowRef<string | null>(null)
  const stop = computed(() => {
    const stops = rows.value.shown.filter(({ item }) => about.isStop(item))
    const left = stops.find(({ item }) => item.key === visited.value)
    return (left ?? (anchorTo === 'end' ? stops.at(-1) : stops[0]))?.item.key ?? null
  })

  function onKey(event: KeyboardEvent): void {
    const row = (event.target as HTMLElement).closest<HTMLElement>('[data-index]')?.dataset['index']
    if (row === undefined || !long.value) return
    const all = items.value
    const step = { ArrowUp: -1, ArrowDown: 1, Home: 1, End: -1 }[event.key]
    if (!step) return
    let to = { Home: 0, End: all.length - 1 }[event.key] ?? Number(row) + step
    while (all[to] && !about.isStop(all[to] as T)) to += step
    const item = all[to]
    if (!item) return
    event.preventDefault()
    visited.value = item.key
    long.value.toKey(item.key, { align: 'auto', focus: true })
  }

  return {
    rows,
    stop,
    onKey,
    /** The box whose scrolling is followed now. */
    followed: () => long.value?.box,
    atEnd: computed(() => long.value?.atEnd.value ?? true),
    toEnd: () => long.value?.toEnd(),
    toKey: ((...how) => long.value?.toKey(...how)) as ReturnType<Soon['useVirtualRows']>['toKey'],
  }
}
