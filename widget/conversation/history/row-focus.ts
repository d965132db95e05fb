import { onScopeDispose } from '@vue/runtime-core'
import { keyOf, indexOf } from './drawn-rows.ts'
import { activeIn, heldIn, nearestStop } from './held-focus.ts'

const ROW_NAME = 'row-with-focus'

/** What the keyboard stands on in a list whose rows come and go. */
export function useRowFocus<T extends { readonly key: string }>(
  list: HTMLElement,
  items: () => readonly T[],
): {
  /** Which row has it, to be kept drawn; -1: none. */
  index(): number
  /** Before the rows change: a row that moves, or goes, loses it. */
  hold(before: readonly T[]): void
  /** Afterwards it goes on with its row, and to the neighbour of one that is gone. */
  giveBack(): void
} {
  let focused: string | null = null
  let held: { readonly element: HTMLElement; readonly key: string; readonly index: number } | null = null

  const onFocus = ({ target }: FocusEvent): void => {
    const row = target instanceof Element ? target.closest<HTMLElement>('[data-index]') : null
    focused = row ? keyOf(items()[Number(row.dataset['index'])]) : null
    if (row && row === target) name(row)
  }
  const onBlur = (): void => {
    focused = null
    unname?.()
  }

  // A row is no control, whose content would name it by itself: whoever comes to it by key hears what stands there.
  let unname: (() => void) | null = null
  function name(row: HTMLElement): void {
    const said = row.firstElementChild
    if (!said) return
    said.id = ROW_NAME
    row.setAttribute('aria-labelledby', ROW_NAME)
    unname = () => {
      said.removeAttribute('id')
      row.removeAttribute('aria-labelledby')
    }
  }
  list.addEventListener('focusin', onFocus)
  list.addEventListener('focusout', onBlur)
  onScopeDispose(() => {
    list.removeEventListener('focusin', onFocus)
    list.removeEventListener('focusout', onBlur)
  })

  return {
    index: () => (focused === null ? -1 : indexOf(items(), focused)),
    hold(before) {
      held ??= heldIn(list, before)
    },
    giveBack() {
      const lost = held
      held = null
      if (!lost || activeIn(list) !== null) return
      if (lost.element.isConnected) return lost.element.focus({ preventScroll: true })
      const at = indexOf(items(), lost.key)
      nearestStop(list, at < 0 ? lost.index : at)?.focus({ preventScroll: true })
    },
  }
}
