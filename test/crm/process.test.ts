import { describe, expect, it } from 'vitest'
import { listRuns } from '../../src/sandbox/process/runs.ts'
import { stepAnswer } from './fake-gateway.ts'
import { PAVEL, processStage } from './process-stage.ts'

const stage = processStage()

describe('the process "Order is ready"', () => {
  it('calls the step with the secret, the inputs of the diagram and an operation id made of run and element', async () => {
    stage.gateway.reply(() => stepAnswer('sent'))
    const id = await stage.start()
    await stage.until(id, ({ at }) => at === 'wait')
    const { number } = stage.run(id).order
    expect(stage.gateway.calls).toEqual([
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

  it('writes to a customer in the language of their name', async () => {
    stage.gateway.reply(() => stepAnswer('sent'))
    const id = await stage.start('c-2')
    await stage.until(id, ({ at }) => at === 'wait')
    expect(stage.gateway.calls[0]?.body['message']).toEqual({
      text: `Здравствуйте! Ваш заказ ${stage.run(id).order.number} готов. Когда вам удобно его получить?`,
    })
  })

  it('ends at "answered" when the customer writes', async () => {
    stage.gateway.reply(() => stepAnswer('sent'))
    const id = await stage.start()
    await stage.until(id, ({ at }) => at === 'wait')
    stage.engine.customer({ ...PAVEL, action: 'write', text: 'After five, please' })
    const ended = await stage.until(id, ({ state }) => state === 'done')
    expect(ended.at).toBe('answered')
  })

  it('ends at "answered" when the customer was faster than the gateway', async () => {
    stage.gateway.reply(() => {
      stage.engine.customer({ ...PAVEL, action: 'write', text: 'Now' })
      return stepAnswer('sent')
    })
    const id = await stage.start()
    expect((await stage.until(id, ({ state }) => state === 'done')).at).toBe('answered')
  })

  it('does not take another customer for an answer', async () => {
    stage.gateway.reply(() => stepAnswer('sent'))
    const id = await stage.start()
    await stage.until(id, ({ at }) => at === 'wait')
    stage.engine.customer({ channel: 'whatsapp', address: '+79990001122', action: 'write', text: 'Hello' })
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(stage.run(id)).toMatchObject({ at: 'wait', state: 'running' })
  })

  it('ends at "silence" when a day passes on the clock of the sandbox', async () => {
    stage.gateway.reply(() => stepAnswer('sent'))
    const id = await stage.start()
    await stage.until(id, ({ waitsUntilAt, at }) => waitsUntilAt !== null && at === 'wait')
    stage.engine.advanceClock(23 * 3_600_000)
    await new Promise((resolve) => setTimeout(resolve, 30))
    expect(stage.run(id).state).toBe('running')
    stage.engine.advanceClock(3_600_000)
    expect((await stage.until(id, ({ state }) => state === 'done')).at).toBe('silence')
  })

  it.each([
    ['refused', 'not-sent'],
    ['skipped', 'not-sent'],
    ['failed', 'not-sent'],
    ['unknown', 'look'],
  ])('takes the exit "%s" to the end "%s" with its reason', async (exit, end) => {
    const reason = { code: 'open-session', text: 'A session is open with Irina since 10:02.' }
    stage.gateway.reply(() => stepAnswer(exit, { reason }))
    const id = await stage.start()
    const ended = await stage.until(id, ({ state }) => state === 'done')
    expect(ended.at).toBe(end)
    expect(ended.answer).toMatchObject({ exit, reason })
  })

  it('takes a body the gateway refuses for a failure and shows its sentence', async () => {
    stage.gateway.reply(() => ({
      status: 422,
      json: { code: 'bad-request', detail: 'line: there is no such line.' },
    }))
    const id = await stage.start()
    const ended = await stage.until(id, ({ state }) => state === 'done')
    expect(ended).toMatchObject({
      at: 'not-sent',
      answer: { exit: 'failed', reason: { code: 'bad-request', text: 'line: there is no such line.' } },
    })
  })

  it('asks a gateway that is down again with the same operation id, and says so meanwhile', async () => {
    let up = false
    stage.gateway.reply((_, count) => {
      if (!up) return count % 2 ? 'cut' : { status: 503, json: {} }
      return stepAnswer('sent')
    })
    const id = await stage.start()
    const stuck = await stage.until(id, ({ trouble }) => (trouble?.tries ?? 0) >= 2)
    expect(stuck).toMatchObject({ at: 'notify', state: 'running' })
    up = true
    await stage.until(id, ({ at, trouble }) => at === 'wait' && trouble === null)
    expect(new Set(stage.gateway.calls.map(({ body }) => body['operationId']))).toEqual(
      new Set([`${id}:notify`]),
    )
    expect(new Set(stage.gateway.calls.map(({ body }) => JSON.stringify(body))).size).toBe(1)
  })

  it('waits for a step that is still at work without calling it trouble', async () => {
    stage.gateway.reply((_, count) =>
      count < 3 ? { status: 202, json: { exit: null, at: new Date().toISOString() } } : stepAnswer('refused'),
    )
    const id = await stage.start()
    await stage.until(id, ({ state }) => state === 'done')
    expect(stage.gateway.calls.length).toBe(3)
  })

  it('forgets its runs when the sandbox is reset', async () => {
    stage.gateway.reply(() => stepAnswer('sent'))
    const id = await stage.start()
    await stage.until(id, ({ at }) => at === 'wait')
    stage.engine.reset('demo')
    stage.engine.customer({ ...PAVEL, action: 'write', text: 'Hello' })
    await new Promise((resolve) => setTimeout(resolve, 30))
    expect(listRuns(stage.engine)).toEqual([])
  })
})
