import { nextTick, watch, type Ref } from '@vue/runtime-core'

/**
 * While something is sent the fields cannot be used, which takes the focus from them. Afterwards it stands on the first way on that is
 * offered, or where it was.
 */
export function keepFocus(
  dialog: Readonly<Ref<HTMLDialogElement | null>>,
  busy: Readonly<Ref<boolean>>,
): void {
  let before: Element | null = null
  watch(
    busy,
    async (now) => {
      if (now) return void (before = focused(dialog.value))
      await nextTick()
      const box = dialog.value
      if (!box?.open || box.contains(focusedIn(box))) return
      const next = box.querySelector<HTMLElement>('.outcome button') ?? before
      if (next instanceof HTMLElement) next.focus()
    },
    { flush: 'sync' },
  )
}

function focused(box: HTMLDialogElement | null): Element | null {
  return box && focusedIn(box)
}

/** Inside of a shadow root only the root knows what has the focus. The dialog itself does not count. */
function focusedIn(box: HTMLDialogElement): Element | null {
  const root = box.getRootNode()
  const found = root instanceof ShadowRoot || root instanceof Document ? root.activeElement : null
  return found === box ? null : found
}
