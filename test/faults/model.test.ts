import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openJournal, type JournalStore } from '../../src/journal/postgres.ts'
import {
  judge,
  NothingToJudge,
  OperationConflict,
  recover,
  startSession,
  type Outbound,
} from '../../src/outbound/index.ts'
import type { WireStartSession } from '../../src/wire/requests.ts'
import { freshDatabase } from '../setup/database.ts'
import { World, type FindFault, type SendFault } from '../outbound/fake-host.ts'
import { Clock, mortal, olga, replica, silent } from '../outbound/replicas.ts'

const WHOLE = process.env['FAULTS'] === 'all'
const RUNS = WHOLE ? 150 : 12
/** A hundred and fifty lives with their deaths, on a machine that has other work too. */
const LIMIT_MS = WHOLE ? 600_000 : 60_000
const PEOPLE = 3

let database: { url: string; drop(): Promise<void> }
let stores: JournalStore[]
beforeAll(async () => {
  database = await freshDatabase()
  stores = await Promise.all([1, 2].map(() => openJournal({ url: database.url, log: silent })))
})
afterAll(async () => {
  for (const store of stores) await store.close()
  await database.drop()
})

/** What ought to be so: whose session is open, and what each intention was said to have come to. */
interface Model {
  readonly said: Map<string, string>
}
interface Real {
  readonly world: World
  readonly clock: Clock
  readonly workspace: string
  readonly replicas: readonly Outbound[]
  readonly bodies: Map<string, WireStartSession>
}
type Command = fc.AsyncCommand<Model, Real>

const delivered = ({ world, workspace }: Real, id: string): number => {
  world.catchUp()
  return world.deliveries.filter(({ mark }) => mark === `${workspace}:${id}`).length
}
const openOf = ({ world }: Real, contactId: string) =>
  world.sessions.find((session) => session.contactId === contactId && session.state !== 'closed')
const quiet = ({ world }: Real) => world.faults.send.length === 0 && world.faults.find.length === 0
const nth = <T>(values: Iterable<T>, n: number): T | undefined => {
  const all = [...values]
  return all[n % Math.max(1, all.length)]
}

function body(real: Real, person: number): WireStartSession {
  const operationId = `form-${real.bodies.size}`
  const address = `+7912000000${person}`
  const way = { contactId: `c-${person}`, lineId: 'line-1', channel: 'whatsapp', address } as const
  const made = { operationId, ...way, subject: null, text: `Text of ${operationId}` }
  real.bodies.set(operationId, made)
  return made
}

/** Whatever was said stays said; only "unknown" may be lifted. And it is so. */
function hear(model: Model, real: Real, id: string, state: string): void {
  const before = model.said.get(id)
  if (before !== undefined && before !== 'unknown') expect(state).toBe(before)
  model.said.set(id, state)
  const n = delivered(real, id)
  expect({ id, state, n }).toEqual({ id, state, n: state === 'sent' ? 1 : state === 'unknown' ? n : 0 })
}

const command = (name: string, run: Command['run'], check: Command['check'] = () => true): Command => ({
  check,
  run,
  toString: () => name,
})
const some = (model: Readonly<Model>) => model.said.size > 0

const starts = (person: number, at: number) =>
  command(`start(c-${person}) at ${at}`, async (model, real) => {
    // What a dead replica had in hand may be under way still, and keeps others from starting (R-OPEN-4).
    const heardOfAll = [...real.bodies.keys()].every((id) => (model.said.get(id) ?? 'unknown') !== 'unknown')
    const calm = quiet(real) && heardOfAll
    const open = openOf(real, `c-${person}`)
    const asked = body(real, person)
    const { state } = await startSession(real.replicas[at]!, olga, asked)
    // R-OPEN-1, where nothing goes wrong.
    if (calm) expect(state).toBe(open ? 'refused' : 'sent')
    hear(model, real, asked.operationId, state)
  })
const races = (person: number) =>
  command(`race(c-${person})`, async (model, real) => {
    const asked = body(real, person)
    const told = await Promise.all([0, 1, 0].map((at) => startSession(real.replicas[at]!, olga, asked)))
    expect(new Set(told.map(({ state }) => state)).size).toBe(1)
    hear(model, real, asked.operationId, told[0]!.state)
  })
const repeats = (n: number, at: number) =>
  command(
    `repeat(${n}) at ${at}`,
    async (model, real) => {
      const asked = nth(real.bodies.values(), n)!
      hear(model, real, asked.operationId, (await startSession(real.replicas[at]!, olga, asked)).state)
    },
    some,
  )
const changes = (n: number) =>
  command(
    `other body(${n})`,
    async (model, real) => {
      const id = nth(model.said.keys(), n)!
      const other = { ...real.bodies.get(id)!, text: 'Something else' }
      await expect(startSession(real.replicas[0]!, olga, other)).rejects.toThrow(OperationConflict)
    },
    some,
  )
const dies = (person: number, step: number, when: 'before' | 'after') =>
  command(`die(c-${person}) ${when} call ${step}`, async (_model, real) => {
    const asked = body(real, person)
    const { outbound, dead, kill } = await mortal(
      real.world,
      database.url,
      real.clock,
      step,
      when,
      real.workspace,
    )
    const done = startSession(outbound, olga, asked).catch(() => null)
    await Promise.race([done, dead])
    await kill()
  })
const judges = (n: number) =>
  command(
    `judge(${n})`,
    async (model, real) => {
      const id = [...model.said].filter(([, state]) => state === 'unknown').map(([known]) => known)[n % 3]
      if (id === undefined) return
      // A person who has looked: what they say is so.
      const verdict = delivered(real, id) > 0 ? 'arrived' : 'send-again'
      const { operations } = real.replicas[0]!.journal
      try {
        const { operation, rest } = await judge(real.replicas[n % 2]!, id, verdict, { name: 'Anna' })
        await rest
        hear(model, real, id, operation.state)
        const next = operation.judged?.next
        if (next) hear(model, real, next, (await operations.get(next))!.state)
        if (next) real.bodies.set(next, real.bodies.get(id)!)
      } catch (error) {
        // The host has told it meanwhile.
        if (!(error instanceof NothingToJudge)) throw error
        hear(model, real, id, (await operations.get(id))!.state)
      }
    },
    some,
  )
const recovers = (at: number, minutes: number) =>
  command(`${minutes} minutes later, recover at ${at}`, async (_model, { clock, replicas }) => {
    clock.skip(minutes * 60_000)
    await recover(replicas[at]!)
  })
const fails = (send: readonly SendFault[], find: readonly FindFault[]) =>
  command(`faults ${send.join(',')} / ${find.join(',')}`, async (_model, { world }) => {
    world.faults.send = [...send]
    world.faults.find = [...find]
  })
const closes = (person: number) =>
  command(`close(c-${person})`, async (_model, real) => {
    const open = openOf(real, `c-${person}`)
    if (open) real.world.change(open.id, { state: 'closed' })
  })
const writes = (person: number) =>
  command(`customer writes(c-${person})`, async (_model, real) => {
    const contactId = `c-${person}`
    const open = openOf(real, contactId) ?? real.world.open(contactId, 'whatsapp', `+7912000000${person}`)
    real.world.message(open.id, 'inbound', 'It is me')
  })

const SENDS: SendFault[] = [
  'none',
  'refuse',
  'reset-before',
  'reset-after',
  'timeout-before',
  'timeout-after',
  'timeout-then-done',
  'slow-work',
  'fails-later',
]
const FINDS: FindFault[] = ['none', 'error', 'pending']
const person = fc.nat(PEOPLE - 1)
const at = fc.nat(1)
const COMMANDS = [
  fc.tuple(person, at).map((args) => starts(...args)),
  person.map(races),
  fc.tuple(fc.nat(9), at).map((args) => repeats(...args)),
  fc.nat(9).map(changes),
  fc
    .tuple(person, fc.integer({ min: 1, max: 20 }), fc.constantFrom('before' as const, 'after' as const))
    .map((args) => dies(...args)),
  fc.nat(9).map(judges),
  fc.tuple(at, fc.constantFrom(1, 12)).map((args) => recovers(...args)),
  fc
    .tuple(
      fc.array(fc.constantFrom(...SENDS), { maxLength: 3 }),
      fc.array(fc.constantFrom(...FINDS), { maxLength: 3 }),
    )
    .map((args) => fails(...args)),
  person.map(closes),
  person.map(writes),
]

/** In the end nothing is left to do, and every intention is what it is said to be. */
async function inTheEnd(model: Model, real: Real): Promise<void> {
  const { world, clock, replicas, bodies } = real
  world.faults.send = []
  world.faults.find = []
  const [o] = replicas as [Outbound]
  for (const id of bodies.keys()) {
    for (let round = 0; ; round++) {
      const operation = await o.journal.operations.get(id)
      if (!operation || operation.dueAt === null) {
        if (operation) hear(model, real, id, operation.state)
        else if (delivered(real, id) > 0) throw new Error(`${id} was never planned, and it arrived`)
        break
      }
      expect(round).toBeLessThan(1000)
      const dueInMs = Date.parse(operation.dueAt) - clock.now().getTime()
      // Whoever is at work keeps the lease, and is not hurried by the clock: on a busy machine nobody would ever be done.
      if (dueInMs > 0 && operation.state === 'unknown') clock.skip(dueInMs)
      else if (dueInMs > 0) await clock.wait(500)
      else await recover(o)
    }
  }
}

describe('random lives of intentions (R-ONCE-1, R-ONCE-2)', () => {
  it.each(['findable', 'blind'] as const)(
    'keep to the model before a host that is %s',
    async (certainty) => {
      let run = 0
      await fc.assert(
        fc.asyncProperty(fc.commands(COMMANDS, { maxCommands: 14 }), async (commands) => {
          const clock = new Clock()
          const world = new World(clock.now)
          world.certainty = certainty
          for (let n = 0; n < PEOPLE; n++) world.contact(`c-${n}`, ['whatsapp', `+7912000000${n}`])
          const workspace = `${certainty}-${run++}`
          const replicas = stores.map((store) => replica(world, store, clock, workspace))
          const model: Model = { said: new Map() }
          const real: Real = { world, clock, workspace, replicas, bodies: new Map() }
          await fc.asyncModelRun(() => ({ model, real }), commands)
          await inTheEnd(model, real)
          expect(model.said.size).toBeLessThanOrEqual(real.bodies.size)
        }),
        { numRuns: RUNS, endOnFailure: true },
      )
    },
    LIMIT_MS,
  )
})
