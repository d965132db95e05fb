import type { Log } from '../hosts/log.ts'
import { recover } from '../outbound/index.ts'
import { asMachine } from './lane.ts'
import { loggable } from './log.ts'
import type { Workspace } from './workspaces.ts'

export interface RecoveryOptions {
  readonly workspaces: readonly Workspace[]
  readonly everyMs: number
  readonly log: Log
  /** Forgets what is old, and wakes what nobody woke; called at start and every few minutes. */
  tidy(): Promise<void>
}

const TIDY_EVERY_MS = 5 * 60 * 1000
/** An operation that waits for a slow host must not keep others waiting, so looks may overlap; but not without end. */
const LOOKS_AT_ONCE = 8

/** Looks after unfinished operations of every workspace: at once, then every so often. */
export function startRecovery({ workspaces, everyMs, log, tidy }: RecoveryOptions): {
  stop(): Promise<void>
} {
  const fail = (error: unknown): void => log.error({ error: loggable(error) }, 'Recovery failed')
  const loops = [
    ...workspaces.map(({ id, outbound }) =>
      every(everyMs, LOOKS_AT_ONCE, async () => {
        const count = await asMachine(() => recover(outbound)).catch(fail)
        if (count) log.info({ workspace: id, count }, 'Unfinished operations came to rest')
      }),
    ),
    every(TIDY_EVERY_MS, 1, () => tidy().catch(fail)),
  ]
  return {
    async stop() {
      await Promise.all(loops.map((loop) => loop.stop()))
    },
  }
}

/** Begins the work now and every so often, at most so many at once. The work must not throw. */
function every(pauseMs: number, atOnce: number, work: () => Promise<void>): { stop(): Promise<void> } {
  const running = new Set<Promise<void>>()
  const begin = (): void => {
    if (running.size >= atOnce) return
    const run: Promise<void> = work().finally(() => running.delete(run))
    running.add(run)
  }
  begin()
  const timer = setInterval(begin, pauseMs)
  return {
    async stop() {
      clearInterval(timer)
      await Promise.all(running)
    },
  }
}
