import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openJournal, type JournalStore } from '../../src/journal/postgres.ts'
import {
  judge,
  NotFound,
  NothingToJudge,
  recover,
  startSession,
  type Outbound,
} from '../../src/outbound/index.ts'
import type { WireStartSession } from '../../src/wire/requests.ts'
import { freshDatabase } from '../setup/database.ts'
import { World, type SendFault } from './fake-host.ts'
import { Clock, olga, replica, silent } from './replicas.ts'

let database: { url: string; drop(): Promise<void> }
let stores: JournalStore[]
const clock = new Clock()
/** A host that cannot tell what became of a message, and one that can. */
const blind = new World(clock.now)
blind.certainty = 'blind'
const telling = new World(clock.now)
let a: Outbound
let b: Outbound
let n = 0

beforeAll(async () => {
  database = await freshDatabase()
  const open = () => openJournal({ url: database.url, log: silent })
  stores = [await open(), await open()]
  ;[a, b] = stores.map((store) => replica(blind, store, clock, 'blind')) as [Outbound, Outbound]
})
afterAll(async () => {
  for (const store of stores) await store.close()
  await database.drop()
})

/** An operation whose outcome nobody knows. */
async function unknown(fault: SendFault, world = blind, o = a): Promise<WireStartSession> {
  const address = `+7912${String(++n).padStart(7, '0')}`
  const contactId = world.contact(`c-${n}`, ['whatsapp', address])
  const way = { contactId, lineId: 'line-1', channel: 'whatsapp', address } as const
  const body = { operationId: `form-${n}`, ...way, subject: null, text: `Text ${n}` }
  world.faults.send = [fault]
  expect((await startSession(o, olga, body)).state).toBe('unknown')
  return body
}
const anna = { name: 'Anna' }
const delivered = ({ address }: WireStartSession, world = blind) =>
  world.deliveries.filter((delivery) => delivery.address === address).length
const get = (id: string, o = a) => o.journal.operations.get(id)
const heard = async (id: string, o = a) =>
  (await o.journal.operations.steps(id))
    .filter(({ name }) => name === 'judge')
    .map(({ by, outcome }) => [by, outcome])

describe('a person’s word on an operation whose outcome nobody knows (R-ONCE-2)', () => {
  it('“it arrived” ends it as sent, with who and when, and nothing more is sent', async () => {
    const body = await unknown('timeout-after')
    const { operation, rest } = await judge(a, body.operationId, 'arrived', { operatorId: 'op-2' })
    await rest
    const judged = { verdict: 'arrived', by: 'Irina', operatorId: 'op-2', at: expect.any(String), next: null }
    expect(operation).toMatchObject({ state: 'sent', failure: null, judged })
    expect(await heard(body.operationId)).toEqual([['Irina', 'arrived']])
    expect(delivered(body)).toBe(1)
    // The session goes where it was to go (R-AFTER-4).
    expect(await get(body.operationId)).toMatchObject({ routing: 'done', dueAt: null })
    expect((await startSession(b, olga, body)).state).toBe('sent')
    expect(delivered(body)).toBe(1)
  })

  it('“send again” ends it as not sent and sends another one that is linked to it', async () => {
    const body = await unknown('timeout-before')
    const { operation, rest } = await judge(a, body.operationId, 'send-again', anna)
    await rest
    const next = `${body.operationId}!2`
    expect(operation).toMatchObject({
      state: 'failed',
      failure: { code: 'not-sent' },
      judged: { verdict: 'send-again', by: 'Anna', operatorId: null, next },
      dueAt: null,
    })
    expect(await get(next)).toMatchObject({
      state: 'sent',
      repeats: body.operationId,
      intent: operation.intent,
    })
    expect(delivered(body)).toBe(1)
    // Under its own id it stays what it was.
    expect((await startSession(a, olga, body)).state).toBe('failed')
    expect(delivered(body)).toBe(1)
  })

  it('may be needed again for the one that was sent again', async () => {
    const body = await unknown('timeout-before')
    blind.faults.send = ['timeout-before']
    await (
      await judge(a, body.operationId, 'send-again', anna)
    ).rest
    expect((await get(`${body.operationId}!2`))?.state).toBe('unknown')
    await (
      await judge(b, `${body.operationId}!2`, 'send-again', anna)
    ).rest
    expect(await get(`${body.operationId}!3`)).toMatchObject({
      state: 'sent',
      repeats: `${body.operationId}!2`,
    })
    expect(delivered(body)).toBe(1)
  })

  it('is not followed where the rules now say no: the message did open a session', async () => {
    const body = await unknown('timeout-after')
    await (
      await judge(a, body.operationId, 'send-again', anna)
    ).rest
    const next = await get(`${body.operationId}!2`)
    expect([next?.state, next?.reasons[0]?.code]).toEqual(['refused', 'open-session'])
    expect(delivered(body)).toBe(1)
  })

  it('counts once, however many people say the same at once, and the first one where they disagree', async () => {
    const body = await unknown('timeout-before')
    const words = ['send-again', 'send-again', 'arrived', 'send-again', 'arrived', 'send-again'] as const
    const answers = await Promise.all(
      words.map((verdict, i) =>
        judge(i % 2 ? a : b, body.operationId, verdict, { name: `Person ${i}` }).then(
          async ({ operation, rest }) => [verdict, operation.judged?.by, await rest].slice(0, 2),
          (error: unknown) => error,
        ),
      ),
    )
    const { judged } = (await get(body.operationId))!
    const others = words.filter((verdict) => verdict !== judged?.verdict).length
    expect(answers.filter((answer) => answer instanceof NothingToJudge)).toHaveLength(others)
    const followed = answers.filter((answer) => Array.isArray(answer))
    expect(followed).toEqual(
      Array.from({ length: words.length - others }, () => [judged?.verdict, judged?.by]),
    )
    expect(delivered(body)).toBe(judged?.verdict === 'send-again' ? 1 : 0)
    expect(await get(`${body.operationId}!3`)).toBeNull()
  })

  it('comes too late where the host tells by now', async () => {
    const o = replica(telling, stores[0]!, clock, 'telling')
    const body = await unknown('timeout-before', telling, o)
    // It was on its way all the time.
    await telling.host().sender.send((await get(body.operationId, o))!.request!)
    await expect(judge(o, body.operationId, 'send-again', anna)).rejects.toThrow(NothingToJudge)
    expect(await get(body.operationId, o)).toMatchObject({ state: 'sent', judged: null })
    expect(delivered(body, telling)).toBe(1)
  })

  it('is heard while recovery is at it, and recovery gives way', async () => {
    const o = replica(telling, stores[1]!, clock, 'telling')
    const body = await unknown('timeout-before', telling, o)
    clock.skip(60_000)
    const [{ operation, rest }] = await Promise.all([
      judge(o, body.operationId, 'send-again', anna),
      recover(replica(telling, stores[0]!, clock, 'telling')),
    ])
    await rest
    expect(operation.judged?.next).toBe(`${body.operationId}!2`)
    expect(await get(body.operationId, o)).toMatchObject({ state: 'failed', judged: { by: 'Anna' } })
    expect(delivered(body, telling)).toBe(1)
  })

  it('is not asked of what is known, nor taken from people of other lines', async () => {
    const body = await unknown('timeout-after')
    await expect(judge(a, 'nobody', 'arrived', anna)).rejects.toThrow(NotFound)
    await expect(judge(a, body.operationId, 'arrived', { operatorId: 'op-9' })).rejects.toThrow(NotFound)
    await (
      await judge(a, body.operationId, 'arrived', { operatorId: 'op-3' })
    ).rest
    await expect(judge(a, body.operationId, 'send-again', anna)).rejects.toThrow(NothingToJudge)
  })
})
