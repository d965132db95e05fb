import type { Fault, FaultTarget } from './types.ts'
import type { World } from './world.ts'

/** How long the host punishes somebody who asked too fast. */
const BAN_MS = 20 * 60_000

/**
 * The mishap that meets a request of these kinds, if one waits; it is used up by one. A `ban` begins with the first request it
 * meets and is lifted twenty minutes later on the engine's clock, or when its times are used up.
 */
export function takeFault(world: World, targets: readonly FaultTarget[]): Fault | null {
  dropServedBans(world)
  const { faults } = world.store
  const fault = faults.find(({ on }) => on === 'any' || targets.includes(on))
  if (!fault) return null
  if (fault.kind === 'ban') fault.untilAt ??= new Date(Date.parse(world.now()) + BAN_MS).toISOString()
  fault.times -= 1
  if (fault.times <= 0) world.store.faults = faults.filter((other) => other !== fault)
  world.changed()
  return fault
}

/** The mishaps still waiting. */
export function waitingFaults(world: World): readonly Fault[] {
  dropServedBans(world)
  return world.store.faults
}

function dropServedBans(world: World): void {
  const now = world.now()
  world.store.faults = world.store.faults.filter(({ untilAt }) => untilAt === undefined || now < untilAt)
}
