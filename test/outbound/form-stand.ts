import { afterAll, beforeAll, beforeEach, expect } from 'vitest'
import type { SendRequest } from '../../src/hosts/port.ts'
import { openJournal, type JournalStore } from '../../src/journal/postgres.ts'
import { startSession, type Outbound } from '../../src/outbound/index.ts'
import type { WireStartSession } from '../../src/wire/requests.ts'
import { freshDatabase } from '../setup/database.ts'
import type { Extras } from './fake-extras.ts'
import { World } from './fake-host.ts'
import { Clock, olga, replica, silent } from './replicas.ts'

/** Two replicas before one host, for tests of all that a form may ask for. */
export interface FormStand {
  readonly world: World
  readonly clock: Clock
  readonly databaseUrl: string
  /** One replica and another; the host is as it was given last. */
  readonly a: Outbound
  readonly b: Outbound
  /** From now on the host has this; before each test it has what it usually has. */
  host(extras: Extras): void
  /** Starts the session and gives the codes of why it was refused; none: it was sent, and only then. */
  codes(body: WireStartSession, asker?: typeof olga): Promise<string[]>
  /** What the host was asked to send. */
  requestOf(body: WireStartSession): SendRequest | undefined
  /** How often the customer got it. */
  delivered(body: WireStartSession): number
}

export function formStand(usual: Extras = {}): FormStand {
  const clock = new Clock()
  const world = new World(clock.now)
  const stores: JournalStore[] = []
  let database = { url: '', drop: async () => undefined as void }
  let replicas: Outbound[] = []

  beforeAll(async () => {
    database = await freshDatabase()
    // What waits is woken by the tests themselves.
    for (let n = 0; n < 2; n++)
      stores.push(await openJournal({ url: database.url, log: silent, plan: async () => undefined }))
  })
  beforeEach(() => host(usual))
  afterAll(async () => {
    for (const store of stores) await store.close()
    await database.drop()
  })

  function host(extras: Extras): void {
    world.extras = extras
    world.faults = { send: [], find: [], read: [], assign: [], routing: [] }
    replicas = stores.map((store) => replica(world, store, clock))
  }
  const requestOf = ({ operationId }: WireStartSession) =>
    world.requests.find(({ mark }) => mark === `w:${operationId}`)

  return {
    world,
    clock,
    get databaseUrl() {
      return database.url
    },
    get a() {
      return replicas[0]!
    },
    get b() {
      return replicas[1]!
    },
    host,
    async codes(body, asker = olga) {
      const { state, reasons } = await startSession(replicas[0]!, asker, body)
      expect(requestOf(body) !== undefined).toBe(state === 'sent')
      expect(state).toBe(reasons.length === 0 ? 'sent' : 'refused')
      return reasons.map(({ code }) => code)
    },
    requestOf,
    delivered: ({ address }) => world.deliveries.filter((delivery) => delivery.address === address).length,
  }
}
