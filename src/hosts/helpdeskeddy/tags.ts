import type { Tags } from '../port.ts'
import type { Helpdeskeddy } from './api.ts'
import { changeTicket, existing, numberOf } from './routing.ts'
import type { HelpdeskeddySettings } from './settings.ts'
import { ticketOf } from './tickets.ts'

/** Labels of a ticket (C). The host has no list of them (ND), so the settings have; `null`: they name none. */
export function tagsOf(hde: Helpdeskeddy, { tags }: Pick<HelpdeskeddySettings, 'tags'>): Tags | null {
  if (!tags) return null
  return {
    requires: () => tags.required,
    list: async () => tags.list,
    of: async (sessionId) => {
      const number = hde.ids.session.number(sessionId)
      return (number === null ? null : await ticketOf(hde, number))?.tags ?? []
    },
    // An update replaces them all.
    add: async (sessionId, added) => {
      const ticket = await existing(hde, sessionId)
      await changeTicket(hde, numberOf(hde, sessionId), { tags: [...new Set([...ticket.tags, ...added])] })
    },
  }
}
