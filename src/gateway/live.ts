import { setTimeout as pause } from 'node:timers/promises'
import type { Log } from '../hosts/log.ts'
import { HostError } from '../hosts/errors.ts'
import type { Live } from '../hosts/port.ts'
import type { Background } from './background.ts'
import { asMachine } from './lane.ts'
import { loggable } from './log.ts'
import type { Pushes } from './pushes.ts'
import type { Workspace } from './workspaces.ts'

export interface LiveOptions {
  readonly workspaces: readonly Workspace[]
  readonly pushes: Pushes
  readonly background: Background
  readonly log: Log
  now(): Date
  /** From 0 to 1; spreads the replicas that connect again after a host came back. */
  random(): number
  /** Lets the time pass; ends early, without a failure, when `stop` says so. Default: the timer of the machine. */
  wait?(ms: number, stop: AbortSignal): Promise<void>
  /** Called when a host begins to tell us of news, and when it ceases to. */
  onTurn(workspaceId: string, listening: boolean): void
}

const FIRST_PAUSE_MS = 1000
const LONGEST_PAUSE_MS = 60_000
/** An administrator may let us in by and by; until then we poll, and nobody is harmed. */
const REFUSED_PAUSE_MS = 10 * 60_000
/** A line that held for so long was a good one: the next begins as the first. */
const GOOD_MS = 60_000

/**
 * Listens to every host that pushes over a connection, and connects again when it is lost, later and later. Every replica listens:
 * what all of them hear is looked at once, by the ids of events, and a replica that goes leaves no gap.
 */
export function followHosts(options: LiveOptions): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const { signal } = stopping
  const following = options.workspaces.flatMap((workspace) => {
    const { live } = workspace.outbound.host
    return live ? [follow(options, workspace, live, signal)] : []
  })
  return {
    async stop() {
      stopping.abort()
      await Promise.all(following)
    },
  }
}

async function follow(
  options: LiveOptions,
  workspace: Workspace,
  live: Live,
  stop: AbortSignal,
): Promise<void> {
  const { pushes, background, log, now, random, onTurn, wait = byTimer } = options
  const { id } = workspace
  let failures = 0
  let since: number | null = null
  const ear: Parameters<Live['listen']>[0] = {
    onListening() {
      since = now().getTime()
      log.info({ workspace: id }, 'Listening to the host')
      onTurn(id, true)
    },
    onPush: (events) => background.keep('taking what a host told', pushes.take(workspace, events)),
  }
  while (!stop.aborted) {
    const error = await asMachine(() => live.listen(ear, stop)).then(
      () => null,
      (cause: unknown) => cause,
    )
    const held = since === null ? null : now().getTime() - since
    since = null
    if (held !== null) onTurn(id, false)
    if (stop.aborted) return
    failures = held !== null && held >= GOOD_MS ? 1 : failures + 1
    // Told once and not at every try: cards are looked at all the same.
    if (failures === 1)
      log.warn({ workspace: id, error: loggable(error) }, 'The host does not tell us of news')
    await wait(restMs(error, failures, random()), stop)
  }
}

async function byTimer(ms: number, stop: AbortSignal): Promise<void> {
  // It fails when it is stopped, and in no other way.
  await pause(ms, undefined, { signal: stop }).catch(() => undefined)
}

function restMs(error: unknown, failures: number, random: number): number {
  if (error instanceof HostError && error.kind !== 'later') return REFUSED_PAUSE_MS
  const asked = error instanceof HostError ? (error.retryAfterMs ?? 0) : 0
  const backOff = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(failures - 1, 10))
  return Math.max(asked, backOff * (0.5 + random))
}
