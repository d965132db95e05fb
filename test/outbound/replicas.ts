import { randomUUID } from 'node:crypto'
import { openJournal, type JournalStore } from '../../src/journal/postgres.ts'
import type { Asker, Outbound } from '../../src/outbound/index.ts'
import type { World } from './fake-host.ts'

export const silent = { info() {}, warn() {}, error() {} }
export const olga: Asker = { operatorId: 'op-1', record: null, locale: 'en' }
export const irina: Asker = { operatorId: 'op-2', record: null, locale: 'en' }

const SPEED = 20

/** A clock that runs twenty times faster than ours, for everybody alike, and can be moved on. */
export class Clock {
  #skipped = 0
  readonly #began = performance.now()
  readonly now = (): Date =>
    new Date(Date.parse('2026-11-20T10:00:00Z') + (performance.now() - this.#began) * SPEED + this.#skipped)
  readonly wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms / SPEED))

  skip(ms: number): void {
    this.#skipped += ms
  }
}

export function replica(world: World, store: JournalStore, clock: Clock, workspace = 'w'): Outbound {
  return {
    host: world.host(),
    journal: store.of(workspace),
    workspace: { id: workspace, country: 'RU' },
    now: clock.now,
    newId: randomUUID,
    log: silent,
    wait: clock.wait,
  }
}

export interface Mortal {
  readonly outbound: Outbound
  /** Resolves when it has died; its connections are closed then, as those of a killed program. */
  readonly dead: Promise<void>
  readonly calls: () => number
  kill(): Promise<void>
}

/** A replica that dies at its n-th call to the host or the journal, before or after the deed: it never does anything again. */
export async function mortal(
  world: World,
  url: string,
  clock: Clock,
  diesAt: number,
  when: 'before' | 'after',
  workspace?: string,
): Promise<Mortal> {
  const store = await openJournal({ url, log: silent, poolSize: 3 })
  const { promise: dead, resolve: died } = Promise.withResolvers<void>()
  const never = new Promise<never>(() => undefined)
  let calls = 0
  let over = false
  const die = async (): Promise<never> => {
    if (!over) {
      over = true
      await store.close()
      died()
    }
    return never
  }

  function fragile<T extends object>(part: T): T {
    return new Proxy(part, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name)
        if (typeof value === 'object' && value !== null) return fragile(value)
        if (typeof value !== 'function' || name === 'onEvent' || name === 'locked') return value
        return async (...parameters: unknown[]) => {
          if (over) return never
          const last = name !== 'renew' && ++calls === diesAt
          if (last && when === 'before') return die()
          const answer: unknown = await Reflect.apply(value, target, parameters)
          return last || over ? die() : answer
        }
      },
    })
  }

  const alive = replica(world, store, clock, workspace)
  const outbound: Outbound = {
    ...alive,
    host: { ...fragile(alive.host), policy: alive.host.policy },
    journal: fragile(alive.journal),
    wait: async (ms) => {
      await clock.wait(ms)
      if (over) return never
    },
  }
  return { outbound, dead, calls: () => calls, kill: async () => void (await Promise.race([die(), dead])) }
}
