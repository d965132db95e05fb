import { onScopeDispose } from '@vue/runtime-core'

const EVERY_MS = 4000

/** Loads at once, every few seconds while somebody may see the page, and whenever they turn to it; never twice at a time. */
export function useLive(load: () => Promise<void>): void {
  let under: Promise<void> | null = null
  const look = (): void => {
    if (document.visibilityState !== 'visible' || under) return
    under = load().finally(() => (under = null))
  }
  const timer = setInterval(look, EVERY_MS)
  document.addEventListener('visibilitychange', look)
  onScopeDispose(() => {
    clearInterval(timer)
    document.removeEventListener('visibilitychange', look)
  })
  look()
}
