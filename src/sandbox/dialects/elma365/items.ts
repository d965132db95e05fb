import type { Deal, Order, StoreView } from '../../engine/index.ts'
import type { Item } from './lists.ts'
import { TENANT, typeOf } from './values.ts'

type View<T> = Readonly<{ [Key in keyof T]: unknown }>

/** The items of an app, or `null` when the tenant has no such app. */
export function itemsOf(store: StoreView, namespace: string, code: string): Item[] | null {
  const { contacts, deals, orders } = TENANT
  if (is(contacts)) return store.contacts.map((contact) => contactItem(store, contact))
  if (is(deals)) return store.deals.map(dealItem)
  if (is(orders)) return store.orders.map(orderItem)
  return null

  function is(app: { namespace: string; code: string }): boolean {
    return app.namespace === namespace && app.code === code
  }
}

/** A client's card with the value shapes of the facts, 4.6. What was written into the account field is given back unchanged. */
export function contactItem(store: StoreView, contact: StoreView['contacts'][number]): Item {
  const accounts = store.accounts
    .filter((account) => account.contactId === contact.id && account.inRecord)
    .map(({ channel, address }) => ({ type: typeOf(channel), account: address }))
  return {
    __id: contact.id,
    __name: contact.name,
    __deletedAt: null,
    _phone: contact.phones.map((tel) => ({ type: 'work', tel })),
    _email: contact.emails.map((email) => ({ type: 'work', email })),
    accounts,
    company: contact.company,
    ...contact.hostFields,
  }
}

function dealItem(deal: View<Deal> & { id: string; amount: number }): Item {
  return {
    __id: deal.id,
    __name: deal.title,
    __deletedAt: null,
    __status: { code: deal.stage },
    contact: deal.contactId === null ? [] : [deal.contactId],
    sum: { cents: deal.amount * 100, currency: deal.currency },
  }
}

function orderItem(order: View<Order> & { id: string; amount: number }): Item {
  return {
    __id: order.id,
    __name: order.title,
    __deletedAt: null,
    __status: { code: order.state },
    number: order.number,
    contact: order.contactId === null ? [] : [order.contactId],
    sum: { cents: order.amount * 100, currency: order.currency },
  }
}
