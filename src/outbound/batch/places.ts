/** Runs the work as soon as there is a place for it, in the order of asking. */
export type AtOnce = <T>(work: () => Promise<T>) => Promise<T>

/** Messages of one workspace's batches that are under way at once, as many as do well. */
export interface Places {
  readonly atOnce: AtOnce
  /** The host's budget keeps one of them waiting for so long: nobody new begins meanwhile, and then fewer are under way. */
  hold(ms: number): void
}

const FIRST = 8
/** So many may wait for a host that takes its time. */
const USUAL = 32
/** While each is done in a moment, more of them share one commit. */
const MOST = 256
const LEAST = 2
const QUICK_MS = 1000
const SLOW_MS = 3000
/** Many are kept waiting by one shortage; it counts once. */
const ONE_HOLD_MS = 1000

/**
 * Places that grow while all goes well and shrink when it does not, since only by trying can be known how many a host takes. So a batch
 * plans no more messages than the host's rate lets through.
 */
export function places(nowMs: () => number): Places {
  let most = FIRST
  let taken = 0
  let heldUntilMs = Number.NEGATIVE_INFINITY
  let heldAtMs = Number.NEGATIVE_INFINITY
  let shrunkAtMs = Number.NEGATIVE_INFINITY
  let timer: ReturnType<typeof setTimeout> | null = null
  const queue: (() => void)[] = []

  function admit(): void {
    const restMs = heldUntilMs - nowMs()
    if (restMs > 0) {
      timer ??= setTimeout(() => {
        timer = null
        admit()
      }, restMs)
      return
    }
    while (taken < most && queue.length > 0) {
      taken += 1
      queue.shift()?.()
    }
  }

  function learn(beganMs: number): void {
    const tookMs = nowMs() - beganMs
    if (heldAtMs >= beganMs) return
    if (most < USUAL) most += 1
    else if (tookMs < QUICK_MS && queue.length > 0) most = Math.min(MOST, most + 1)
    else if (tookMs > SLOW_MS) most = Math.max(USUAL, Math.floor(most * 0.9))
  }

  return {
    async atOnce(work) {
      await new Promise<void>((resolve) => {
        queue.push(resolve)
        admit()
      })
      const beganMs = nowMs()
      try {
        return await work()
      } finally {
        taken -= 1
        learn(beganMs)
        admit()
      }
    },
    hold(ms) {
      const now = nowMs()
      heldAtMs = now
      heldUntilMs = Math.max(heldUntilMs, now + ms)
      if (now - shrunkAtMs < ONE_HOLD_MS) return
      shrunkAtMs = now
      most = Math.max(LEAST, Math.floor(most * 0.7))
    },
  }
}
