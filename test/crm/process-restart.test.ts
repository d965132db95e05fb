import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { stepAnswer } from './fake-gateway.ts'
import { PAVEL, processStage } from './process-stage.ts'

const stage = processStage()
let dataDir: string
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'crm-'))
  await stage.replace(dataDir)
})
afterEach(async () => {
  await stage.runner.stop()
  await stage.engine.flush()
  await rm(dataDir, { recursive: true, maxRetries: 20, retryDelay: 100 })
})

async function restart(): Promise<void> {
  await stage.replace(dataDir)
  await stage.runner.resume()
}

describe('after a restart of the sandbox', () => {
  it('a waiting run goes on and hears the answer', async () => {
    stage.gateway.reply(() => stepAnswer('sent'))
    const id = await stage.start()
    const before = await stage.until(id, ({ at }) => at === 'wait')
    await restart()
    expect(stage.run(id)).toMatchObject({ at: 'wait', state: 'running', waitsUntilAt: before.waitsUntilAt })
    stage.engine.customer({ ...PAVEL, action: 'write', text: 'Yes' })
    expect((await stage.until(id, ({ state }) => state === 'done')).at).toBe('answered')
    expect(stage.gateway.calls.length).toBe(1)
  })

  it('a run whose step was not answered asks again with the same operation id', async () => {
    stage.gateway.reply(() => 'cut')
    const id = await stage.start()
    await stage.until(id, ({ trouble }) => trouble !== null)
    stage.gateway.reply(() => stepAnswer('sent'))
    await restart()
    await stage.until(id, ({ at }) => at === 'wait')
    expect(stage.gateway.calls.at(-1)?.body['operationId']).toBe(`${id}:notify`)
  })
})
