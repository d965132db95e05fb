import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createEngine, type Engine } from '../../src/sandbox/engine/index.ts'
import { ProcessRunner } from '../../src/sandbox/process/runner.ts'
import { listRuns, type ProcessRun } from '../../src/sandbox/process/runs.ts'
import { fakeGateway, stepAnswer, type FakeGateway } from './fake-gateway.ts'

const PACE = { firstMs: 10, longestMs: 20 }
const PAVEL = { channel: 'whatsapp', address: '+79123456789' } as const

let gateway: FakeGateway
let engine: Engine
let runner: ProcessRunner

function access() {
  return { url: gateway.url, secret: 'the-secret' }
}
function run(id: string): ProcessRun {
  return listRuns(engine).find((one) => one.id === id)!
}
async function until(id: string, holds: (run: ProcessRun) => boolean): Promise<ProcessRun> {
  return vi.waitFor(() => {
    expect(holds(run(id))).toBe(true)
    return run(id)
  }, 5000)
}
function orderOf(contactId: string): string {
  return engine.store.orders.find((order) => order.contactId === contactId)!.id
}

beforeEach(async () => {
  gateway = await fakeGateway()
  engine = await createEngine({ seed: 'demo', dataDir: null })
  runner = new ProcessRunner({ engine, gateway: access }, { pace: PACE })
})
afterEach(async () => {
  await runner.stop()
  await gateway.stop()
})

describe('the process "Order is ready"', () => {
  it('calls the step with the secret, the inputs of the diagram and an operation id made of run and element', async () => {
    gateway.reply(() => stepAnswer('sent'))
    const id = await runner.start(orderOf('c-1'), 'op-1', 'en')
    await until(id, ({ at }) => at === 'wait')
    const { number } = run(id).order
    expect(gateway.calls).toEqual([
      {
        path: '/v1/process-actions/initiative-message',
        authorization: 'Bearer the-secret',
        body: {
          operationId: `${id}:notify`,
          line: 'line-1',
          to: { contactId: 'c-1' },
          channel: 'whatsapp',
          message: { text: `Good day! Your order ${number} is ready. When may we bring it?` },
          author: 'system',
          onOpenSession: 'write',
          wait: 'accepted',
        },
      },
    ])
  })

  it('ends at "answered" when the customer writes', async () => {
    gateway.reply(() => stepAnswer('sent'))
    const id = await runner.start(orderOf('c-1'), 'op-1', 'en')
    await until(id, ({ at }) => at === 'wait')
    engine.customer({ ...PAVEL, action: 'write', text: 'After five, please' })
    const ended = await until(id, ({ state }) => state === 'done')
    expect(ended.at).toBe('answered')
  })

  it('ends at "answered" when the customer was faster than the gateway', async () => {
    gateway.reply(() => {
      engine.customer({ ...PAVEL, action: 'write', text: 'Now' })
      return stepAnswer('sent')
    })
    const id = await runner.start(orderOf('c-1'), 'op-1', 'en')
    expect((await until(id, ({ state }) => state === 'done')).at).toBe('answered')
  })

  it('does not take another customer for an answer', async () => {
    gateway.reply(() => stepAnswer('sent'))
    const id = await runner.start(orderOf('c-1'), 'op-1', 'en')
    await until(id, ({ at }) => at === 'wait')
    engine.customer({ channel: 'whatsapp', address: '+79990001122', action: 'write', text: 'Hello' })
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(run(id)).toMatchObject({ at: 'wait', state: 'running' })
  })

  it('ends at "silence" when a day passes on the clock of the sandbox', async () => {
    gateway.reply(() => stepAnswer('sent'))
    const id = await runner.start(orderOf('c-1'), 'op-1', 'en')
    await until(id, ({ waitsUntilAt, at }) => waitsUntilAt !== null && at === 'wait')
    engine.advanceClock(23 * 3_600_000)
    await new Promise((resolve) => setTimeout(resolve, 30))
    expect(run(id).state).toBe('running')
    engine.advanceClock(3_600_000)
    expect((await until(id, ({ state }) => state === 'done')).at).toBe('silence')
  })

  it.each([
    ['refused', 'not-sent'],
    ['skipped', 'not-sent'],
    ['failed', 'not-sent'],
    ['unknown', 'look'],
  ])('takes the exit "%s" to the end "%s" with its reason', async (exit, end) => {
    const reason = { code: 'open-session', text: 'A session is open with Irina since 10:02.' }
    gateway.reply(() => stepAnswer(exit, { reason }))
    const id = await runner.start(orderOf('c-1'), 'op-1', 'en')
    const ended = await until(id, ({ state }) => state === 'done')
    expect(ended.at).toBe(end)
    expect(ended.answer).toMatchObject({ exit, reason })
  })

  it('takes a body the gateway refuses for a failure and shows its sentence', async () => {
    gateway.reply(() => ({
      status: 422,
      json: { code: 'bad-request', detail: 'line: there is no such line.' },
    }))
    const id = await runner.start(orderOf('c-1'), 'op-1', 'en')
    const ended = await until(id, ({ state }) => state === 'done')
    expect(ended).toMatchObject({
      at: 'not-sent',
      answer: { exit: 'failed', reason: { code: 'bad-request', text: 'line: there is no such line.' } },
    })
  })

  it('asks a gateway that is down again with the same operation id, and says so meanwhile', async () => {
    let up = false
    gateway.reply((_, count) => {
      if (!up) return count % 2 ? 'cut' : { status: 503, json: {} }
      return stepAnswer('sent')
    })
    const id = await runner.start(orderOf('c-1'), 'op-1', 'en')
    const stuck = await until(id, ({ trouble }) => (trouble?.tries ?? 0) >= 2)
    expect(stuck).toMatchObject({ at: 'notify', state: 'running' })
    up = true
    await until(id, ({ at, trouble }) => at === 'wait' && trouble === null)
    expect(new Set(gateway.calls.map(({ body }) => body['operationId']))).toEqual(new Set([`${id}:notify`]))
    expect(new Set(gateway.calls.map(({ body }) => JSON.stringify(body))).size).toBe(1)
  })

  it('waits for a step that is still at work without calling it trouble', async () => {
    gateway.reply((_, count) =>
      count < 3 ? { status: 202, json: { exit: null, at: new Date().toISOString() } } : stepAnswer('refused'),
    )
    const id = await runner.start(orderOf('c-1'), 'op-1', 'en')
    await until(id, ({ state }) => state === 'done')
    expect(gateway.calls.length).toBe(3)
  })

  it('forgets its runs when the sandbox is reset', async () => {
    gateway.reply(() => stepAnswer('sent'))
    const id = await runner.start(orderOf('c-1'), 'op-1', 'en')
    await until(id, ({ at }) => at === 'wait')
    engine.reset('demo')
    engine.customer({ ...PAVEL, action: 'write', text: 'Hello' })
    await new Promise((resolve) => setTimeout(resolve, 30))
    expect(listRuns(engine)).toEqual([])
  })
})

describe('after a restart of the sandbox', () => {
  let dataDir: string
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'crm-'))
    engine = await createEngine({ seed: 'demo', dataDir })
    await runner.stop()
    runner = new ProcessRunner({ engine, gateway: access }, { pace: PACE })
  })
  afterEach(() => rm(dataDir, { recursive: true, force: true }))

  async function restart(): Promise<void> {
    await runner.stop()
    await engine.flush()
    engine = await createEngine({ seed: 'demo', dataDir })
    runner = new ProcessRunner({ engine, gateway: access }, { pace: PACE })
    await runner.resume()
  }

  it('a waiting run goes on and hears the answer', async () => {
    gateway.reply(() => stepAnswer('sent'))
    const id = await runner.start(orderOf('c-1'), 'op-1', 'en')
    const before = await until(id, ({ at }) => at === 'wait')
    await restart()
    expect(run(id)).toMatchObject({ at: 'wait', state: 'running', waitsUntilAt: before.waitsUntilAt })
    engine.customer({ ...PAVEL, action: 'write', text: 'Yes' })
    expect((await until(id, ({ state }) => state === 'done')).at).toBe('answered')
    expect(gateway.calls.length).toBe(1)
  })

  it('a run whose step was not answered asks again with the same operation id', async () => {
    gateway.reply(() => 'cut')
    const id = await runner.start(orderOf('c-1'), 'op-1', 'en')
    await until(id, ({ trouble }) => trouble !== null)
    gateway.reply(() => stepAnswer('sent'))
    await restart()
    await until(id, ({ at }) => at === 'wait')
    expect(gateway.calls.at(-1)?.body['operationId']).toBe(`${id}:notify`)
  })
})
