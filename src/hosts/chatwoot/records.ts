import type { RecordRef } from '../../domain/words.ts'
import type { Host, RecordField } from '../port.ts'
import { remembered } from '../remember.ts'
import type { Chatwoot } from './api.ts'
import { contactAt } from './contacts.ts'
import { AttributesAnswer, type WireContact } from './wire.ts'

/** A contact is the one kind of record here; deals and orders are not this host's. */
export function recordsOf(chatwoot: Chatwoot): NonNullable<Host['records']> {
  const { account, settings, now } = chatwoot
  const definitions = remembered(
    () =>
      account.read({
        method: 'GET',
        path: 'custom_attribute_definitions?attribute_model=1',
        answer: AttributesAnswer,
      }),
    settings.freshForMs,
    now,
  )
  return {
    contactOf: async ({ type, id }: RecordRef) =>
      type === 'contact' && (await contactAt(chatwoot, id)) ? id : null,
    fields: async ({ type, id }) => {
      const contact = type === 'contact' ? await contactAt(chatwoot, id) : null
      if (!contact) return []
      const own = (await definitions()).map(
        ({ attribute_key: key, attribute_display_name: label }): RecordField => ({
          id: `contact.${key}`,
          label: label || key,
          value: readable(contact.custom_attributes?.[key]),
        }),
      )
      return [...usual(contact), ...own]
    },
  }
}

/** What every contact of the host may have; the names are those of its own contact form. */
const USUAL = {
  company_name: 'Company',
  city: 'City',
  country: 'Country',
} as const

function usual({ identifier, additional_attributes: more }: WireContact): RecordField[] {
  return [
    { id: 'contact.identifier', label: 'Identifier', value: readable(identifier) },
    ...Object.entries(USUAL).map(([key, label]) => ({
      id: `contact.${key}`,
      label,
      value: readable(more?.[key]),
    })),
  ]
}

/** Texts and numbers as people read them; anything else is nothing to write to a customer. */
function readable(value: unknown): string | null {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value.trim() !== '' ? value : null
}
