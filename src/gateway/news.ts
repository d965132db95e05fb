import type { Background } from './background.ts'
import type { Log } from '../hosts/log.ts'
import { followHosts } from './live.ts'
import { pushes, type Pushes } from './pushes.ts'
import type { GatewaySettings } from './settings.ts'
import { watchers, type Watchers } from './watchers.ts'
import type { Workspace } from './workspaces.ts'

const SLOWEST_POLL_MS = 120_000

interface News {
  readonly watchers: Watchers
  readonly pushes: Pushes
  /** Begins to listen to the hosts that push over a connection. */
  follow(workspaces: readonly Workspace[]): void
  stop(): Promise<void>
}

/** How news of the hosts come: they push it by web hook or over a connection, and open cards look for the rest. */
export function newsOfHosts(given: {
  readonly settings: Pick<GatewaySettings, 'pollMs' | 'pushedPollMs'>
  readonly background: Background
  readonly log: Log
  now(): Date
  random(): number
}): News {
  const { settings, background, log, now, random } = given
  const { pollMs, pushedPollMs } = settings
  /** The workspaces whose host tells us of everything at the moment. */
  const told = new Set<string>()
  const taken = pushes({ background, now })
  const cards = watchers({
    pollMs,
    pushedPollMs,
    isPushed: (id) => told.has(id),
    slowestMs: SLOWEST_POLL_MS,
    log,
    random,
  })
  let following: { stop(): Promise<void> } | null = null

  function onTurn(id: string, listening: boolean): void {
    if (listening) told.add(id)
    else told.delete(id)
    // What happened while nobody listened is looked for, and so is what nobody will tell of from now on.
    cards.hurry(id)
  }

  return {
    watchers: cards,
    pushes: taken,
    follow(workspaces) {
      following = followHosts({ workspaces, pushes: taken, background, log, now, random, onTurn })
    },
    async stop() {
      cards.stop()
      await following?.stop()
    },
  }
}
