import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { HostError } from '../../src/hosts/errors.ts'
import { openJournal, type JournalStore } from '../../src/journal/postgres.ts'
import {
  NotFound,
  NothingToRepeat,
  recover,
  repeatAfter,
  startSession,
  type Outbound,
} from '../../src/outbound/index.ts'
import type { WireAfter } from '../../src/wire/draft.ts'
import type { WireStartSession } from '../../src/wire/requests.ts'
import { freshDatabase } from '../setup/database.ts'
import type { Extras } from './fake-extras.ts'
import { World } from './fake-host.ts'
import { Clock, irina, mortal, olga, replica, silent } from './replicas.ts'
import { plain } from './whole-form.ts'

let database: { url: string; drop(): Promise<void> }
let stores: [JournalStore, JournalStore]
const clock = new Clock()
const world = new World(clock.now)
const denis = { ...olga, operatorId: 'op-3' }
let a: Outbound
let b: Outbound

beforeAll(async () => {
  database = await freshDatabase()
  const open = () => openJournal({ url: database.url, log: silent })
  stores = [await open(), await open()]
})
beforeEach(() => host(ALL))
afterAll(async () => {
  for (const store of stores) await store.close()
  await database.drop()
})

function host(extras: Extras): void {
  world.extras = extras
  world.faults = { send: [], find: [], read: [], assign: [], routing: [] }
  a = replica(world, stores[0], clock)
  b = replica(world, stores[1], clock)
}

const GROUP = { kind: 'group', id: 'g-1', name: 'Second line' } as const
const IRINA = { kind: 'operator', id: 'op-2', name: 'Irina' } as const
const ALL: Extras = {
  after: ['assign-to-me', 'close', 'hand-over'],
  targets: [GROUP, IRINA],
  close: 'assignee',
}
const handOver = (target: typeof GROUP | typeof IRINA = GROUP, comment: string | null = null): WireAfter => ({
  kind: 'hand-over',
  target,
  comment,
})
const error = (code: HostError['code'], happened: 'no' | 'maybe', kind: HostError['kind']) =>
  new HostError('No.', { code, kind, happened })
const NOT_ALLOWED = { error: error('not-allowed', 'no', 'not-allowed'), done: false }
const LOST = { error: error('host-unreachable', 'maybe', 'later'), done: true }
const AWAY = { error: error('host-unreachable', 'no', 'later'), done: false }

const deedsOn = (sessionId: string | null) => world.deeds.filter((deed) => deed.includes(` ${sessionId}`))
const sessionOf = ({ contactId }: WireStartSession) =>
  world.sessions.find((session) => session.contactId === contactId)
const delivered = ({ address }: WireStartSession) =>
  world.deliveries.filter((delivery) => delivery.address === address).length
const stepsOf = async ({ operationId }: WireStartSession) =>
  (await a.journal.operations.steps(operationId)).map(({ name, outcome }) => `${name} ${outcome}`)

describe('after sending (R-AFTER-1)', () => {
  const cases: [string, Extras, WireAfter | null, string, string[]][] = [
    ['assigned to me', ALL, { kind: 'assign-to-me' }, 'done', ['assign * op-1']],
    [
      'handed to a group, with a comment',
      ALL,
      handOver(GROUP, 'Please'),
      'done',
      ['hand-over * group g-1 Please'],
    ],
    ['handed to an operator', ALL, handOver(IRINA), 'done', ['hand-over * operator op-2 -']],
    [
      'closed, which only its operator may: assigned first',
      ALL,
      { kind: 'close' },
      'done',
      ['assign * op-1', 'close *'],
    ],
    ['left where the host puts it', ALL, { kind: 'nothing' }, 'none', []],
    ['R-AFTER-4: its creator’s when nothing was chosen', ALL, null, 'done', ['assign * op-1']],
    [
      'closed when that is the usual choice',
      { ...ALL, after: ['close'] },
      null,
      'done',
      ['assign * op-1', 'close *'],
    ],
    ['nobody’s when somebody would have to be named', { ...ALL, after: ['hand-over'] }, null, 'none', []],
    ['left alone where the host offers nothing', { ...ALL, after: [] }, null, 'none', []],
    [
      'handed to an operator by assigning, where the host knows no hand-over',
      { after: ['hand-over'] },
      handOver(IRINA),
      'done',
      ['assign * op-2'],
    ],
  ]
  it.each(cases)('the session is %s', async (_what, extras, after, routing, deeds) => {
    host(extras)
    const body = plain(world, { after })
    const answer = await startSession(a, olga, body)
    expect(answer).toMatchObject({ state: 'sent', routing, failure: null })
    expect(deedsOn(answer.sessionId)).toEqual(deeds.map((deed) => deed.replace('*', answer.sessionId ?? '')))
    const name =
      after?.kind === 'close' || deeds.length > 1
        ? 'close'
        : after?.kind === 'hand-over'
          ? 'hand-over'
          : 'assign'
    expect(await stepsOf(body)).toEqual([
      'check free-form',
      'send accepted',
      'find sent',
      ...(routing === 'done' ? [`${name} done`] : []),
    ])
  })

  it('what the host cannot do is refused before anything is sent', async () => {
    for (const after of [{ kind: 'close' }, handOver()] satisfies WireAfter[]) {
      host({ after: ['assign-to-me'] })
      const body = plain(world, { after })
      const { state, reasons } = await startSession(a, olga, body)
      expect([state, reasons.map(({ code }) => code), delivered(body)]).toEqual([
        'refused',
        ['after-not-offered'],
        0,
      ])
    }
  })

  it('nothing follows a letter that is sent as finished, and nothing may be chosen (R-AFTER-2)', async () => {
    host({ ...ALL, channels: { email: { finished: true } } })
    const letter = () => plain(world, { channel: 'email' })
    expect(await startSession(a, olga, letter())).toMatchObject({ state: 'sent', routing: 'none' })
    const chosen = await startSession(a, olga, { ...letter(), after: { kind: 'close' } })
    expect(chosen.reasons).toMatchObject([{ code: 'after-not-offered' }])
  })

  it('a supervisor does not take the session, unless they are an operator too (R-AFTER-3)', async () => {
    host({ ...ALL, after: ['assign-to-me'] })
    expect(await startSession(a, denis, plain(world))).toMatchObject({ state: 'sent', routing: 'none' })
    const mine = await startSession(a, denis, plain(world, { after: { kind: 'assign-to-me' } }))
    expect(mine.reasons).toMatchObject([{ code: 'after-not-offered' }])
  })

  it('tells where it went and what was to follow', async () => {
    const body = plain(world, { after: handOver(GROUP, 'Please') })
    expect(await startSession(a, olga, body)).toMatchObject({
      lineId: 'line-1',
      channel: 'whatsapp',
      address: body.address,
      after: { kind: 'hand-over', target: 'Second line' },
      attachments: [],
    })
  })
})

describe('when what follows fails (R-AFTER-5)', () => {
  it.each<[string, WireAfter, string]>([
    ['assign', { kind: 'assign-to-me' }, 'assign'],
    ['close', { kind: 'close' }, 'close'],
    ['hand-over', handOver(GROUP, 'Please'), 'hand-over'],
  ])('the message stays sent, the reason is said, and %s alone is repeated', async (_name, after, step) => {
    const body = plain(world, { after })
    world.faults.routing = [NOT_ALLOWED]
    const failed = await startSession(a, olga, body)
    expect(failed).toMatchObject({
      state: 'sent',
      routing: 'failed',
      failure: { code: 'not-allowed', text: expect.stringMatching(/administrator/) },
    })
    const russian = { ...olga, locale: 'ru' } as const
    expect((await startSession(b, russian, body)).failure?.text).toMatch(/администратор/)

    const repeated = await repeatAfter(b, olga, body.operationId)
    expect(repeated).toMatchObject({ state: 'sent', routing: 'done', failure: null })
    expect(delivered(body)).toBe(1)
    expect(world.requests.filter(({ mark }) => mark === `w:${body.operationId}`)).toHaveLength(1)
    expect((await stepsOf(body)).slice(-2)).toEqual([`${step} not-allowed`, `${step} done`])
  })

  it('pressing ten times at once, at two replicas, is doing it once', async () => {
    const body = plain(world, { after: handOver(GROUP, 'Please') })
    world.faults.routing = [NOT_ALLOWED]
    const { sessionId } = await startSession(a, olga, body)
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, n) => repeatAfter(n % 2 ? a : b, olga, body.operationId)),
    )
    for (const answer of answers) expect(answer).toMatchObject({ state: 'sent', routing: 'done' })
    expect(deedsOn(sessionId)).toHaveLength(1)
    expect((await repeatAfter(a, olga, body.operationId)).routing).toBe('done')
    expect(deedsOn(sessionId)).toHaveLength(1)
  })

  it('may fail again, and is repeated again', async () => {
    const body = plain(world, { after: handOver() })
    world.faults.routing = [NOT_ALLOWED, NOT_ALLOWED]
    await startSession(a, olga, body)
    expect((await repeatAfter(a, olga, body.operationId)).routing).toBe('failed')
    expect((await repeatAfter(a, olga, body.operationId)).routing).toBe('done')
  })

  it('is refused where nothing failed, where nothing was sent, and to everybody else', async () => {
    const nothing = plain(world, { after: { kind: 'nothing' } })
    await startSession(a, olga, nothing)
    await expect(repeatAfter(a, olga, nothing.operationId)).rejects.toThrow(NothingToRepeat)
    const refused = plain(world, { text: '' })
    await startSession(a, olga, refused)
    await expect(repeatAfter(a, olga, refused.operationId)).rejects.toThrow(NothingToRepeat)
    const failed = plain(world)
    world.faults.routing = [NOT_ALLOWED]
    await startSession(a, olga, failed)
    await expect(repeatAfter(a, irina, failed.operationId)).rejects.toThrow(NotFound)
    await expect(repeatAfter(a, olga, 'never-asked')).rejects.toThrow(NotFound)
    expect(sessionOf(failed)?.operatorId).toBeNull()
  })

  it('a lost answer is tried again by itself where twice is once', async () => {
    for (const after of [{ kind: 'assign-to-me' }, { kind: 'close' }, handOver()] satisfies WireAfter[]) {
      const body = plain(world, { after })
      world.faults.routing = [AWAY, LOST]
      expect(await startSession(a, olga, body)).toMatchObject({ state: 'sent', routing: 'done' })
    }
  })

  it('a comment that may have arrived is not said twice unless a person asks', async () => {
    const body = plain(world, { after: handOver(GROUP, 'Please') })
    world.faults.routing = [LOST]
    const { sessionId, routing } = await startSession(a, olga, body)
    expect([routing, deedsOn(sessionId).length]).toEqual(['failed', 1])
    expect((await repeatAfter(a, olga, body.operationId)).routing).toBe('done')
  })

  it('a session that is closed already is closed', async () => {
    const body = plain(world, { after: { kind: 'close' } })
    world.faults.routing = [
      { ...LOST, done: false },
      { ...LOST, done: false },
      { ...LOST, done: false },
    ]
    const { sessionId } = await startSession(a, olga, body)
    world.change(sessionId ?? '', { state: 'closed' })
    expect((await repeatAfter(a, olga, body.operationId)).routing).toBe('done')
    expect(deedsOn(sessionId)).toEqual([])
  })
})

describe('a replica that dies between the send and what follows', () => {
  it.each(['before', 'after'] as const)(
    'leaves the rest to others, who do it and do not send again, wherever it dies %s a call',
    async (when) => {
      const ends: string[] = []
      for (let step = 1, dead = true; dead; step++) {
        const body = plain(world, { after: handOver(IRINA) })
        const victim = await mortal(world, database.url, clock, step, when)
        const started = startSession(victim.outbound, olga, body).then(
          () => false,
          () => false,
        )
        dead = await Promise.race([started, victim.dead.then(() => true)])
        await victim.kill()
        const known = await restOf(body)
        if (known?.state !== 'sent') continue
        ends.push(`${known.routing} ${sessionOf(body)?.operatorId} ${delivered(body)}`)
      }
      expect(ends.length).toBeGreaterThan(8)
      expect(new Set(ends)).toEqual(new Set(['done op-2 1']))
    },
    120_000,
  )

  it('in a repetition leaves it to others, too', async () => {
    for (let step = 1, dead = true; dead; step++) {
      const body = plain(world, { after: handOver(IRINA) })
      world.faults.routing = [NOT_ALLOWED]
      await startSession(a, olga, body)
      const victim = await mortal(world, database.url, clock, step, 'after')
      const repeated = repeatAfter(victim.outbound, olga, body.operationId).then(() => false)
      dead = await Promise.race([repeated, victim.dead.then(() => true)])
      await victim.kill()
      const known = await restOf(body)
      // A death before anything was begun leaves what can still be pressed.
      if (known?.routing === 'failed') await repeatAfter(a, olga, body.operationId)
      expect([sessionOf(body)?.operatorId, delivered(body)]).toEqual(['op-2', 1])
    }
  }, 60_000)
})

/** The operation once others have brought it to rest; `null` when it was never planned. */
async function restOf({ operationId }: WireStartSession) {
  for (let round = 0; round < 60; round++) {
    await recover(a)
    const operation = await a.journal.operations.get(operationId)
    if (!operation || operation.dueAt === null) return operation
    clock.skip(operation.state === 'unknown' ? 11 * 60_000 : 11_000)
    await clock.wait(1000)
  }
  throw new Error('It never came to rest')
}
