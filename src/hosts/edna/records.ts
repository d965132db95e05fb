import type { Host } from '../port.ts'
import type { Edna } from './api.ts'
import { clientIdOf, profileOf } from './clients.ts'

/** A client is the one kind of record here. Its fields are the additional ones that the CRM has put on the card (facts, 2.5). */
export function recordsOf(edna: Edna): NonNullable<Host['records']> {
  return {
    contactOf: async ({ type, id }) => (type === 'contact' ? clientIdOf(edna, id) : null),
    fields: async ({ type, id }) => {
      const client = type === 'contact' ? await clientIdOf(edna, id) : null
      const profile = client === null ? null : await profileOf(edna, client)
      if (!profile) return []
      return Object.entries(edna.settings.fields).map(([key, label]) => ({
        id: `contact.${key}`,
        label,
        value: profile.additional?.find((field) => field.key === key)?.value?.trim() || null,
      }))
    },
  }
}
