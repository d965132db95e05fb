import { nextTick, type Ref } from '@vue/runtime-core'
import { focusedNear } from './focused.ts'
import { useShown, type Shown } from './store.ts'

type Who = Pick<Shown, 'contactId' | 'name'> & Partial<Shown>

/** To the correspondence with somebody, and back to where one came from; `elsewhere` takes the focus when that is gone meanwhile. */
export function useWayThere(page: Readonly<Ref<HTMLElement | null>>, elsewhere: () => void) {
  const shown = useShown()
  let left: HTMLElement | null = null

  async function open(who: Who): Promise<void> {
    left = focusedNear(page.value)
    await shown.show({ sessionId: null, write: false, ...who })
  }

  async function back(): Promise<void> {
    shown.hide()
    await nextTick()
    if (left?.isConnected) left.focus()
    else elsewhere()
  }

  return { open, back }
}
