import { describe, expect, it } from 'vitest'
import { FAKE, fakeHost } from './fake-host.ts'
import { SECRET, testGateway, type Answer } from './setup.ts'
import { gatewayBefore, world } from './with-sandbox.ts'

const PATH = '/v1/process-actions/initiative-message'
const body = {
  line: 'line-1',
  to: { contactId: 'c-1' },
  channel: 'whatsapp',
  message: { text: 'Your order 15 is ready' },
}
const replayed = ({ headers }: Answer): string | null => headers.get('idempotent-replayed')

describe('an engine that names its calls by a header (R-ONCE-1)', () => {
  it('gets the same answer for the same key, told as such, and one message', async () => {
    const there = await world()
    const gateway = await gatewayBefore(there)
    const ask = (more: object, key?: string) =>
      gateway.ask('POST', PATH, {
        token: SECRET,
        body: { ...body, ...more },
        ...(key === undefined ? {} : { headers: { 'Idempotency-Key': key } }),
      })

    // Nothing is stored of a call that was not as described.
    expect(await ask({ channel: 'fax' }, 'run-1')).toMatchObject({
      status: 422,
      json: { code: 'invalid-body' },
    })
    const first = await ask({}, 'run-1')
    expect(first).toMatchObject({ status: 200, json: { operationId: 'run-1', exit: 'sent' } })
    expect(replayed(first)).toBeNull()

    for (const again of [
      await ask({}, 'run-1'),
      await ask({}, '"run-1"'),
      await ask({ operationId: 'run-1' }, 'run-1'),
      await ask({ operationId: 'run-1' }),
    ]) {
      expect(again.json).toEqual(first.json)
      expect(replayed(again)).toBe('true')
    }
    expect(await ask({ operationId: 'run-2' }, 'run-1')).toMatchObject({
      status: 422,
      json: { fields: [{ path: 'operationId' }] },
    })
    expect(await ask({}, 'k'.repeat(201))).toMatchObject({
      status: 422,
      json: { fields: [{ path: 'Idempotency-Key' }] },
    })
    expect(await ask({ message: { text: 'Another one' } }, 'run-1')).toMatchObject({
      status: 409,
      json: { code: 'operation-conflict' },
    })
    expect(await ask({})).toMatchObject({ status: 422, json: { fields: [{ path: 'operationId' }] } })
    expect(there.arrived(body.message.text)).toHaveLength(1)

    // What went wrong once the call had begun is its answer for ever, also when it would go well by now.
    const refused = await ask({ onOpenSession: 'refuse' }, 'run-3')
    expect(refused).toMatchObject({
      status: 200,
      json: { exit: 'refused', reason: { code: 'open-session' } },
    })
    there.sandbox.engine.reset('demo')
    const later = await ask({ onOpenSession: 'refuse' }, 'run-3')
    expect(later.json).toEqual(refused.json)
    expect(replayed(later)).toBe('true')

    const waiting = { wait: 'answered', message: { text: 'Shall we?' }, onOpenSession: 'write' }
    const begun = await ask(waiting, 'run-4')
    expect([begun.status, replayed(begun)]).toEqual([202, null])
    const repeated = await ask(waiting, 'run-4')
    expect([repeated.status, replayed(repeated)]).toEqual([202, 'true'])
    expect(there.arrived('Shall we?')).toHaveLength(1)
  })

  it('is told at once that a call is too large, with the field', async () => {
    const { ask } = await testGateway(FAKE, {}, { openHost: fakeHost() })
    const large = { ...body, message: { text: 'x'.repeat(101 * 1024) } }
    expect(await ask('POST', PATH, { token: SECRET, body: large })).toMatchObject({
      status: 413,
      json: { code: 'body-too-large', fields: [{ path: 'body' }] },
    })
  })

  it('is asked to come again while nothing is written down yet, and nothing is promised', async () => {
    const lines = { list: () => new Promise<never>(() => undefined) }
    const { ask } = await testGateway(FAKE, { answerWithinMs: 50 }, { openHost: fakeHost({ lines }) })
    const call = { token: SECRET, body, headers: { 'Idempotency-Key': 'run-1' } }
    const answer = await ask('POST', PATH, call)
    expect(answer).toMatchObject({ status: 409, json: { code: 'in-progress' } })
    expect(answer.headers.get('retry-after')).toBe('1')
    expect((await ask('GET', '/v1/operations/run-1', { token: SECRET })).status).toBe(404)
  })
})
