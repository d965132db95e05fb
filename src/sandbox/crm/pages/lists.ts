import { html } from 'hono/html'
import { channelName } from '../../../words/index.ts'
import type { Engine, StoreView } from '../../engine/index.ts'
import { day, matches, money } from '../format.ts'
import type { Visitor } from '../visitor.ts'
import type { Html } from '../html.ts'
import { listView } from './list.ts'

type Contact = StoreView['contacts'][number]

/** The contacts: who, how to reach them, and whether a conversation is open. */
export function contactList(engine: Engine, visitor: Visitor, query: string): Html {
  const { words } = visitor
  const { contacts } = engine.store
  const rows = contacts.filter(({ name, company, phones, emails }) =>
    matches(query, name, company, ...phones, ...emails),
  )
  return listView<Contact>(visitor, {
    section: 'contacts',
    title: words.nav.contacts,
    query,
    rows,
    columns: [
      {
        title: words.contacts.name,
        cell: ({ id, name, company, phones, emails }) =>
          html`<a class="main-link" href="/contacts/${id}"><bdi>${name}</bdi></a
            ><small class="narrow"><bdi>${company ?? phones[0] ?? emails[0] ?? ''}</bdi></small>`,
      },
      { title: words.contacts.company, wideOnly: true, cell: ({ company }) => html`<bdi>${company}</bdi>` },
      {
        title: words.contacts.phone,
        wideOnly: true,
        cell: ({ phones }) => html`<span class="digits">${phones[0]}</span>`,
      },
      {
        title: words.contacts.email,
        wideOnly: true,
        cell: ({ emails }) => html`<span class="address">${emails[0]}</span>`,
      },
      { title: words.contacts.lines, cell: ({ id }) => conversation(engine, visitor, id) },
    ],
  })
}

function conversation(engine: Engine, visitor: Visitor, contactId: string): Html {
  const { words, locale } = visitor
  const { sessions, lines } = engine.store
  const theirs = sessions
    .filter((session) => session.contactId === contactId)
    .toSorted((a, b) => b.lastActivityAt.localeCompare(a.lastActivityAt))
  const open = theirs.find(({ state }) => state !== 'closed')
  const lineName = lines.find(({ id }) => id === open?.lineId)?.name ?? ''
  if (open) return html`<span class="tag" data-tone="good">${words.contacts.open(lineName)}</span>`
  const last = theirs[0]
  if (!last) return html`<span class="quiet">${words.contacts.never}</span>`
  return html`<span class="quiet"
    >${channelName(last.channel, locale)},
    <span class="date">${day(last.lastActivityAt, visitor)}</span></span
  >`
}

/** The deals with their customers, amounts and stages. */
export function dealList(engine: Engine, visitor: Visitor, query: string): Html {
  const { words, locale } = visitor
  return listView(visitor, {
    section: 'deals',
    title: words.nav.deals,
    query,
    rows: engine.store.deals.filter(({ title, contactId }) =>
      matches(query, title, nameOf(engine, contactId)),
    ),
    columns: [
      {
        title: words.deals.title,
        cell: ({ id, title, contactId }) =>
          html`<a class="main-link" href="/deals/${id}"><bdi>${title}</bdi></a
            ><small class="narrow"><bdi>${nameOf(engine, contactId) ?? words.list.noCustomer}</bdi></small>`,
      },
      {
        title: words.list.customer,
        wideOnly: true,
        cell: ({ contactId }) => customer(engine, visitor, contactId),
      },
      {
        title: words.deals.stage,
        cell: ({ stage }) =>
          html`<span class="tag" data-tone="${DEAL_TONES[stage]}">${words.deals.stages[stage]}</span>`,
      },
      {
        title: words.deals.amount,
        number: true,
        cell: ({ amount, currency }) => money(amount, currency, locale),
      },
    ],
  })
}

/** The orders; the newest number first. */
export function orderList(engine: Engine, visitor: Visitor, query: string): Html {
  const { words, locale } = visitor
  return listView(visitor, {
    section: 'orders',
    title: words.nav.orders,
    query,
    rows: engine.store.orders
      .filter(({ number, title, contactId }) =>
        matches(query, String(number), title, nameOf(engine, contactId)),
      )
      .toSorted((a, b) => b.number - a.number),
    columns: [
      {
        title: words.orders.title,
        cell: ({ id, number, title, contactId }) =>
          html`<a class="main-link" href="/orders/${id}"
              ><span class="digits">${number}</span> · <bdi>${title}</bdi></a
            ><small class="narrow"><bdi>${nameOf(engine, contactId) ?? words.list.noCustomer}</bdi></small>`,
      },
      {
        title: words.list.customer,
        wideOnly: true,
        cell: ({ contactId }) => customer(engine, visitor, contactId),
      },
      {
        title: words.orders.state,
        cell: ({ state }) =>
          html`<span class="tag" data-tone="${ORDER_TONES[state]}">${words.orders.states[state]}</span>`,
      },
      {
        title: words.orders.amount,
        number: true,
        cell: ({ amount, currency }) => money(amount, currency, locale),
      },
    ],
  })
}

export const DEAL_TONES = {
  new: 'plain',
  negotiation: 'plain',
  contract: 'accent',
  won: 'good',
  lost: 'bad',
} as const
export const ORDER_TONES = { packing: 'plain', ready: 'accent', delivered: 'good' } as const

/** The contact's name, or `null` when there is none. */
function nameOf(engine: Pick<Engine, 'store'>, contactId: string | null): string | null {
  return engine.store.contacts.find(({ id }) => id === contactId)?.name ?? null
}

/** A link to the customer, or the words for none. */
export function customer(engine: Pick<Engine, 'store'>, { words }: Visitor, contactId: string | null): Html {
  const name = nameOf(engine, contactId)
  if (name === null) return html`<span class="quiet">${words.list.noCustomer}</span>`
  return html`<a href="/contacts/${contactId}"><bdi>${name}</bdi></a>`
}
