import type { Log } from '../hosts/log.ts'
import { loggable } from './log.ts'

/** Work that goes on after its caller got an answer. */
export interface Background {
  /** Lets the work go on by itself; a failure is logged, since nobody else hears of it. */
  keep(what: string, work: Promise<unknown>): void
  /** Resolves when all of it came to rest. */
  idle(): Promise<void>
}

/** What goes on after its caller has left; `log` hears of what fails there. */
export function background(log: Log): Background {
  const running = new Set<Promise<unknown>>()
  return {
    keep(what, work) {
      const settled = work
        .catch((error: unknown) =>
          log.error({ error: loggable(error) }, `Work in the background failed: ${what}`),
        )
        .finally(() => running.delete(settled))
      running.add(settled)
    },
    async idle() {
      while (running.size > 0) await Promise.all(running)
    },
  }
}

/** What came of waiting: the work's own value, or `late` when it takes longer. */
export async function within<T>(work: Promise<T>, waitMs: number): Promise<{ value: T } | 'late'> {
  const { promise: late, resolve } = Promise.withResolvers<'late'>()
  const timer = setTimeout(resolve, waitMs, 'late')
  try {
    return await Promise.race([work.then((value) => ({ value })), late])
  } finally {
    clearTimeout(timer)
  }
}
