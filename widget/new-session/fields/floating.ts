import { onBeforeUnmount, type ShallowRef } from '@vue/runtime-core'

const GAP = 4
const EDGE = 8
const MOST_PX = 240

type Part = Readonly<ShallowRef<HTMLElement | null>>

/**
 * Shows a list above everything else, right under its field or, where there is more room, over it: inside of a form that scrolls it
 * would be cut off. It never goes down over what stands under the fields (`data-fields`), which is what one does next.
 */
export function useFloating(field: Part, list: Part): { show(): void; hide(): void; place(): void } {
  let stop: AbortController | null = null

  function place(): void {
    const [near, floating] = [field.value, list.value]
    if (!near || !floating || !stop) return
    const { top, bottom, left, width } = near.getBoundingClientRect()
    const fields = near.closest('[data-fields]')?.getBoundingClientRect()
    const under = Math.min(innerHeight - EDGE, fields?.bottom ?? innerHeight) - bottom - GAP
    const over = top - GAP - EDGE
    const needed = Math.min(MOST_PX, floating.scrollHeight)
    const isUnder = under >= needed || under >= over
    const { style } = floating
    style.left = `${left}px`
    style.width = `${width}px`
    style.maxHeight = `${Math.max(0, Math.min(MOST_PX, isUnder ? under : over))}px`
    style.top = isUnder ? `${bottom + GAP}px` : 'auto'
    style.bottom = isUnder ? 'auto' : `${innerHeight - top + GAP}px`
  }

  function show(): void {
    if (stop) return
    stop = new AbortController()
    list.value?.showPopover()
    place()
    const options = { capture: true, passive: true, signal: stop.signal }
    addEventListener('scroll', place, options)
    addEventListener('resize', place, options)
    // Scrolling inside of a shadow root is not told to the window.
    field.value?.getRootNode().addEventListener('scroll', place, options)
  }

  function hide(): void {
    stop?.abort()
    stop = null
    if (list.value?.isConnected) list.value.hidePopover()
  }

  onBeforeUnmount(() => stop?.abort())
  return { show, hide, place }
}
