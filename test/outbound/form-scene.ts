import { afterAll, beforeAll } from 'vitest'
import type { ChannelPolicy, HostPolicy } from '../../src/domain/policy.ts'
import type { Template } from '../../src/domain/template.ts'
import type { Channel } from '../../src/domain/words.ts'
import { HostError } from '../../src/hosts/errors.ts'
import type { Host } from '../../src/hosts/port.ts'
import { openJournal, type JournalStore } from '../../src/journal/postgres.ts'
import type { Outbound } from '../../src/outbound/index.ts'
import { freshDatabase } from '../setup/database.ts'
import { World } from './fake-host.ts'
import { Clock, replica, silent } from './replicas.ts'

/** A fake world with a person in it, and ways to give its host more than the plain one has. */
export interface FormScene {
  readonly world: World
  readonly o: Outbound
  /** The same workspace before a host with these parts. */
  having(parts: Partial<Host>, workspace?: Partial<Outbound['workspace']>): Outbound
  /** A policy that differs on one channel. */
  policy(channel: Channel, more: Partial<ChannelPolicy>, whole?: Partial<HostPolicy>): HostPolicy
}

/** Call it once in a test file: a database for all its scenes, each in a workspace of its own. */
export function formScenes(): { clock: Clock; scene(): FormScene } {
  const clock = new Clock()
  const opened: { store?: JournalStore; drop?: () => Promise<void> } = {}
  let workspaces = 0
  beforeAll(async () => {
    const database = await freshDatabase()
    opened.drop = database.drop
    opened.store = await openJournal({ url: database.url, log: silent })
  })
  afterAll(async () => {
    await opened.store?.close()
    await opened.drop?.()
  })
  return {
    clock,
    scene() {
      const { store } = opened
      if (!store) throw new Error('A scene before its database')
      const world = new World(clock.now)
      world.contact(
        'c-1',
        ['whatsapp', '+79120000001'],
        ['email', 'p@example.com'],
        ['telegram-bot', '@pavel'],
      )
      const o = replica(world, store, clock, `w-${++workspaces}`)
      return {
        world,
        o,
        having: (parts, workspace = {}) => ({
          ...o,
          host: { ...o.host, ...parts },
          workspace: { ...o.workspace, ...workspace },
        }),
        policy(channel, more, whole = {}) {
          const { policy } = o.host
          const plain = policy.channels[channel]
          if (!plain) throw new Error(`The fake host has no ${channel}`)
          return { ...policy, ...whole, channels: { ...policy.channels, [channel]: { ...plain, ...more } } }
        },
      }
    },
  }
}

export const silence = async (): Promise<never> => {
  throw new HostError('The host does not answer.', {
    kind: 'later',
    code: 'host-unreachable',
    happened: 'no',
  })
}

export const template = (id: string, more: Partial<Template> = {}): Template => ({
  id,
  name: `Template ${id}`,
  language: 'en',
  category: null,
  header: null,
  body: 'Hello {{name}}',
  footer: null,
  variables: [{ name: 'name', part: 'body', kind: 'text', choices: [], example: null }],
  ...more,
})
