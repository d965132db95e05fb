import { byId } from './look-up.ts'
import type { Deal, Fault, HostRequest, Order, Run, Store } from './types.ts'
import { newId, type World } from './world.ts'

const REQUESTS_KEPT = 20_000

/** A process has been started; `finishRun` ends it. */
export function startRun(world: World, run: Pick<Run, 'namespace' | 'code' | 'context'>): Run {
  const { namespace, code, context } = run
  const started: Run = {
    id: newId('run'),
    namespace,
    code,
    context,
    state: 'running',
    error: null,
    startedAt: world.now(),
    finishedAt: null,
  }
  world.store.runs.push(started)
  world.changed()
  return started
}

/** Keeps how far a run has come, in place of what it was started with. */
export function noteRun(world: World, id: string, context: Run['context']): void {
  byId(world.store.runs, id, 'run').context = context
  world.changed()
}

/** @param error why it failed; `null`: it is done. */
export function finishRun(world: World, id: string, error: string | null): void {
  const run = byId(world.store.runs, id, 'run')
  run.state = error === null ? 'done' : 'failed'
  run.error = error
  run.finishedAt = world.now()
  world.changed()
}

/** Notes what the host was asked. The entry's `status` is 0 until it is filled in. */
export function noteRequest(world: World, method: string, path: string): HostRequest {
  const { requests } = world.store
  const request: HostRequest = { method, path, at: world.now(), status: 0 }
  requests.push(request)
  if (requests.length > REQUESTS_KEPT) requests.splice(0, requests.length - REQUESTS_KEPT)
  world.changed()
  return request
}

/** A deal moves on. */
export function setDealStage(world: World, id: string, stage: Deal['stage']): void {
  byId(world.store.deals, id, 'deal').stage = stage
  world.changed()
}

/** An order moves on. */
export function setOrderState(world: World, id: string, state: Order['state']): void {
  byId(world.store.orders, id, 'order').state = state
  world.changed()
}

/** Writes into the host's key-value store; `undefined` deletes. */
export function putStorage(world: World, key: string, value: Store['storage'][string] | undefined): void {
  if (value === undefined) delete world.store.storage[key]
  else world.store.storage[key] = value
  world.changed()
}

/** A mishap for the next requests it fits. */
export function addFault(world: World, fault: Fault): void {
  world.store.faults.push({ ...fault })
  world.changed()
}

export function clearFaults(world: World): void {
  world.store.faults = []
  world.changed()
}
