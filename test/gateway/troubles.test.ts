import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { openJournal } from '../../src/journal/postgres.ts'
import { World } from '../outbound/fake-host.ts'
import { silent } from '../outbound/replicas.ts'
import { FAKE } from './fake-host.ts'
import { ORIGIN, SECRET, testGateway, type TestGateway } from './setup.ts'
import { eventually } from './with-sandbox.ts'

const STEP = {
  line: 'line-1',
  to: { contactId: 'c-1' },
  channel: 'whatsapp',
  message: { text: 'Your order is ready' },
}

const WORKSPACE = { id: 'sandbox', secret: SECRET, origins: [ORIGIN], country: 'RU', host: FAKE }
const OF_OPERATIONS = ['troubles', 'unknowns', 'failures', 'waiting', 'batches', 'callbacks', 'deeds'].map(
  (name) => `/v1/${name}`,
)
const OF_OTHERS = ['/v1/card', '/v1/stream', '/v1/probe', '/v1/consents?channel=email&address=a%40b.cc']

let world: World
let gateway: TestGateway
let administrator: string
const ask = (method: string, path: string, body?: unknown, token = administrator) =>
  gateway.ask(method, path, { token, ...(body === undefined ? {} : { body }) })
const run = async (operationId: string, more: object = {}) => {
  const body = { operationId, ...STEP, ...more }
  const { json } = await ask('POST', '/v1/process-actions/initiative-message', body, SECRET)
  return json.exit
}
/** The way to a test's scene; it is no test by itself. */
const scene = (outcome: unknown, wanted: string) => {
  if (outcome !== wanted) throw new Error(`Not ${wanted}: ${String(outcome)}`)
}

beforeEach(async () => {
  world = new World(() => new Date())
  world.contact('c-1', ['whatsapp', '+79120000001'])
  gateway = await testGateway(
    FAKE,
    {
      recoverMs: 100,
      workspaces: [{ ...WORKSPACE, recordPages: { contact: 'https://crm.example/c/{id}?x' } }],
    },
    { openHost: () => ({ ok: true, host: world.host() }) },
  )
  const right = { operator: 'op-2', right: 'operations' }
  administrator = (await ask('POST', '/v1/contexts', right, SECRET)).json.context
})

describe('the right to look after operations', () => {
  it('is given by the host’s server, and a card’s context is none, nor the reverse', async () => {
    const card = await gateway.context('op-2')
    for (const path of OF_OPERATIONS) {
      const refused = await ask('GET', path, undefined, card)
      const answers = [await ask('GET', path), await ask('GET', path, undefined, SECRET), refused]
      expect([path, ...answers.map(({ status }) => status)]).toEqual([path, 200, 200, 401])
      expect(refused.json.code).toBe('context-invalid')
    }
    const others = await Promise.all(OF_OTHERS.map(async (path) => (await ask('GET', path)).status))
    expect(others).toEqual(OF_OTHERS.map(() => 401))
    const send = await ask('POST', '/v1/process-actions/initiative-message', {
      operationId: 'run-1',
      ...STEP,
    })
    expect(send.status).toBe(401)
    const foreign = await gateway.ask('GET', '/v1/troubles', {
      token: administrator,
      headers: { origin: 'https://elsewhere.example' },
    })
    expect([foreign.status, foreign.json.code]).toEqual([403, 'origin-refused'])
  })

  it('is for no record', async () => {
    const body = { operator: 'op-2', right: 'operations', record: { type: 'contact', id: 'c-1' } }
    const { status, json } = await ask('POST', '/v1/contexts', body, SECRET)
    expect([status, json.fields[0].path]).toEqual([422, 'record'])
  })
})

describe('an unknown outcome (R-ONCE-2)', () => {
  beforeEach(async () => {
    world.certainty = 'blind'
    world.faults.send = ['timeout-before']
    scene(await run('run-1'), 'unknown')
  })

  it('is shown with what is known, and an administrator of no line decides; who did is written down', async () => {
    const { json } = await ask('GET', '/v1/unknowns')
    expect(json.items).toEqual([
      expect.objectContaining({
        operationId: 'run-1',
        lineName: 'Support',
        address: '+79120000001',
        contactName: 'Name of c-1',
        text: 'Your order is ready',
        automatic: true,
        lastFinding: 'unknowable',
      }),
    ])
    world.lines = world.lines.map((line) => ({ ...line, operators: [], supervisors: [] }))
    const said = await ask('POST', '/v1/operations/run-1/verdict', { verdict: 'arrived' })
    expect(said.json).toMatchObject({ exit: 'sent', judged: { by: 'Irina', operatorId: 'op-2' } })
    expect((await ask('GET', '/v1/unknowns')).json.items).toEqual([])
    expect((await ask('GET', '/v1/deeds')).json.items).toEqual([
      {
        n: expect.any(String),
        at: expect.any(String),
        operatorId: 'op-2',
        operatorName: 'Irina',
        deed: 'arrived',
        subject: 'run-1',
        outcome: 'done',
      },
    ])
    expect(world.deliveries).toHaveLength(0)
  })
})

it('is shown as being looked for while the host is asked about it, and for a decision once that cannot tell (R-ONCE-2)', async () => {
  world.faults.send = ['timeout-before']
  const answered = run('run-1')
  const shown = (lookedFor: boolean) =>
    eventually(
      async () => (await ask('GET', '/v1/unknowns')).json.items,
      ([only]) => only?.lookedFor === lookedFor,
    )
  expect(await shown(true)).toEqual([expect.objectContaining({ operationId: 'run-1', lastFinding: null })])
  expect((await ask('GET', '/v1/troubles')).json).toMatchObject({ unknown: 0, lookedFor: 1 })
  const early = await ask('POST', '/v1/operations/run-1/verdict', { verdict: 'send-again' })
  expect([early.status, early.json.code]).toEqual([409, 'nothing-to-judge'])
  world.certainty = 'blind'
  expect(await shown(false)).toHaveLength(1)
  expect((await ask('GET', '/v1/troubles')).json).toMatchObject({ unknown: 1, lookedFor: 0 })
  await answered
})

describe('a class of failures', () => {
  beforeEach(async () => {
    world.faults.send = ['refuse-for-good', 'refuse-for-good', 'refuse-for-good']
    scene(await run('run-1'), 'failed')
    scene(await run('run-2', { to: { address: '+79120000002' } }), 'failed')
    const reply = {
      operationId: 'by-hand',
      lineId: 'line-1',
      channel: 'whatsapp',
      contactId: 'c-1',
      address: '+79120000001',
      text: 'By hand',
      subject: null,
    }
    const { json } = await ask('POST', '/v1/sessions', reply, await gateway.context('op-1'))
    scene(json.state, 'failed')
  })

  it('is counted with its sentence and its newest messages', async () => {
    const { json } = await ask('GET', '/v1/failures')
    expect(json.items).toEqual([
      expect.objectContaining({ state: 'failed', code: 'not-allowed', count: 3, retryable: 2, batches: [] }),
    ])
    expect(json.items[0].examples.map((one: { operationId: string }) => one.operationId)).toEqual([
      'by-hand',
      'run-2',
      'run-1',
    ])
    expect((await ask('GET', '/v1/troubles')).json).toMatchObject({ failed: 3, unknown: 0 })
  })

  it('is tried again once for each message of a process, however often and by how many it is asked for (R-ONCE-1)', async () => {
    const body = { state: 'failed', code: 'not-allowed' }
    const tries = await Promise.all([1, 2, 3].map(() => ask('POST', '/v1/failures/retry', body)))
    expect(tries.reduce((sum, { json }) => sum + json.retried, 0)).toBe(2)
    const { json } = await eventually(
      () => ask('GET', '/v1/operations/run-1!2'),
      ({ json: report }) => report?.exit !== null,
    )
    expect(json).toMatchObject({ exit: 'sent', repeats: 'run-1' })
    await expect.poll(() => world.deliveries.length).toBe(2)
    expect((await ask('GET', '/v1/operations/run-1')).json).toMatchObject({
      exit: 'failed',
      judged: { verdict: 'send-again', by: 'Irina', operatorId: 'op-2', next: 'run-1!2' },
    })
    // What an operator wrote is left to them.
    const left = (await ask('GET', '/v1/failures')).json.items
    expect(left).toEqual([expect.objectContaining({ count: 1, retryable: 0 })])
    expect((await ask('POST', '/v1/failures/retry', body)).json.retried).toBe(0)
  })
})

it('counts people of a batch with their batch alone, and tries each again once (R-ONCE-1)', async () => {
  world.faults.send = ['refuse-for-good', 'refuse-for-good']
  const step = { line: 'line-1', channel: 'whatsapp', message: { text: 'News' } }
  const recipients = [{ contactId: 'c-1' }, { address: '+79120000002' }]
  const { batchId } = (await ask('POST', '/v1/batches', { step, recipients }, SECRET)).json
  const done = () => ask('GET', `/v1/batches/${batchId}`)
  expect((await eventually(done, ({ json }) => json.state === 'done')).json.failed).toBe(2)
  expect((await ask('GET', '/v1/failures')).json.items).toEqual([
    expect.objectContaining({
      code: 'not-allowed',
      count: 0,
      batches: [{ batchId, name: null, count: 2 }],
      examples: [],
    }),
  ])
  expect((await ask('GET', '/v1/troubles')).json).toMatchObject({ failed: 2 })
  const body = { state: 'failed', code: 'not-allowed' }
  expect((await ask('POST', '/v1/failures/retry', body)).json.retried).toBe(2)
  expect((await eventually(done, ({ json }) => json.state === 'done')).json.sent).toBe(2)
  expect((await ask('GET', '/v1/troubles')).json).toMatchObject({ failed: 0 })
  expect(world.deliveries).toHaveLength(2)
  expect((await ask('GET', '/v1/failures')).json.items).toEqual([])
})

it('a message that the host reports as not delivered after it was sent is a class of its own, and goes again as a new one (R-ERR-2, R-ONCE-1)', async () => {
  const into = { onOpenSession: 'write' }
  scene(await run('run-1', into), 'sent')
  scene(await run('run-2', { ...into, to: { address: '+79120000002' } }), 'sent')
  const step = { ...into, line: 'line-1', channel: 'whatsapp', message: { text: 'News' } }
  const recipients = [{ address: '+79120000003' }]
  const { batchId } = (await ask('POST', '/v1/batches', { step, recipients }, SECRET)).json
  await eventually(
    () => ask('GET', `/v1/batches/${batchId}`),
    ({ json }) => json.sent === 1,
  )
  expect((await ask('GET', '/v1/failures')).json.items).toEqual([])
  const store = await openJournal({ url: gateway.databaseUrl, log: silent })
  onTestFinished(() => store.close())
  const { seen } = store.of('sandbox')
  const failed = { status: 'failed', failure: { code: 'blocked', text: 'user-blocked' } } as const
  // By the conversation, and by a push with our mark; what the customer has got did not fail.
  const { sessionId, messageId } = (await ask('GET', '/v1/operations/run-1')).json
  const message = world.messages.find(({ id }) => id === messageId)!
  await seen.noteMessages('c-1', [{ ...message, sessionId, ...failed }], new Date(), new Date())
  await seen.noteTold(`${batchId}:1`, failed, new Date())
  await seen.noteTold('run-2', { status: 'delivered' }, new Date())
  await seen.noteTold('run-2', failed, new Date())
  const [only, ...others] = (await ask('GET', '/v1/failures')).json.items
  expect([only, others]).toMatchObject([
    { state: 'undelivered', code: 'blocked', count: 2, retryable: 2, batches: [] },
    [],
  ])
  expect(only.examples[0]).toMatchObject({
    operationId: `${batchId}:1`,
    batchId,
    reason: { code: 'blocked' },
  })
  expect((await ask('GET', '/v1/troubles')).json).toMatchObject({ failed: 2 })
  const page = await ask('GET', '/v1/failures/messages?state=undelivered&code=blocked')
  expect(page.json.items).toHaveLength(2)
  // The exit of its row stands; how far it came since is told beside it.
  const { json: people } = await ask('GET', `/v1/batches/${batchId}/people`)
  expect(people.items[0]).toMatchObject({ exit: 'sent', reason: { code: 'blocked' } })
  const csv = await fetch(`${gateway.url}/v1/batches/${batchId}/results.csv`, {
    headers: { authorization: `Bearer ${SECRET}` },
  })
  expect(await csv.text()).toMatch(/,sent,failed,blocked,/)
  const body = { state: 'undelivered', code: 'blocked' }
  const tries = await Promise.all([1, 2, 3].map(() => ask('POST', '/v1/failures/retry', body)))
  expect(tries.reduce((sum, { json }) => sum + json.retried, 0)).toBe(2)
  await expect.poll(() => world.deliveries.length).toBe(5)
  expect((await ask('GET', '/v1/operations/run-1!2')).json).toMatchObject({ repeats: 'run-1' })
  expect((await ask('GET', '/v1/failures')).json.items).toEqual([])
})

it('says of a class nothing that is particular to one message', async () => {
  await run('run-1', { to: { address: 'nonsense' } })
  const [only] = (await ask('GET', '/v1/failures')).json.items
  expect(only).toMatchObject({ state: 'refused', code: 'address-malformed' })
  expect(only.text).not.toMatch(/undefined|nonsense/)
})

it('leaves alone what may have left: an unknown outcome is in no class', async () => {
  world.certainty = 'blind'
  world.faults.send = ['timeout-after']
  expect(await run('run-1')).toBe('unknown')
  expect((await ask('GET', '/v1/failures')).json.items).toEqual([])
  const body = { state: 'failed', code: 'outcome-unknown' }
  expect((await ask('POST', '/v1/failures/retry', body)).json.retried).toBe(0)
  const unknown = await ask('POST', '/v1/failures/retry', { ...body, state: 'unknown' })
  expect([unknown.status, unknown.json.fields[0].path]).toEqual([422, 'state'])
})

it('shows what waits, why and until when, and calls it off', async () => {
  world.open('c-1', 'whatsapp', '+79120000001')
  expect(await run('run-1', { onOpenSession: 'after-close', timeLimit: 'PT2H' })).toBeNull()
  const [waiting] = await eventually(
    async () => (await ask('GET', '/v1/waiting')).json.items,
    (items) => items[0]?.waitsFor === 'open-session',
  )
  expect(waiting).toMatchObject({
    operationId: 'run-1',
    lineName: 'Support',
    contactId: 'c-1',
    contactName: 'Name of c-1',
    openRecord: 'https://crm.example/c/c-1?x',
    state: 'waiting',
    sent: 0,
    hops: 1,
  })
  expect(Date.parse(waiting.deadlineAt) - Date.parse(waiting.at)).toBe(2 * 3600_000)
  expect((await ask('POST', '/v1/operations/run-1/cancel')).json).toMatchObject({ exit: 'skipped' })
  expect((await ask('GET', '/v1/waiting')).json.items).toEqual([])
  expect((await ask('GET', '/v1/deeds')).json.items[0]).toMatchObject({ deed: 'cancel', operatorId: 'op-2' })
})

it('goes through pages by their cursor, and says when a cursor is none', async () => {
  world.faults.send = Array.from({ length: 22 }, () => 'refuse-for-good' as const)
  for (let n = 0; n < 22; n++) await run(`run-${n}`)
  const path = '/v1/failures/messages?state=failed&code=not-allowed'
  const first = (await ask('GET', path)).json
  const second = (await ask('GET', `${path}&cursor=${encodeURIComponent(first.next)}`)).json
  expect([first.items.length, second.items.length, second.next]).toEqual([20, 2, null])
  const ids = [...first.items, ...second.items].map(({ operationId }: { operationId: string }) => operationId)
  expect(new Set(ids).size).toBe(22)
  const odd = await ask('GET', `${path}&cursor=x`)
  expect([odd.status, odd.json.fields[0].path]).toEqual([422, 'cursor'])
})
