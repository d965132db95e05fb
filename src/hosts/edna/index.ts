import type { HostDependencies } from '../dependencies.ts'
import type { Host } from '../port.ts'
import { writtenReplies } from '../written-replies.ts'
import { openHost } from './api.ts'
import { contactsOf } from './clients.ts'
import { hooksOf } from './hooks.ts'
import { threadIdOf } from './map.ts'
import { linesOf, pulseChannelsOf } from './lines.ts'
import { agentsOf, operatorsOf } from './operators.ts'
import { policyOf } from './policy.ts'
import { probe } from './probe.ts'
import { reachOf } from './reach.ts'
import { recordsOf } from './records.ts'
import { routingOf } from './routing.ts'
import { senderOf } from './sender.ts'
import type { EdnaSettings } from './settings.ts'
import { templatesOf } from './templates.ts'
import { threadsOf } from './threads.ts'

export { EdnaSettingsSchema, type EdnaSettings } from './settings.ts'

/** The adapter of edna Chat Center with edna Pulse. What it relies on, and how certain that is, stands in the README. */
export function createEdna(settings: EdnaSettings, dependencies: HostDependencies): Host {
  const edna = openHost(settings, dependencies)
  const threads = threadsOf(edna)
  const agents = agentsOf(edna)
  const channels = pulseChannelsOf(edna)
  const templates = edna.pulse && templatesOf(edna, edna.pulse, threads, channels)
  const { ofContact, get, open, messages, wroteBefore } = threads
  return {
    policy: policyOf(settings),
    lines: linesOf(edna, channels),
    contacts: contactsOf(edna),
    sessions: { ofContact, get, open, messages, wroteBefore },
    sender: senderOf(edna, agents, threads, templates),
    probe: () => probe(edna),
    operators: operatorsOf(edna, agents),
    routing: routingOf(edna, agents),
    records: recordsOf(edna),
    reach: reachOf(edna, threads),
    hooks: hooksOf(settings),
    links: {
      session: (id) => {
        const thread = threadIdOf(settings, id)
        return thread === null ? null : edna.pages.of(thread)
      },
      newSession: () => null,
    },
    ...(templates && { templates: { list: templates.list } }),
    ...(settings.cannedReplies.length > 0 && { cannedReplies: writtenReplies(settings.cannedReplies) }),
  }
}
