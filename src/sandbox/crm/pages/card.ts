import { html } from 'hono/html'
import { widgetsFor } from '../../../plugin/read.ts'
import type { CardContext } from '../context.ts'
import type { CrmDeps } from '../deps.ts'
import type { Html, Section } from '../html.ts'
import { titleOf, type CardRecord } from '../records.ts'
import type { Visitor } from '../visitor.ts'
import { fields } from './fields.ts'
import { phoneButton, phonePanel } from './phone.ts'
import { pluginPlace } from './plugin-place.ts'
import { processBox } from './process-box.ts'

export interface Card {
  readonly record: CardRecord
  /** `null`: the gateway is not there. */
  readonly context: CardContext | null
}

export const SECTION_OF: Readonly<Record<CardRecord['type'], Section>> = {
  contact: 'contacts',
  deal: 'deals',
  order: 'orders',
}

/** A record's card: its fields at the left, the plugin in the middle, the customer's phone at the right. */
export function cardView(deps: CrmDeps, visitor: Visitor, card: Card): Html {
  const { words } = visitor
  const { record } = card
  const { contact } = record
  const section = SECTION_OF[record.type]
  return html`<div class="card" ${contact ? '' : html`data-no-phone`}>
    <div class="card-head">
      <nav class="crumbs" aria-label="${words.nav[section]}">
        <a href="/${section}">${words.nav[section]}</a>
      </nav>
      <h1><bdi>${titleOf(record, words.orders.one)}</bdi></h1>
      ${contact ? phoneButton(visitor) : ''}
    </div>
    <div class="card-side">
      ${record.type === 'order' ? processBox(deps, visitor, record.order) : ''}
      ${fields(deps.engine, visitor, record)}
    </div>
    <section
      class="plugin"
      aria-label="${words.card.plugin}"
      data-type="${record.type}"
      data-id="${record.id}"
    >
      ${pluginPlace(deps, visitor, {
        widgets: widgetsFor(deps.plugin, record.type, 'main'),
        context: card.context,
        record,
      })}
    </section>
    ${contact ? phonePanel(visitor, contact) : ''}
  </div>`
}
