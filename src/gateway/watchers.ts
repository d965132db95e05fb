import type { Log } from '../hosts/log.ts'
import { HostError } from '../hosts/errors.ts'
import { asMachine } from './lane.ts'
import { loggable } from './log.ts'

export interface Watchers {
  /** Watches the contact for one open card; the returned function ends that. However many cards there are, one watcher looks. */
  watch(workspaceId: string, contactId: string, look: () => Promise<void>): () => void
  /** Ends all. */
  stop(): void
}

export interface WatcherOptions {
  /** Between two looks. */
  readonly pollMs: number
  /** The longest pause while the host is in trouble. */
  readonly slowestMs: number
  readonly log: Log
  /** From 0 to 1; spreads the looks of many cards. */
  random(): number
}

interface Watcher {
  cards: number
  timer: NodeJS.Timeout | null
  failures: number
}

/**
 * Looks at the host while a card is open, because most hosts push little: one look in flight for each contact, later and later
 * while the host fails, and never sooner than it asks for.
 */
export function watchers({ pollMs, slowestMs, log, random }: WatcherOptions): Watchers {
  const watched = new Map<string, Watcher>()

  function plan(name: string, watcher: Watcher, look: () => Promise<void>, pauseMs: number): void {
    if (watched.get(name) !== watcher) return
    watcher.timer = setTimeout(async () => {
      const pause = await pauseAfter(watcher, look)
      plan(name, watcher, look, pause)
    }, pauseMs)
  }

  async function pauseAfter(watcher: Watcher, look: () => Promise<void>): Promise<number> {
    try {
      // A person who waits for an answer comes before anybody's look for news.
      await asMachine(look)
      watcher.failures = 0
      return jittered(pollMs)
    } catch (error) {
      watcher.failures += 1
      log.warn(
        { error: loggable(error), failures: watcher.failures },
        'Could not look at the host for an open card',
      )
      const asked = error instanceof HostError ? (error.retryAfterMs ?? 0) : 0
      const backOff = Math.min(slowestMs, pollMs * 2 ** Math.min(watcher.failures, 10))
      return Math.max(asked, jittered(backOff))
    }
  }

  const jittered = (ms: number): number => ms * (0.8 + 0.4 * random())

  return {
    watch(workspaceId, contactId, look) {
      const name = JSON.stringify([workspaceId, contactId])
      const known = watched.get(name)
      const watcher: Watcher = known ?? { cards: 0, timer: null, failures: 0 }
      watcher.cards += 1
      if (!known) {
        watched.set(name, watcher)
        // The card itself has just looked.
        plan(name, watcher, look, jittered(pollMs))
      }
      let left = false
      return () => {
        if (left) return
        left = true
        watcher.cards -= 1
        if (watcher.cards > 0) return
        watched.delete(name)
        if (watcher.timer) clearTimeout(watcher.timer)
      }
    },

    stop() {
      for (const { timer } of watched.values()) if (timer) clearTimeout(timer)
      watched.clear()
    },
  }
}
