import { nextTick, onBeforeUnmount, shallowRef, type Ref } from '@vue/runtime-core'
import { roveFocus } from '../roving-focus.ts'

type Part = Readonly<Ref<HTMLElement | null>>

/**
 * The menu of what comes less often (WAI-ARIA, menu button): its first item takes the focus; Escape gives it back to the button, and
 * Tab or a press elsewhere only closes it.
 */
export function useDeedMenu({ root, more, menu }: { root: Part; more: Part; menu: Part }) {
  const opened = shallowRef(false)

  async function toggle(): Promise<void> {
    opened.value = !opened.value
    if (!opened.value) return
    window.addEventListener('pointerdown', outside)
    await nextTick()
    menu.value?.querySelector<HTMLElement>('button')?.focus()
  }

  function leave(): void {
    opened.value = false
    window.removeEventListener('pointerdown', outside)
  }
  onBeforeUnmount(leave)

  function outside(event: PointerEvent): void {
    if (root.value && !event.composedPath().includes(root.value)) leave()
  }

  function onKey(event: KeyboardEvent): void {
    if (event.key === 'Escape') {
      event.stopPropagation()
      leave()
      more.value?.focus()
    } else if (event.key === 'Tab') leave()
    else if (menu.value) roveFocus(event, menu.value)
  }

  return { opened, toggle, leave, onKey }
}
