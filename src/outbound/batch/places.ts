/** Runs the work as soon as there is a place for it, in the order of asking. */
export type AtOnce = <T>(work: () => Promise<T>) => Promise<T>

/** Messages of one workspace's batches that are under way at once, as many as do well. */
export interface Places {
  readonly atOnce: AtOnce
  /** One of them waits for its turn at the host, until what this gives is called; hardly anybody new begins meanwhile. */
  line(): () => void
  /** The host has no turn for anybody for so long: nobody new begins meanwhile. */
  hold(ms: number): void
}

const FIRST = 2
/** So many may wait for a host that takes its time. */
const USUAL = 32
/** While each is done in a moment, more of them share one commit. */
const MOST = 256
const QUICK_MS = 1000
const SLOW_MS = 3000
/** So many may wait for their turn, so that none passes unused; one fewer while that takes long, as others wait too. */
const LINE = 2
const LONG_LINE_MS = 1500

/**
 * Places that grow while all goes well, since only by trying can be known how many a host takes. Where its rate is what keeps them, there
 * are as many as are at work there and one or two that wait in line: with fewer a turn would pass unused, and with more of them, in
 * several replicas at that, they would wait for longer than anybody should who has begun.
 */
export function places(nowMs: () => number): Places {
  let most = FIRST
  let taken = 0
  let inLine = 0
  let mostInLine = LINE
  let heldUntilMs = Number.NEGATIVE_INFINITY
  let heldAtMs = Number.NEGATIVE_INFINITY
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
    if (inLine >= mostInLine) return
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

  function held(): void {
    heldAtMs = nowMs()
    most = Math.max(1, Math.min(most, taken - inLine + mostInLine))
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
    line() {
      inLine += 1
      held()
      const sinceMs = nowMs()
      return () => {
        inLine -= 1
        mostInLine = nowMs() - sinceMs > LONG_LINE_MS ? 1 : LINE
        admit()
      }
    },
    hold(ms) {
      heldUntilMs = Math.max(heldUntilMs, nowMs() + ms)
      held()
    },
  }
}
