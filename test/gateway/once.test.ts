import { describe, expect, it } from 'vitest'
import { SECRET, type TestGateway } from './setup.ts'
import { eventually, gatewayBefore, giveStep, world } from './with-sandbox.ts'

const STEP = '/v1/process-actions/initiative-message'
const RUN = {
  operationId: 'run-1',
  line: 'line-1',
  to: { contactId: 'c-1' },
  channel: 'whatsapp',
  message: { text: 'Once and no more' },
}
const outcome = (gateway: TestGateway, id = 'run-1') =>
  eventually(
    () => gateway.ask('GET', `/v1/operations/${id}`, { token: SECRET }),
    ({ json }) => json.exit !== null && json.exit !== undefined,
  )

describe('one intention (R-ONCE-1)', () => {
  it('asked for twenty times at once is one message and one answer', async () => {
    const there = await world()
    const gateway = await gatewayBefore(there)
    const answers = await Promise.all(Array.from({ length: 20 }, () => giveStep(gateway, RUN)))
    const { json } = await outcome(gateway)
    expect(json.exit).toBe('sent')
    for (const answer of answers) {
      expect([200, 202]).toContain(answer.status)
      expect(answer.json.operationId).toBe('run-1')
      expect([null, json.messageId]).toContain(answer.json.messageId)
    }
    expect(there.arrived(RUN.message.text)).toHaveLength(1)
  })

  it('asked for at two replicas at once is one message', async () => {
    const there = await world()
    const one = await gatewayBefore(there)
    const two = await gatewayBefore(there, { databaseUrl: one.databaseUrl })
    await Promise.all(
      [one, two, one, two].map((gateway) => gateway.ask('POST', STEP, { token: SECRET, body: RUN })),
    )
    expect((await outcome(two)).json.exit).toBe('sent')
    expect((await outcome(one)).json.exit).toBe('sent')
    expect(there.arrived(RUN.message.text)).toHaveLength(1)
  })

  it('answers 202 while the host is slow to tell, and the work goes on', async () => {
    const there = await world()
    await there.mishap('send-message', 'slow', 1500)
    const gateway = await gatewayBefore(there, { answerWithinMs: 100 })
    const { status, json } = await gateway.ask('POST', STEP, { token: SECRET, body: RUN })
    expect([status, json.exit]).toEqual([202, null])
    expect((await outcome(gateway)).json.exit).toBe('sent')
  })

  it.each(['hang-after', 'lost-after'])(
    'survives a stop of the gateway in the middle of a send (%s)',
    async (kind) => {
      const there = await world()
      await there.mishap('send-message', kind)
      const first = await gatewayBefore(there, { answerWithinMs: 50 })
      const asked = await first.ask('POST', STEP, { token: SECRET, body: RUN })
      expect(asked.json.operationId).toBe('run-1')
      await first.stop()

      const second = await gatewayBefore(there, { databaseUrl: first.databaseUrl })
      const { json } = await outcome(second)
      expect(json.exit).toBe('sent')
      const again = await second.ask('POST', STEP, { token: SECRET, body: RUN })
      expect(again.json).toMatchObject({ exit: 'sent', messageId: json.messageId })
      expect(there.arrived(RUN.message.text)).toHaveLength(1)
    },
  )
})

describe('two hundred sends at once', () => {
  it('are two hundred operations, each carried out once', async () => {
    const there = await world()
    // Engines are answered 202 while the rest is on its way, as they are by a gateway with the usual settings.
    const gateway = await gatewayBefore(there, { answerWithinMs: 2500 })
    const texts = Array.from({ length: 200 }, (_, n) => `Note ${n}`)
    // As an engine does: what is not written down within three seconds is promised nothing, and asked for again.
    const refusals: unknown[] = []
    const asked = async (text: string, n: number): Promise<void> => {
      const body = { ...RUN, operationId: `run-${n}`, message: { text } }
      const ask = async (): Promise<number> => {
        const { status, json } = await gateway.ask('POST', STEP, { token: SECRET, body })
        if (status >= 300) refusals.push(json.code)
        return status
      }
      await expect.poll(ask, { timeout: 120_000, interval: 1000 }).toBeLessThan(300)
    }
    await Promise.all(texts.map(asked))
    expect(refusals.filter((code) => code !== 'in-progress' && code !== 'journal-unavailable')).toEqual([])
    await eventually(
      () => there.arrived().filter(({ text }) => text.startsWith('Note ')).length,
      (count) => count >= 200,
      120_000,
    )
    const arrived = there
      .arrived()
      .map(({ text }) => text)
      .filter((text) => text.startsWith('Note '))
    expect(arrived.toSorted()).toEqual(texts.toSorted())
  }, 250_000)
})
