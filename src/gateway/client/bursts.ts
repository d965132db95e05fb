/** So long what comes thick and fast is gathered, in milliseconds: nobody reads more than ten changes a second. */
const GATHERED_MS = 100

export interface Bursts<E> {
  take(event: E): void
  /** What waits is forgotten. */
  stop(): void
}

/**
 * Gives events in the order in which they come: the first at once, those that follow closely together, so that a page that draws what it
 * was given does so ten times a second and not a hundred. One that may not wait is given at once with all before it, and so is
 * everything while the page is hidden, where timers hardly run.
 */
export function inBursts<E>(give: (event: E) => void, mayWait: (event: E) => boolean): Bursts<E> {
  const waiting: E[] = []
  let timer: ReturnType<typeof setTimeout> | null = null

  function giveAll(): void {
    timer ??= setTimeout(over, GATHERED_MS)
    // One by one: should one of them fail, those behind it come a moment later.
    for (let event = waiting.shift(); event !== undefined; event = waiting.shift()) give(event)
  }
  function over(): void {
    timer = null
    if (waiting.length > 0) giveAll()
  }

  return {
    take(event) {
      waiting.push(event)
      const isSeen = globalThis.document?.visibilityState !== 'hidden'
      if (timer === null || !isSeen || !mayWait(event)) giveAll()
    },
    stop() {
      if (timer !== null) clearTimeout(timer)
    },
  }
}
