import { html } from 'hono/html'
import { channelName } from '../../../words/index.ts'
import type { Engine } from '../../engine/index.ts'
import { money } from '../format.ts'
import type { Html } from '../html.ts'
import { titleOf, type CardRecord } from '../records.ts'
import type { Visitor } from '../visitor.ts'
import { customer, DEAL_TONES, ORDER_TONES } from './lists.ts'

/** The record's own fields, as the left side of its card. */
export function fields(engine: Engine, visitor: Visitor, record: CardRecord): Html {
  const { words } = visitor
  return html`<details class="fields" data-fields>
    <summary>${words.card.fields}</summary>
    <dl>
      ${ownFields(engine, visitor, record)}
      ${record.contact ? contactFields(engine, visitor, record.contact.id) : ''}
    </dl>
    ${related(engine, visitor, record)}
  </details>`
}

function ownFields(engine: Engine, visitor: Visitor, record: CardRecord): Html {
  const { words, locale } = visitor
  if (record.type === 'contact') return html``
  const { amount, currency, contactId } = record.type === 'deal' ? record.deal : record.order
  const state =
    record.type === 'deal'
      ? row(words.deals.stage, tag(DEAL_TONES[record.deal.stage], words.deals.stages[record.deal.stage]))
      : row(words.orders.state, tag(ORDER_TONES[record.order.state], words.orders.states[record.order.state]))
  return html`${row(words.list.customer, customer(engine, visitor, contactId))}
  ${record.type === 'order' ? row(words.orders.title, html`<bdi>${record.order.title}</bdi>`) : ''} ${state}
  ${row(words.deals.amount, money(amount, currency, locale))}`
}

function contactFields(engine: Engine, visitor: Visitor, contactId: string): Html {
  const { words } = visitor
  const { store } = engine
  const contact = store.contacts.find(({ id }) => id === contactId)
  if (!contact) return html``
  const nothing = html`<span class="quiet">${words.contacts.nothing}</span>`
  const several = (values: readonly string[]): Html =>
    values.length === 0 ? nothing : html`${values.map((value) => html`<bdi class="address">${value}</bdi>`)}`
  const accounts = store.accounts.filter((account) => account.contactId === contactId && account.inRecord)
  return html`${row(words.contacts.company, contact.company ? html`<bdi>${contact.company}</bdi>` : nothing)}
  ${row(words.contacts.phone, several(contact.phones))} ${row(words.contacts.email, several(contact.emails))}
  ${row(
    words.contacts.accounts,
    accounts.length === 0
      ? nothing
      : html`<ul class="accounts">
          ${accounts.map(
            ({ channel, address }) =>
              html`<li>
                <small>${channelName(channel, visitor.locale)}</small><bdi class="address">${address}</bdi>
              </li>`,
          )}
        </ul>`,
  )}`
}

/** The customer's other records, below the fields of a contact. */
function related(engine: Engine, { words }: Visitor, record: CardRecord): Html {
  if (record.type !== 'contact') return html``
  const { deals, orders } = engine.store
  const links = [
    ...orders
      .filter(({ contactId }) => contactId === record.id)
      .map((order) => ({
        href: `/orders/${order.id}`,
        title: words.orders.one(order.number),
        state: words.orders.states[order.state],
        tone: ORDER_TONES[order.state],
      })),
    ...deals
      .filter(({ contactId }) => contactId === record.id)
      .map((deal) => ({
        href: `/deals/${deal.id}`,
        title: titleOf({ type: 'deal', id: deal.id, deal, contact: record.contact }, words.orders.one),
        state: words.deals.stages[deal.stage],
        tone: DEAL_TONES[deal.stage],
      })),
  ]
  return html`<section class="related" aria-labelledby="related">
    <h2 id="related">${words.contacts.related}</h2>
    ${
      links.length === 0
        ? html`<p class="quiet">${words.contacts.none}</p>`
        : html`<ul>
            ${links.map(
              ({ href, title, state, tone }) =>
                html`<li>
                  <a href="${href}"><bdi>${title}</bdi></a
                  >${tag(tone, state)}
                </li>`,
            )}
          </ul>`
    }
  </section>`
}

function row(title: string, value: Html | string): Html {
  return html`<div>
    <dt>${title}</dt>
    <dd>${value}</dd>
  </div>`
}

function tag(tone: string, text: string): Html {
  return html`<span class="tag" data-tone="${tone}">${text}</span>`
}
