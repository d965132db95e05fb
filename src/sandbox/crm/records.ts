import type { RecordRef } from '../../domain/words.ts'
import type { Engine, StoreView } from '../engine/index.ts'

export type RecordType = 'contact' | 'deal' | 'order'

/** The record behind a card, and the customer it belongs to. */
export type CardRecord =
  | { readonly type: 'contact'; readonly id: string; readonly contact: StoreView['contacts'][number] }
  | {
      readonly type: 'deal'
      readonly id: string
      readonly deal: StoreView['deals'][number]
      readonly contact: StoreView['contacts'][number] | null
    }
  | {
      readonly type: 'order'
      readonly id: string
      readonly order: StoreView['orders'][number]
      readonly contact: StoreView['contacts'][number] | null
    }

/** `null` when there is no such record. */
export function recordOf({ store }: Pick<Engine, 'store'>, type: RecordType, id: string): CardRecord | null {
  const contactOf = (contactId: string | null) => store.contacts.find((one) => one.id === contactId) ?? null
  if (type === 'contact') {
    const contact = contactOf(id)
    return contact && { type, id, contact }
  }
  if (type === 'deal') {
    const deal = store.deals.find((one) => one.id === id)
    return deal ? { type, id, deal, contact: contactOf(deal.contactId) } : null
  }
  const order = store.orders.find((one) => one.id === id)
  return order ? { type, id, order, contact: contactOf(order.contactId) } : null
}

/** What the plugin is told of a card: the record, or its customer where the vendor knows contacts alone. `null`: it has no customer. */
export function recordTold(
  { keepsRecords }: { readonly keepsRecords?: boolean },
  record: CardRecord,
): RecordRef | null {
  if (keepsRecords || record.type === 'contact') return { type: record.type, id: record.id }
  return record.contact && { type: 'contact', id: record.contact.id }
}

/** What the card is called. */
export function titleOf(record: CardRecord, orderWord: (number: number) => string): string {
  if (record.type === 'contact') return record.contact.name
  return record.type === 'deal' ? record.deal.title : orderWord(record.order.number)
}
