import type { FieldValue, FieldValues } from '../../../src/domain/start-fields.ts'
import type { Store } from '../../contract/oracle.ts'

type Message = Store['messages'][number]

/** What the sandbox keeps of a ticket's fields, in the values of the form. */
export function fieldsOfTicket({ sessions }: Store, { sessionId, direction }: Message): FieldValues {
  const { fields, operatorId, tags } = sessions.find(({ id }) => id === sessionId)!
  const { priority = null, ...custom } = fields
  return {
    assignee: operatorId ?? '',
    priority: String(priority),
    'send-letter': tags.includes('send-letter'),
    'from-customer': direction === 'inbound',
    ...Object.fromEntries(Object.entries(custom).map(([id, value]) => [`custom-${id}`, valueOf(value)])),
  }
}

/** A checkbox is 1 or 0; of a hierarchy the form knows the lowest option alone. */
function valueOf(value: Store['sessions'][number]['fields'][string]): FieldValue {
  if (typeof value === 'number') return value === 1
  return Array.isArray(value) ? (value.at(-1) ?? '') : String(value)
}
