import { describe, expect, it, onTestFinished } from 'vitest'
import { World } from '../outbound/fake-host.ts'
import { freshDatabase } from '../setup/database.ts'
import { FAKE, fakeHost } from './fake-host.ts'
import { SECRET, testGateway, type Answer, type AskOptions } from './setup.ts'
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

  it.each([
    ['message.text', { message: { text: 'x'.repeat(101 * 1024) } }],
    ['fields', { fields: Object.fromEntries(Array.from({ length: 90 }, (_, n) => [n, 'ж'.repeat(900)])) }],
    ['body', { message: { text: 'x'.repeat(60_000) }, tags: ['x'.repeat(60_000)] }],
    ['body', { message: { text: 'x'.repeat(1024 ** 2) } }],
  ])('is told at once that a call is too large, with the field: %s', async (path, large) => {
    const { ask } = await testGateway(FAKE, {}, { openHost: fakeHost() })
    expect(await ask('POST', PATH, { token: SECRET, body: { ...body, ...large } })).toMatchObject({
      status: 413,
      json: { code: 'body-too-large', fields: [{ path }] },
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

const DAY_MS = 24 * 3600_000

it.each([
  ['operationId', (id: string): AskOptions => ({ body: { operationId: id } })],
  ['Idempotency-Key', (id: string): AskOptions => ({ body: {}, headers: { 'Idempotency-Key': id } })],
] as const)(
  'a call named by %s has its answer for seven days and longer, whatever became of it and whoever answers (R-ONCE-1)',
  async (_name, named) => {
    const database = await freshDatabase()
    onTestFinished(() => database.drop())
    let days = 0
    const now = () => new Date(Date.now() + days * DAY_MS)
    const world = new World(now)
    for (const n of [1, 2, 3, 4]) world.contact(`c-${n}`, ['whatsapp', `+7912000000${n}`])
    world.open('c-2', 'whatsapp', '+79120000002')
    const started = () =>
      testGateway(
        FAKE,
        { databaseUrl: database.url },
        { now, openHost: () => ({ ok: true, host: world.host() }) },
      )
    const call = (gateway: Awaited<ReturnType<typeof started>>, n: number, more: object = {}) => {
      const { body: name, headers = {} } = named(`run-${n}`)
      const to = { contactId: `c-${n}` }
      const whole = { ...body, onOpenSession: 'refuse', to, ...(name as object), ...more }
      return gateway.ask('POST', PATH, { token: SECRET, body: whole, headers })
    }

    let gateway = await started()
    // Wrong calls leave nothing behind: the ids are free for the right ones.
    for (const n of [1, 2, 3, 4]) expect((await call(gateway, n, { channel: 'fax' })).status).toBe(422)
    const answers: Answer[] = []
    for (const [n, fault] of [
      [1, 'none'],
      [2, 'none'],
      [3, 'refuse-for-good'],
    ] as const) {
      world.faults.send = [fault]
      answers.push(await call(gateway, n))
    }
    expect(answers.map(({ status, json }) => [status, json.exit])).toEqual([
      [200, 'sent'],
      [200, 'refused'],
      [200, 'failed'],
    ])
    expect(answers.map(replayed)).toEqual([null, null, null])

    // What kept them from being sent is gone, and the gateway has been started anew more than once.
    world.sessions = []
    for (days of [6.99, 7.01, 30]) {
      await gateway.stop()
      gateway = await started()
      for (const [index, first] of answers.entries()) {
        const again = await call(gateway, index + 1)
        expect([again.status, again.json, replayed(again)]).toEqual([200, first.json, 'true'])
        expect(await call(gateway, index + 1, { message: { text: 'Another one' } })).toMatchObject({
          status: 409,
          json: { code: 'operation-conflict' },
        })
      }
    }
    expect(world.deliveries).toHaveLength(1)
    // An id that was only ever used wrongly is a new one.
    expect(replayed(await call(gateway, 4))).toBeNull()
    expect(world.deliveries).toHaveLength(2)
  },
)
