import { onScopeDispose, readonly, shallowRef, type Ref } from '@vue/runtime-core'

const TICK_MS = 30_000

/** The time, fresh enough for "2m": it moves every half a minute while somebody needs it. */
export function useNow(): Readonly<Ref<Date>> {
  const now = shallowRef(new Date())
  const timer = setInterval(() => (now.value = new Date()), TICK_MS)
  onScopeDispose(() => clearInterval(timer))
  return readonly(now) as Readonly<Ref<Date>>
}
