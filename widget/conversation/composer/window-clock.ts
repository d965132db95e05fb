import { computed, onScopeDispose, shallowRef, watch, type ComputedRef } from '@vue/runtime-core'

const SECOND_MS = 1000
const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
/** When whoever listens is told again how long is left. */
const TOLD_AT_MS = [6 * HOUR_MS, HOUR_MS, 15 * MINUTE_MS, 5 * MINUTE_MS, MINUTE_MS]

export interface WindowClock {
  /** Until the window closes; `null`: it never does, or nobody knows. At its end it is closed (R-WIN-1). */
  readonly leftMs: ComputedRef<number | null>
  readonly isOver: ComputedRef<boolean>
  /** What was passed last of the moments at which it is told aloud; `null`: none yet. */
  readonly told: ComputedRef<number | null>
}

/** Counts down to the end of free writing, to the very moment. */
export function useWindowClock(untilAt: () => string | null): WindowClock {
  const nowMs = shallowRef(Date.now())
  const leftMs = computed(() => {
    const at = untilAt()
    return at === null ? null : Math.max(0, Date.parse(at) - nowMs.value)
  })
  let timer: ReturnType<typeof setTimeout> | undefined
  function tick(): void {
    clearTimeout(timer)
    nowMs.value = Date.now()
    const left = leftMs.value
    if (left === null || left === 0) return
    // To the next whole minute, and to the end.
    timer = setTimeout(tick, Math.min(left, left % MINUTE_MS || MINUTE_MS, 30 * SECOND_MS))
  }
  watch(untilAt, tick, { immediate: true })
  onScopeDispose(() => clearTimeout(timer))
  return {
    leftMs,
    isOver: computed(() => leftMs.value === 0),
    told: computed(() => {
      const left = leftMs.value
      return left === null ? null : (TOLD_AT_MS.findLast((at) => left <= at) ?? null)
    }),
  }
}

/** In whole hours and minutes, rounded up: the last minute is a minute. */
export function inParts(ms: number): { readonly hours: number; readonly minutes: number } {
  const minutes = Math.ceil(ms / MINUTE_MS)
  return { hours: Math.floor(minutes / 60), minutes: minutes % 60 }
}
