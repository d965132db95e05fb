import type { Log } from '../hosts/log.ts'
import { HostError } from '../hosts/errors.ts'
import { asMachine } from './lane.ts'
import { loggable } from './log.ts'
import { inOneLook } from './look.ts'

export interface Watchers {
  /**
   * Watches the contact for one open card; the returned function ends that. However many cards there are, one watcher looks. `soon`: the
   * card has been without news for a while, and so may we have been.
   */
  watch(
    workspaceId: string,
    contactId: string,
    look: () => Promise<void>,
    options?: { readonly soon: boolean },
  ): () => void
  /** Lets every open card of the workspace look soon: news may have been missed, or will not come by themselves any more. */
  hurry(workspaceId: string): void
  /** Ends all. */
  stop(): void
}

export interface WatcherOptions {
  /** Between two looks. */
  readonly pollMs: number
  /** Between two looks while the host tells us of news by itself: what it forgets to tell is found all the same. */
  readonly pushedPollMs: number
  /** Does the host tell us of everything at the moment? */
  isPushed(workspaceId: string): boolean
  /** The longest pause while the host is in trouble. */
  readonly slowestMs: number
  readonly log: Log
  /** From 0 to 1; spreads the looks of many cards. */
  random(): number
}

interface Watcher {
  readonly workspaceId: string
  readonly look: () => Promise<void>
  cards: number
  /** `null`: a look is under way. */
  timer: NodeJS.Timeout | null
  failures: number
  /** A look under way may have missed something: the next one comes soon. */
  hurried: boolean
}

/**
 * Looks at the host while a card is open, because most hosts push little: one look in flight for each contact, later and later
 * while the host fails, and never sooner than it asks for.
 */
export function watchers(options: WatcherOptions): Watchers {
  const { pollMs, pushedPollMs, isPushed, slowestMs, log, random } = options
  const watched = new Map<string, Watcher>()

  function plan(name: string, watcher: Watcher, pauseMs: number): void {
    if (watched.get(name) !== watcher) return
    watcher.timer = setTimeout(async () => {
      watcher.timer = null
      watcher.hurried = false
      const pause = await pauseAfter(watcher)
      plan(name, watcher, pause)
    }, pauseMs)
  }

  async function pauseAfter(watcher: Watcher): Promise<number> {
    try {
      // A person who waits for an answer comes before anybody's look for news.
      await asMachine(() => inOneLook(watcher.look))
      watcher.failures = 0
      return watcher.hurried ? soon() : usual(watcher)
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
  const usual = ({ workspaceId }: Watcher): number =>
    jittered(isPushed(workspaceId) ? Math.max(pollMs, pushedPollMs) : pollMs)
  // Not all cards at once.
  const soon = (): number => pollMs * random()

  return {
    watch(workspaceId, contactId, look, options) {
      const name = JSON.stringify([workspaceId, contactId])
      const known = watched.get(name)
      const watcher: Watcher = known ?? {
        workspaceId,
        look,
        cards: 0,
        timer: null,
        failures: 0,
        hurried: false,
      }
      watcher.cards += 1
      if (!known) {
        watched.set(name, watcher)
        // A card that is just opened has looked itself.
        plan(name, watcher, options?.soon ? soon() : usual(watcher))
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

    hurry(workspaceId) {
      for (const [name, watcher] of watched) {
        // A host in trouble is given the time that it was promised.
        if (watcher.workspaceId !== workspaceId || watcher.failures > 0) continue
        watcher.hurried = true
        if (watcher.timer === null) continue
        clearTimeout(watcher.timer)
        plan(name, watcher, soon())
      }
    },

    stop() {
      for (const { timer } of watched.values()) if (timer) clearTimeout(timer)
      watched.clear()
    },
  }
}
