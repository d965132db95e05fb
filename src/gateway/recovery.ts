import type { Log } from '../hosts/log.ts'
import { recover } from '../outbound/index.ts'
import { loggable } from './log.ts'
import type { Workspace } from './workspaces.ts'

export interface RecoveryOptions {
  readonly workspaces: readonly Workspace[]
  readonly everyMs: number
  readonly log: Log
  /** Forgets old events; called every few minutes. */
  prune(): Promise<void>
}

const PRUNE_EVERY_MS = 5 * 60 * 1000

/** Looks after unfinished operations of every workspace: at once, then every so often, one look at a time. */
export function startRecovery({ workspaces, everyMs, log, prune }: RecoveryOptions): {
  stop(): Promise<void>
} {
  const loops = [
    ...workspaces.map(({ id, outbound }) =>
      every(everyMs, async () => {
        const count = await recover(outbound)
        if (count > 0) log.info({ workspace: id, count }, 'Unfinished operations came to rest')
      }),
    ),
    every(PRUNE_EVERY_MS, prune),
  ]

  function every(pauseMs: number, work: () => Promise<void>): { stop(): Promise<void> } {
    const state = { stopped: false, wake: (): void => undefined }
    const done = (async () => {
      while (!state.stopped) {
        await work().catch((error: unknown) => log.error({ error: loggable(error) }, 'Recovery failed'))
        if (!state.stopped) await sleep(pauseMs, state)
      }
    })()
    return {
      stop() {
        state.stopped = true
        state.wake()
        return done
      },
    }
  }

  return {
    async stop() {
      await Promise.all(loops.map((loop) => loop.stop()))
    },
  }
}

function sleep(ms: number, state: { wake(): void }): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, ms)
  state.wake = () => {
    clearTimeout(timer)
    resolve()
  }
  return promise
}
