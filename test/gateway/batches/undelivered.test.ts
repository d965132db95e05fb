import { parse } from 'csv-parse/sync'
import * as fc from 'fast-check'
import { beforeEach, expect, it, onTestFinished } from 'vitest'
import type { MessageStatus } from '../../../src/domain/words.ts'
import { openJobs } from '../../../src/journal/jobs.ts'
import type { Journal } from '../../../src/journal/journal.ts'
import { openJournal } from '../../../src/journal/postgres.ts'
import { World } from '../../outbound/fake-host.ts'
import { silent } from '../../outbound/replicas.ts'
import { FAKE } from '../fake-host.ts'
import { ORIGIN, SECRET, testGateway, type TestGateway } from '../setup.ts'
import { eventually } from '../with-sandbox.ts'

const WORKSPACE = { id: 'sandbox', secret: SECRET, origins: [ORIGIN], country: 'RU', host: FAKE }
const LETTER = { line: 'line-2', channel: 'email', message: { subject: 'News', text: 'Hello' } }
const BLOCKED = { code: 'blocked', text: 'user-blocked' }

let world: World
let gateway: TestGateway
let seen: Journal['seen']
let batches = 0

const ask = async (method: string, path: string, body?: unknown) =>
  (await gateway.ask(method, `/v1/${path}`, { token: SECRET, ...(body === undefined ? {} : { body }) })).json

beforeEach(async () => {
  world = new World(() => new Date())
  gateway = await testGateway(
    FAKE,
    { recoverMs: 50, workspaces: [WORKSPACE] },
    { openHost: () => ({ ok: true, host: world.host() }) },
  )
  const jobs = await openJobs({ url: gateway.databaseUrl, log: silent })
  const store = await openJournal({ url: gateway.databaseUrl, log: silent, plan: jobs.plan })
  seen = store.of('sandbox').seen
  onTestFinished(async () => {
    await store.close()
    await jobs.stop()
  })
})

async function sent(rows: number, step: object = LETTER): Promise<string> {
  const id = `batch-${++batches}`
  const recipients = Array.from({ length: rows }, (_, n) => ({ address: `${id}.${n}@customers.example` }))
  await ask('POST', 'batches', { id, step, recipients })
  await eventually(
    () => ask('GET', `batches/${id}`),
    ({ sent: count, watching }) => count + watching === rows,
  )
  return id
}

async function table(id: string): Promise<Record<string, string>[]> {
  const { text } = await gateway.ask('GET', `/v1/batches/${id}/results.csv`, { token: SECRET })
  return parse(text, { columns: true, bom: true })
}

/** What the host says of the newest message of a row: by our mark, or in the conversation. */
async function hear(id: string, row: number, way: 'mark' | 'conversation', status: MessageStatus) {
  const { operationId, sessionId, messageId } = (await table(id))[row] ?? {}
  const news = { status, failure: status === 'failed' ? BLOCKED : null }
  const now = new Date()
  const message = world.messages.find((one) => one.id === messageId)
  if (way === 'mark') await seen.noteTold(operationId ?? '', news, now)
  else if (message)
    await seen.noteMessages(null, [{ ...message, sessionId: sessionId ?? '', ...news }], now, now)
}

/** Tries all classes of late failures again; with no luck at the host nothing leaves. */
async function tryAgain(lucky: boolean): Promise<void> {
  const { items } = await ask('GET', 'failures')
  for (const { state, code, retryable } of items as { state: string; code: string; retryable: number }[]) {
    if (!lucky) world.faults.send = Array.from({ length: retryable }, () => 'refuse-for-good' as const)
    await ask('POST', 'failures/retry', { state, code })
    await eventually(
      () => ask('GET', 'troubles'),
      () => world.faults.send.length === 0,
    )
  }
}

/** Messages of this batch in the classes of what did not get there. */
async function inClasses(id: string): Promise<number> {
  const { items } = await ask('GET', 'failures')
  let count = 0
  for (const { state, code } of items as { state: string; code: string }[]) {
    for (let cursor = ''; cursor !== null;) {
      const page = await ask(
        'GET',
        `failures/messages?${new URLSearchParams({ state, code, ...(cursor && { cursor }) })}`,
      )
      count += page.items.filter(({ batchId }: { batchId: string }) => batchId === id).length
      cursor = page.next
    }
  }
  return count
}

const failed = (row: number) => ({ row, way: 'mark', status: 'failed' }) as const
// Tried again in vain, then with luck, and then that is not delivered either.
const IN_VAIN = [failed(0), failed(1), { lucky: false }, { lucky: true }, failed(0)]
// The conversation shows that it failed, and the push says that the customer has it.
const TOLD_OTHERWISE = [
  { row: 0, way: 'conversation' as const, status: 'failed' as const },
  { row: 0, way: 'mark' as const, status: 'delivered' as const },
]

it('counts, reports and classes agree on who was not reached after all, whatever is heard and tried again (R-ERR-2, R-ERR-3)', async () => {
  const ROWS = 4
  const heard = fc.record({
    row: fc.nat(ROWS - 1),
    way: fc.constantFrom('mark', 'conversation'),
    status: fc.constantFrom<MessageStatus[]>('failed', 'failed', 'delivered', 'accepted'),
  })
  const deed = fc.oneof(
    { weight: 4, arbitrary: heard },
    { weight: 1, arbitrary: fc.record({ lucky: fc.boolean() }) },
  )
  let late = 0
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 2, maxLength: 8 }), async (deeds) => {
      const id = await sent(ROWS)
      for (const one of deeds) {
        if ('row' in one) await hear(id, one.row, one.way, one.status)
        else await tryAgain(one.lucky)
        const agree = async () => {
          const rows = await table(id)
          const { sent: all, undelivered, total } = await ask('GET', `batches/${id}`)
          const told = rows.filter(({ exit, status }) => exit === 'sent' && status === 'failed')
          late = Math.max(late, undelivered)
          return { all, total, failed: told.length, undelivered, classes: await inClasses(id) }
        }
        const { failed, ...others } = await eventually(
          agree,
          ({ failed, undelivered, classes }) => failed === undelivered && failed === classes,
        )
        expect(others).toEqual({ all: ROWS, total: ROWS, undelivered: failed, classes: failed })
      }
    }),
    { numRuns: 6, endOnFailure: true, examples: [[IN_VAIN], [TOLD_OTHERWISE]] },
  )
  expect(late).toBeGreaterThan(1)
})

it('a step of several messages counts as not delivered only where the last of them was not (R-ERR-2)', async () => {
  const hops = [{ line: 'line-2', message: { subject: 'News', text: 'Once more' }, patience: 'PT1H' }]
  const id = await sent(2, { ...LETTER, wait: 'delivered', timeLimit: 'PT1H', hops })
  const by = (row: number, hop: string, status: MessageStatus) =>
    seen.noteTold(`${id}:${row}${hop}`, { status, failure: status === 'failed' ? BLOCKED : null }, new Date())
  await by(1, '', 'failed')
  await expect.poll(() => world.deliveries.length).toBe(3)
  await by(1, '~2', 'delivered')
  await by(2, '', 'delivered')
  const state = () => ask('GET', `batches/${id}`)
  expect(await eventually(state, ({ watching }) => watching === 0)).toMatchObject({ sent: 2, undelivered: 0 })
  expect((await table(id)).map((row) => [row['exit'], row['status'], row['reason'], row['address']])).toEqual(
    [
      ['delivered', 'delivered', '', `${id}.0@customers.example`],
      ['delivered', 'delivered', '', `${id}.1@customers.example`],
    ],
  )
})

it('a row that nobody knew of counts as what became of it when a person let it be sent again (R-ONCE-2)', async () => {
  world.certainty = 'blind'
  world.faults.send = ['timeout-before', 'timeout-before']
  const id = `batch-${++batches}`
  const recipients = [1, 2].map((n) => ({ address: `${id}.${n}@customers.example` }))
  await ask('POST', 'batches', { id, step: LETTER, recipients })
  const state = () => ask('GET', `batches/${id}`)
  await eventually(state, ({ unknown }) => unknown === 2)
  const again = (n: number) =>
    ask('POST', `operations/${id}:${n}/verdict`, { verdict: 'send-again', by: 'Irina' })
  await again(1)
  await expect.poll(() => world.deliveries.length).toBe(1)
  world.faults.send = ['refuse-for-good']
  await again(2)
  expect(await eventually(state, ({ unknown }) => unknown === 0)).toMatchObject({ sent: 1, failed: 1 })
  expect((await table(id)).map((row) => [row['exit'], row['operationId']])).toEqual([
    ['sent', `${id}:1!2`],
    ['failed', `${id}:2!2`],
  ])
  const own = (await ask('GET', 'failures')).items.find(
    ({ code }: { code: string }) => code === 'not-allowed',
  )
  expect(own).toMatchObject({ count: 0, batches: [{ batchId: id, count: 1 }] })
  expect((await ask('POST', 'failures/retry', { state: 'failed', code: 'not-allowed' })).retried).toBe(1)
  expect(await eventually(state, ({ sent: count }) => count === 2)).toMatchObject({ sent: 2, failed: 0 })
  expect(world.deliveries.map(({ address }) => address)).toEqual(recipients.map(({ address }) => address))
})
