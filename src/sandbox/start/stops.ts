import { setTimeout as delay } from 'node:timers/promises'

/** What has been started and has to be stopped, in the reverse order. */
export interface Stops {
  /** Aborted as soon as stopping begins. */
  readonly signal: AbortSignal
  /** Notes how to stop something. When stopping has begun already, it is stopped at once. */
  add(stop: () => Promise<void>): void
  /** Notes a start under way: stopping waits for its end, because what it started last is noted only then. */
  starting<T>(work: Promise<T>): Promise<T>
  /** Stops everything that was noted, and whatever is noted meanwhile. Resolves in time even if something hangs. */
  stopAll(withinMs: number): Promise<void>
}

/** Of the time given, what one part may take before the next is stopped too. */
const PART = 0.6

export function collectStops(): Stops {
  const stopping = new AbortController()
  const waiting: (() => Promise<void>)[] = []
  const late: Promise<void>[] = []
  const starts: Promise<unknown>[] = []
  return {
    signal: stopping.signal,
    add(stop) {
      if (stopping.signal.aborted) late.push(quietly(stop))
      else waiting.push(stop)
    },
    starting(work) {
      starts.push(work)
      return work
    },
    async stopAll(withinMs) {
      stopping.abort()
      const all = async (): Promise<void> => {
        // What is under way ends soon by the signal; stopping its foundations meanwhile would only make it wait.
        await Promise.race([Promise.allSettled(starts), delay(withinMs * PART, undefined, { ref: false })])
        for (const stop of waiting.splice(0).toReversed())
          await Promise.race([quietly(stop), delay(withinMs * PART, undefined, { ref: false })])
        await Promise.allSettled(starts)
        await Promise.all(late)
      }
      await Promise.race([all(), delay(withinMs, undefined, { ref: false })])
    },
  }
}

/** Something that cannot be stopped must not keep the others running. */
async function quietly(stop: () => Promise<void>): Promise<void> {
  try {
    await stop()
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  }
}
