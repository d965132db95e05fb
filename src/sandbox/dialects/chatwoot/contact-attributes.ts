import type { Engine } from '../../engine/index.ts'
import type { Person } from './links.ts'

const DEFINED = [
  ['last_order', 'Last order', 'number'],
  ['last_order_title', 'Last order, contents', 'text'],
  ['loyalty_level', 'Loyalty level', 'list'],
] as const

/** What the account's administrator has defined for contacts (facts, 2.4). */
export const CONTACT_ATTRIBUTES = DEFINED.map(([key, name, type], at) => ({
  id: at + 1,
  attribute_display_name: name,
  attribute_display_type: type,
  attribute_description: '',
  attribute_key: key,
  // A text, as the vendor describes it.
  attribute_values: type === 'list' ? 'silver,gold' : '',
  attribute_model: 'contact_attribute',
}))

/** What was written of a contact, over what the shop keeps there of its orders. */
export function attributesOf({ store }: Engine, { id, hostFields }: Person): Record<string, unknown> {
  const order = store.orders.findLast(({ contactId }) => contactId === id)
  const written = hostFields['custom_attributes']
  return {
    ...(order && { last_order: order.number, last_order_title: order.title }),
    ...(typeof written === 'object' && written !== null ? written : {}),
  }
}
