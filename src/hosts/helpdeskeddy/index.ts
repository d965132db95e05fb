import type { HostDependencies } from '../dependencies.ts'
import type { Host } from '../port.ts'
import { writtenReplies } from '../written-replies.ts'
import { openHost } from './api.ts'
import { commentBook } from './comments.ts'
import { contactsOf } from './contacts.ts'
import { customFieldsOf } from './custom-fields.ts'
import { defaultTemplateOf } from './default-template.ts'
import { hooksOf } from './hooks.ts'
import { identityOf } from './identity.ts'
import { directoryOf } from './lines.ts'
import { notesOf } from './notes.ts'
import { operatorsOf } from './operators.ts'
import { policyOf } from './policy.ts'
import { probe } from './probe.ts'
import { reachOf } from './reach.ts'
import { routingOf } from './routing.ts'
import { senderOf } from './sender.ts'
import { sessionsOf } from './sessions.ts'
import { startFieldsOf } from './start-fields.ts'
import type { HelpdeskeddySettings } from './settings.ts'
import { tagsOf } from './tags.ts'

export { HelpdeskeddySettingsSchema } from './settings.ts'

/** The adapter of HelpDeskEddy / EddyDesk. What it relies on, and how certain that is, stands in the README. */
export function createHelpdeskeddy(settings: HelpdeskeddySettings, dependencies: HostDependencies): Host {
  const hde = openHost(settings, dependencies)
  const directory = directoryOf(hde)
  const comments = commentBook(hde)
  const customFields = customFieldsOf(hde)
  const defaultTemplate = defaultTemplateOf(settings)
  const tags = tagsOf(hde, settings)
  const { ticketFilterId: filter } = settings
  const page = `${settings.baseUrl.replace(/\/+$/, '')}/${settings.language}/ticket/list/filter/id/${filter}/ticket`
  return {
    policy: policyOf(settings),
    lines: { list: () => directory.lines() },
    contacts: contactsOf(hde),
    sessions: sessionsOf(hde, comments),
    sender: senderOf(hde, customFields),
    probe: () => probe(hde),
    operators: operatorsOf(hde),
    routing: routingOf(hde, directory, comments),
    notes: notesOf(hde, comments),
    hooks: hooksOf(hde),
    identity: identityOf(hde),
    reach: reachOf(hde),
    startFields: startFieldsOf(hde, directory, customFields),
    ...(defaultTemplate && { defaultTemplate }),
    ...(settings.cannedReplies.length > 0 && { cannedReplies: writtenReplies(settings.cannedReplies) }),
    ...(tags && { tags }),
    ...(filter !== null && {
      links: {
        session: (id) => `${page}/${hde.ids.session.number(id) ?? ''}`,
        newSession: () => `${page}/create/draft/`,
      },
    }),
  }
}
