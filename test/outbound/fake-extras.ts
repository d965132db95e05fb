import type { AfterKind } from '../../src/domain/after.ts'
import type { AttachmentPolicy } from '../../src/domain/attachments.ts'
import type { ChannelPolicy, HostPolicy } from '../../src/domain/policy.ts'
import type { StartField } from '../../src/domain/start-fields.ts'
import type { Template } from '../../src/domain/template.ts'
import type { Channel } from '../../src/domain/words.ts'
import { HostError } from '../../src/hosts/errors.ts'
import type { AccountFacts, Host, Notes, Routing, RoutingTarget, Tags } from '../../src/hosts/port.ts'
import type { World } from './fake-host.ts'

/** What only some hosts have. A test gives it to its world before it makes replicas; what is absent, the host has not. */
export interface Extras {
  channels?: Partial<Record<Channel, Partial<ChannelPolicy>>>
  templates?: Template[] | HostError
  tags?: { required: boolean; names: string[] }
  startFields?: StartField[]
  facts?: AccountFacts
  after?: AfterKind[]
  targets?: RoutingTarget[]
  /** Who may close; absent: the host cannot. */
  close?: 'anyone' | 'assignee'
  reopen?: boolean
  /** How sure the host is of a note whose answer was lost. */
  notes?: 'findable' | 'blind'
}

/** A mishap of routing: before the deed, or with the answer lost after it. */
export interface RoutingFault {
  error: HostError
  done: boolean
}

export const FILES: AttachmentPolicy = {
  formats: ['pdf', 'png'],
  maxBytes: 1000,
  maxTotalBytes: 1500,
  maxCount: 2,
  alone: true,
}

export function policyWith(policy: HostPolicy, { channels = {}, after }: Extras): HostPolicy {
  const changed = Object.entries(channels).map(([channel, change]) => [
    channel,
    { ...policy.channels[channel as Channel], ...change },
  ])
  return {
    ...policy,
    channels: { ...policy.channels, ...Object.fromEntries(changed) },
    ...(after ? { after } : {}),
  }
}

/** The capabilities that the world's extras ask for. */
export function extrasOf(world: World, read: <T>(answer: () => T) => Promise<T>): Partial<Host> {
  const { templates, tags, startFields, facts } = world.extras
  return {
    routing: routingOf(world),
    ...(templates
      ? {
          templates: {
            list: () =>
              read(() => {
                const now = world.extras.templates
                if (now instanceof HostError) throw now
                return now ?? []
              }),
          },
        }
      : {}),
    ...(tags ? { tags: tagsOf(world, tags, read) } : {}),
    ...(world.extras.notes ? { notes: notesOf(world, world.extras.notes) } : {}),
    ...(startFields ? { startFields: () => read(() => startFields) } : {}),
    ...(facts ? { reach: { facts: () => read(() => world.extras.facts ?? facts) } } : {}),
  }
}

function tagsOf(
  world: World,
  { required, names }: NonNullable<Extras['tags']>,
  read: <T>(answer: () => T) => Promise<T>,
): Tags {
  return {
    requires: () => required,
    list: () => read(() => names),
    of: (sessionId) => read(() => world.tags.get(sessionId) ?? []),
    add: async (sessionId, added) => {
      world.tags.set(sessionId, [...new Set([...(world.tags.get(sessionId) ?? []), ...added])])
      world.deeds.push(`tag ${sessionId} ${added.join(',')}`)
    },
  }
}

function notesOf(world: World, certainty: 'findable' | 'blind'): Notes {
  return {
    certainty,
    add: async ({ mark, sessionId, operatorId, text }) => {
      const fault = world.faults.note?.shift()
      if (fault && !fault.done) throw fault.error
      world.notes.push({ mark, sessionId, operatorId, text })
      if (fault) throw fault.error
      return { messageId: `note-${world.notes.length}` }
    },
    find: async ({ mark }) => {
      if (certainty === 'blind') return { state: 'unknowable' }
      const at = world.notes.findIndex((note) => note.mark === mark)
      if (at < 0) return { state: 'absent' }
      return { state: 'sent', sessionId: world.notes[at]!.sessionId, messageId: `note-${at + 1}` }
    },
  }
}

function routingOf(world: World): Routing {
  const { targets, close, reopen } = world.extras
  const deed = async (said: string, work: () => void): Promise<void> => {
    const fault = world.faults.routing?.shift()
    if (fault && !fault.done) throw fault.error
    work()
    world.deeds.push(said)
    if (fault) throw fault.error
  }
  return {
    assign: async (sessionId, operatorId) => {
      const fault = world.faults.assign.shift()
      if (fault) throw fault
      await deed(`assign ${sessionId} ${operatorId}`, () => {
        const session = world.sessions.find(({ id }) => id === sessionId)
        if (session?.state === 'closed') throw no('A closed session has no operator.')
        world.change(sessionId, { operatorId, state: 'active' })
      })
    },
    ...(close
      ? {
          close: (sessionId, operatorId) =>
            deed(`close ${sessionId}`, () => {
              const session = world.sessions.find(({ id }) => id === sessionId)
              if (close === 'assignee' && session?.operatorId !== operatorId) throw no('Not yours.')
              world.change(sessionId, { state: 'closed', closedAt: world.now().toISOString() })
            }),
        }
      : {}),
    ...(reopen
      ? {
          reopen: (sessionId) =>
            deed(`reopen ${sessionId}`, () =>
              world.change(sessionId, { state: 'queued', operatorId: null, closedAt: null }),
            ),
        }
      : {}),
    ...(targets
      ? {
          targets: async () => targets,
          handOver: (sessionId, target, comment) =>
            deed(`hand-over ${sessionId} ${target.kind} ${target.id} ${comment ?? '-'}`, () => {
              if (!targets.some(({ id }) => id === target.id)) throw no('No such target.')
              world.change(sessionId, {
                operatorId: target.kind === 'operator' ? target.id : null,
                state: target.kind === 'operator' ? 'active' : 'queued',
              })
            }),
        }
      : {}),
  }
}

const no = (sentence: string): HostError =>
  new HostError(sentence, { code: 'not-allowed', kind: 'not-allowed', happened: 'no' })
