import { afterEach, beforeEach, expect } from 'vitest'
import { createEngine, type Engine } from '../../src/sandbox/engine/index.ts'
import { ProcessRunner } from '../../src/sandbox/process/runner.ts'
import { listRuns, type ProcessRun } from '../../src/sandbox/process/runs.ts'
import { fakeGateway, type FakeGateway } from './fake-gateway.ts'
import { eventually } from '../setup/eventually.ts'

export const PAVEL = { channel: 'whatsapp', address: '+79123456789' } as const

/** A runner of processes over an engine, bound to a fake gateway; new for each test. */
export interface ProcessStage {
  readonly gateway: FakeGateway
  readonly engine: Engine
  readonly runner: ProcessRunner
  /** Starts the process for an order of this contact, as op-1. */
  start(contactId?: string): Promise<string>
  run(id: string): ProcessRun
  until(id: string, holds: (run: ProcessRun) => boolean): Promise<ProcessRun>
  /** Another runner over another engine: what a restart of the sandbox makes. */
  replace(dataDir: string): Promise<void>
}

export function processStage(): ProcessStage {
  let gateway: FakeGateway
  let engine: Engine
  let runner: ProcessRunner
  const begin = async (dataDir: string | null): Promise<void> => {
    engine = await createEngine({ seed: 'demo', dataDir })
    runner = new ProcessRunner(
      { engine, gateway: () => ({ url: gateway.url, secret: 'the-secret' }) },
      { pace: { firstMs: 10, longestMs: 20 } },
    )
  }
  const run = (id: string): ProcessRun => listRuns(engine).find((one) => one.id === id)!
  beforeEach(async () => {
    gateway = await fakeGateway()
    await begin(null)
  })
  afterEach(async () => {
    await runner.stop()
    await gateway.stop()
  })
  return {
    get gateway() {
      return gateway
    },
    get engine() {
      return engine
    },
    get runner() {
      return runner
    },
    start(contactId = 'c-1') {
      const order = engine.store.orders.find((one) => one.contactId === contactId)!
      return runner.start(order.id, 'op-1', 'en')
    },
    run,
    until: (id, holds) =>
      eventually(() => {
        expect(holds(run(id))).toBe(true)
        return run(id)
      }),
    async replace(dataDir) {
      await runner.stop()
      await engine.flush()
      await begin(dataDir)
    },
  }
}
