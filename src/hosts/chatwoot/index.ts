import type { HostDependencies } from '../dependencies.ts'
import type { Host } from '../port.ts'
import { openHost } from './api.ts'
import { contactsOf } from './contacts.ts'
import { hooksOf } from './hooks.ts'
import { identityOf } from './identity.ts'
import { linesOf } from './lines.ts'
import { liveOf } from './live.ts'
import { notesOf } from './notes.ts'
import { operatorsOf } from './operators.ts'
import { policyOf } from './policy.ts'
import { probe } from './probe.ts'
import { reachOf } from './reach.ts'
import { recordsOf } from './records.ts'
import { cannedRepliesOf } from './replies.ts'
import { routingOf } from './routing.ts'
import { senderOf } from './sender.ts'
import { sessionsOf } from './sessions.ts'
import type { ChatwootSettings } from './settings.ts'
import { tagsOf } from './tags.ts'
import { templatesOf } from './templates.ts'

export { ChatwootSettingsSchema, type ChatwootSettings } from './settings.ts'

/** The adapter of Chatwoot. What it relies on, and how certain that is, stands in the README. */
export function createChatwoot(settings: ChatwootSettings, dependencies: HostDependencies): Host {
  const chatwoot = openHost(settings, dependencies)
  const { sessionPage } = settings
  return {
    policy: policyOf(settings),
    lines: linesOf(chatwoot),
    contacts: contactsOf(chatwoot),
    sessions: sessionsOf(chatwoot),
    sender: senderOf(chatwoot),
    probe: () => probe(chatwoot),
    operators: operatorsOf(chatwoot),
    records: recordsOf(chatwoot),
    routing: routingOf(chatwoot),
    notes: notesOf(chatwoot),
    hooks: hooksOf(chatwoot),
    ...(chatwoot.openCable && { live: liveOf(chatwoot, chatwoot.openCable) }),
    identity: identityOf(chatwoot),
    reach: reachOf(chatwoot),
    templates: { list: (line, channel) => templatesOf(chatwoot, line, channel) },
    cannedReplies: cannedRepliesOf(chatwoot),
    tags: tagsOf(chatwoot, settings),
    ...(sessionPage !== null && {
      links: {
        session: (id) => {
          const number = chatwoot.ids.theirs('conversation', id)
          return number === null ? null : sessionPage.replace('{session}', String(number))
        },
        newSession: () => null,
      },
    }),
  }
}
