import type { Host } from '../port.ts'
import type { HostDependencies } from '../dependencies.ts'
import { openHost } from './api.ts'
import { contactsOf } from './contacts.ts'
import { hooksOf } from './hooks.ts'
import { linesOf } from './lines.ts'
import { operatorsOf, staffOf } from './operators.ts'
import { policyOf } from './policy.ts'
import { probe } from './probe.ts'
import { recordsOf } from './records.ts'
import { cannedRepliesOf } from './replies.ts'
import { routingOf } from './routing.ts'
import { senderOf } from './sender.ts'
import { sessionsOf } from './sessions.ts'
import { sessionLink, type Elma365Settings } from './settings.ts'

export { Elma365SettingsSchema, type Elma365Settings } from './settings.ts'

/** The adapter of ELMA365 / BRIX365. What it relies on, and how certain that is, stands in the README. */
export function createElma365(settings: Elma365Settings, dependencies: HostDependencies): Host {
  const elma = openHost(settings, dependencies)
  const { sessionPage, newSessionPage } = settings
  const lines = linesOf(elma)
  const staff = staffOf(elma)
  const cannedReplies = cannedRepliesOf(elma)
  return {
    policy: policyOf(settings),
    lines,
    contacts: contactsOf(elma),
    sessions: sessionsOf(elma),
    sender: senderOf(elma),
    probe: () => probe(elma),
    operators: operatorsOf(staff),
    records: recordsOf(elma),
    routing: routingOf(elma, lines, staff),
    hooks: hooksOf(settings),
    ...(cannedReplies && { cannedReplies }),
    ...(sessionPage !== null && {
      links: {
        session: (id) => sessionLink(settings, id),
        newSession: () => newSessionPage,
      },
    }),
  }
}
