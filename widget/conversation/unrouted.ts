import { shallowRef, watch } from '@vue/runtime-core'
import { useCard } from './stores/card.ts'

/** What shows messages whose hand-over failed (R-AFTER-5), loaded for those who have one; `null` until then. */
export function useUnrouted() {
  const card = useCard()
  const Unrouted = shallowRef<typeof import('../new-session/UnroutedOperations.vue').default | null>(null)
  watch(
    () => card.card?.operations.some(({ routing }) => routing === 'failed'),
    async (some) => {
      if (!some) return
      // The network is gone, or a newer widget has taken this one's place: the card itself says so.
      const part = await import('../new-session/UnroutedOperations.vue').catch(() => null)
      if (part) Unrouted.value = part.default
    },
    { immediate: true },
  )
  return Unrouted
}
