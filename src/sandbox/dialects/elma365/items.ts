import type { Deal, Engine, Order, StoreView } from '../../engine/index.ts'
import type { Item } from './lists.ts'
import { typeOf } from './values.ts'

type View<T> = Readonly<{ [Key in keyof T]: unknown }>

/** An app of the tenant: all its items, and one of them. */
export interface App {
  all(): Item[]
  one(id: string): Item | null
}

/** The app of these codes, or `null` when the tenant has none. */
export function appOf(engine: Engine, namespace: string, code: string): App | null {
  const { store } = engine
  switch (`${namespace}/${code}`) {
    case '_clients/_contacts':
      return {
        all: () => store.contacts.map((contact) => contactItem(engine, contact)),
        one: (id) => {
          const contact = engine.contact(id)
          return contact ? contactItem(engine, contact) : null
        },
      }
    case 'sales/deals':
      return listApp(store.deals.map(dealItem))
    case 'sales/orders':
      return listApp(store.orders.map(orderItem))
    case 'response_templates/templates':
      return listApp(REPLIES.map(([name, text], at) => replyItem(at + 1, name, text)))
    default:
      return null
  }
}

/** Ready answers of the section "Response templates" (facts, 1.1): titles and words. */
const REPLIES = [
  ['Delivery', 'We deliver every day from nine to nine, Moscow time.'],
  ['Доставка', 'Привозим каждый день с девяти до девяти по Москве.'],
  ['Return', 'You may send the lamp back within fourteen days.\nKeep the box, write the order number on it.'],
  [
    'Возврат',
    'Лампу можно вернуть в течение четырнадцати дней.\nСохраните коробку, напишите на ней номер заказа.',
  ],
] as const

function replyItem(number: number, name: string, text: string): Item {
  return { __id: `reply-${number}`, __name: name, __deletedAt: null, text }
}

function listApp(items: Item[]): App {
  return { all: () => items, one: (id) => items.find(({ __id }) => __id === id) ?? null }
}

/** A client's card with the value shapes of the facts, 4.6. What was written into the account field is given back unchanged. */
function contactItem(engine: Engine, contact: StoreView['contacts'][number]): Item {
  const accounts = engine
    .accountsOf(contact.id)
    .filter((account) => account.inRecord)
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
