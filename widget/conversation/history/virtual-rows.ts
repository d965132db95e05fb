import { onScopeDispose, shallowRef, watch } from '@vue/runtime-core'
import { Virtualizer, observeElementOffset, observeElementRect, type Range } from '@tanstack/vue-virtual'
import {
  drawnIndexes,
  drawnRows,
  forgetLeft,
  indexOf,
  keyOf,
  rowAt,
  shiftOf,
  type DrawnRows,
} from './drawn-rows.ts'
import { useRowFocus } from './row-focus.ts'

/** A list and the box that scrolls it. The rows are the children of `list` and carry `data-index`. */
export interface RowsOf<T> {
  readonly box: HTMLElement
  readonly list: HTMLElement
  readonly items: () => readonly T[]
  /** How high a row will be, about, in pixels, before it was drawn. */
  readonly estimatePx: (item: T) => number
  /** `end`: a conversation, which stands at its end and stays there; `start`: a list that is read from the top. */
  readonly anchorTo: 'start' | 'end'
  /** Does the list end where the conversation does? Else more comes below, and nobody who stands at its end is taken along. */
  readonly holdsEnd?: () => boolean
  /** One comes near to an edge: more is wanted there. */
  readonly onEdge: (edge: 'start' | 'end') => void
}

/** So near to the end counts as being at it, in pixels. */
const NEAR_PX = 48
/** So much room the composer takes at most, which comes together with this: whoever was at the end was pushed off by it. */
const COMPOSER_PX = 240
/** Rows drawn beyond the edges, so that flinging shows no holes. */
const OVERSCAN = 8

const fromEnd = (box: HTMLElement): number => box.scrollHeight - box.scrollTop - box.clientHeight

/**
 * Of a long list only what is seen is drawn. Rows stand one below the other as they would without it, and leave room for those that
 * are left out; whatever comes or grows above the view moves nothing that is seen. The row that has the focus stays drawn.
 */
export function useVirtualRows<T extends { readonly key: string }>(about: RowsOf<T>) {
  const { box, list, items, anchorTo, holdsEnd = () => true } = about
  const changes = shallowRef(0)
  const atEnd = shallowRef(fromEnd(box) < COMPOSER_PX && holdsEnd())
  const rowFocus = useRowFocus(list, items)
  let wanted: string | null = null
  /** How far a list read from its top has grown above what is seen. */
  let shiftPx = 0
  /** Where the box stood when it was looked at last. */
  let topPx = box.scrollTop

  const marginPx = (): number =>
    list.getBoundingClientRect().top - box.getBoundingClientRect().top + box.scrollTop
  const paddingEnd = Number.parseFloat(getComputedStyle(box).paddingBlockEnd) || 0
  // Rows above those that are drawn already come into being now; what is seen stays.
  const { cache, abovePx } = drawnRows(list, items(), about.estimatePx)

  function options() {
    const all = items()
    return {
      count: all.length,
      getScrollElement: () => box,
      getItemKey: (index: number) => all[index]?.key ?? String(index),
      estimateSize: (index: number) => (all[index] ? about.estimatePx(all[index]) : 0),
      overscan: OVERSCAN,
      anchorTo,
      followOnAppend: anchorTo === 'end' && atEnd.value,
      scrollEndThreshold: NEAR_PX,
      scrollMargin: fromEnd(box) + box.scrollTop > 0 ? marginPx() : 0,
      paddingEnd,
      initialOffset: () => box.scrollTop + abovePx,
      initialRect: { width: box.clientWidth, height: box.clientHeight },
      initialMeasurementsCache: cache,
      observeElementRect,
      observeElementOffset,
      scrollToFn: (
        offset: number,
        { adjustments, behavior }: { adjustments?: number; behavior?: ScrollBehavior },
      ) => {
        // A correction is added to where the box stands now: one may have scrolled since the last event of it was heard.
        if (adjustments) box.scrollTop += adjustments
        else box.scrollTo({ top: offset, behavior: behavior ?? 'auto' })
      },
      measureElement: (element: Element, entry?: ResizeObserverEntry) =>
        entry?.borderBoxSize[0]?.blockSize ?? element.getBoundingClientRect().height,
      rangeExtractor: (range: Range) => drawnIndexes(range, rowFocus.index()),
      onChange: () => {
        changes.value += 1
      },
    }
  }

  const virtual = new Virtualizer<HTMLElement, HTMLElement>(options())
  virtual.shouldAdjustScrollPositionOnItemSizeChange = (item, _delta, { scrollOffset, itemSizeCache }) =>
    // A row drawn for the first time was as high as guessed; one that changes has moved only what stands below it.
    (itemSizeCache.has(item.key) ? item.end : item.start) <= (scrollOffset ?? 0)
  onScopeDispose(virtual._didMount())

  watch(items, (_now, before) => {
    rowFocus.hold(before)
    // One may have scrolled since the last event of it was heard.
    if (virtual.scrollOffset !== null) virtual.scrollOffset = box.scrollTop
    const seen = anchorTo === 'start' && box.scrollTop > 0 ? virtual.getVirtualItems() : []
    virtual.setOptions(options())
    forgetLeft(virtual.itemSizeCache, items())
    if (seen.length > 0) {
      virtual.getVirtualItems()
      shiftPx += shiftOf(seen, items(), virtual.measurementsCache, box.scrollTop)
    }
    changes.value += 1
  })
  // Once the page was changed, and before it is painted.
  watch(changes, drawn, { flush: 'post' })
  changes.value += 1

  function drawn(): void {
    virtual._willUpdate()
    if (shiftPx !== 0) box.scrollTop += shiftPx
    shiftPx = 0
    const all = items()
    for (const row of list.querySelectorAll<HTMLElement>(':scope > [data-index]')) {
      const index = Number(row.dataset['index'])
      const key = keyOf(all[index])
      virtual.measureElement(row)
      // While one scrolls it would wait, and rows that are drawn above would push down what is seen.
      if (key !== null && !virtual.itemSizeCache.has(key))
        virtual.resizeItem(index, row.getBoundingClientRect().height)
    }
    virtual.measureElement(null)
    keepEnd()
    if (wanted !== null) {
      const row = rowAt(list, indexOf(all, wanted))
      if (row) {
        wanted = null
        const stop = row.querySelector<HTMLElement>(':scope > button')
        ;(stop ?? row).focus({ preventScroll: true })
      }
    }
    rowFocus.giveBack()
    look()
  }

  /** Whoever stood at the end and has not scrolled up since stays there, whatever came or grew, the composer below included. */
  function keepEnd(): void {
    if (anchorTo === 'end' && atEnd.value && box.scrollTop >= topPx - 1) box.scrollTop = box.scrollHeight
  }

  function look(): void {
    topPx = box.scrollTop
    atEnd.value = fromEnd(box) < NEAR_PX && holdsEnd()
    const reach = box.clientHeight * 2
    if (box.scrollTop < reach) about.onEdge('start')
    if (fromEnd(box) < reach) about.onEdge('end')
  }

  box.addEventListener('scroll', look, { passive: true })
  // A composer that grows or a window that changes must not push the newest message out of sight.
  const resized = new ResizeObserver(keepEnd)
  resized.observe(box)
  onScopeDispose(() => {
    resized.disconnect()
    box.removeEventListener('scroll', look)
  })

  function rows(): DrawnRows<T> {
    void changes.value
    const all = items()
    const start = virtual.options.scrollMargin
    const totalPx = virtual.getTotalSize() - paddingEnd
    let end = start
    const shown = virtual.getVirtualItems().flatMap((row) => {
      const item = all[row.index]
      if (!item) return []
      const gapPx = Math.max(0, row.start - end)
      end = row.end
      return [{ item, index: row.index, gapPx }]
    })
    return { shown, belowPx: Math.max(0, start + totalPx - end), totalPx }
  }

  function toEnd(): void {
    virtual.scrollToEnd()
  }

  /** Brings a row into view; `focus`: and the focus to it, as soon as it is drawn. */
  function toKey(
    key: string,
    { align = 'center', focus = false }: { align?: 'start' | 'center' | 'auto'; focus?: boolean } = {},
  ): void {
    const index = indexOf(items(), key)
    if (index < 0) return
    if (focus) wanted = key
    virtual.scrollToIndex(index, { align })
    changes.value += 1
  }

  return { box, rows, atEnd, toEnd, toKey }
}
