import { html, raw } from 'hono/html'
import { widgetsFor } from '../../../plugin/read.ts'
import type { CardContext } from '../context.ts'
import type { CrmDeps, GatewayAccess } from '../deps.ts'
import type { Html, Section } from '../html.ts'
import { icon } from '../icons.ts'
import { titleOf, type CardRecord } from '../records.ts'
import type { Visitor } from '../visitor.ts'
import { fields } from './fields.ts'
import { phoneButton, phonePanel } from './phone.ts'
import { processBox } from './process-box.ts'

export interface Card {
  readonly record: CardRecord
  /** `null`: the gateway is not there. */
  readonly context: CardContext | null
  readonly asFrame: boolean
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
      ${pluginPlace(deps, visitor, card)}
    </section>
    ${contact ? phonePanel(visitor, contact) : ''}
  </div>`
}

/** What the installed manifest puts on this card. */
function pluginPlace(deps: CrmDeps, visitor: Visitor, { record, context, asFrame }: Card): Html {
  const { words } = visitor
  const [widget] = widgetsFor(deps.plugin, record.type, 'main')
  if (!widget) return html`<p class="empty">${words.card.noPlugin}</p>`
  const gateway = deps.gateway()
  const down = html`<div class="down" data-plugin-down ${gateway && context ? 'hidden' : ''}>
    ${icon('unplugged')}
    <h2>${words.card.gatewayDown}</h2>
    <p>${words.card.gatewayDownWhy}</p>
    <p><a class="button" href="">${words.card.again}</a></p>
  </div>`
  if (!gateway || !context) return down
  const place = { gateway, context, visitor }
  return html`${asFrame ? frame(widget, place) : element(widget, place)}${down}
    <p class="place-note">
      <a href="${asFrame ? '?' : '?view=frame'}">${asFrame ? words.card.asElement : words.card.asFrame}</a>
    </p>`
}

interface Place {
  readonly gateway: GatewayAccess
  readonly context: CardContext
  readonly visitor: Visitor
}
type Widget = ReturnType<typeof widgetsFor>[number]

/** The custom element; the page's module loads its script and renews its context when it asks. */
function element({ tag, entry }: Widget, { gateway, context, visitor }: Place): Html {
  // The tag is a word of the checked manifest and has no character that HTML would read.
  const name = raw(tag)
  return html`<${name}
    gateway="${gateway.url}"
    context="${context.context}"
    locale="${visitor.locale}"
    theme="${visitor.theme}"
    data-widget
    data-entry="${gateway.url}/${entry}"
  ></${name}>`
}

/** The same as a page in a frame; the context is in the fragment, which no server and no log sees. */
function frame({ page, title }: Widget, { gateway, context, visitor }: Place): Html {
  const fragment = new URLSearchParams({
    context: context.context,
    locale: visitor.locale,
    theme: visitor.theme,
  })
  return html`<iframe
    class="widget-frame"
    title="${title[visitor.locale]}"
    src="${gateway.url}/${page}#${fragment.toString()}"
    data-widget
  ></iframe>`
}
