/** How often the page around is asked what it shows: some hosts say nothing of their own when that changes. */
const EVERY_MS = 2000

/** Asks at once and again and again while somebody may see this page, and whenever they turn to it. */
export function whileLookedAt(ask: () => void): void {
  const askIfSeen = (): void => {
    if (document.visibilityState === 'visible') ask()
  }
  // Before somebody acts on what stands here, it is to be the right one.
  window.addEventListener('focus', ask)
  document.documentElement.addEventListener('pointerenter', ask)
  document.addEventListener('visibilitychange', askIfSeen)
  setInterval(askIfSeen, EVERY_MS)
  ask()
}
