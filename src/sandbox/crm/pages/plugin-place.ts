import { html, raw } from 'hono/html'
import type { ManifestWidget } from '../../../plugin/schema.ts'
import type { CardContext } from '../context.ts'
import type { CrmDeps, GatewayAccess } from '../deps.ts'
import type { Html } from '../html.ts'
import { icon } from '../icons.ts'
import type { CardRecord } from '../records.ts'
import { VIEWS, type Visitor } from '../visitor.ts'
import { deskView } from './desk.ts'

export interface PluginPlace {
  /** What the installed manifest puts here; the first is shown. */
  readonly widgets: readonly ManifestWidget[]
  /** `null`: the gateway is not there. */
  readonly context: CardContext | null
  /** Whose card it is; `null`: a page without a record, which is no vendor's own. */
  readonly record: CardRecord | null
}

/** The plugin's part of a card or of a page: its element or its frame, or why it is not there. */
export function pluginPlace(
  deps: CrmDeps,
  visitor: Visitor,
  { widgets: [widget], context, record }: PluginPlace,
): Html {
  const { words } = visitor
  if (!widget) return html`<p class="empty">${words.card.noPlugin}</p>`
  const gateway = deps.gateway()
  const down = whenDown(visitor, gateway !== null && context !== null)
  if (!gateway || !context) return down
  const place = { gateway, context, visitor }
  const offered = VIEWS.filter((view) => view !== 'host' || (deps.desk && record?.contact))
  const view = offered.includes(visitor.view) ? visitor.view : 'element'
  const shown = {
    element: () => element(widget, place),
    frame: () => frame(widget, place),
    host: () => deps.desk && record && deskView(deps, visitor, deps.desk, gateway, record),
  }[view]()
  return html`${shown}${down}
    <nav class="place-note" aria-label="${words.card.views}">
      ${offered.map(
        (one) =>
          html`<a href="?view=${one}" ${one === view ? html`aria-current="page"` : ''}
            >${words.card.view[one]}</a
          >`,
      )}
    </nav>`
}

/** What is said where the plugin does not come; the page's module shows it when that turns out later. */
export function whenDown({ words }: Visitor, hidden: boolean): Html {
  return html`<div class="down" data-plugin-down ${hidden ? 'hidden' : ''}>
    ${icon('unplugged')}
    <h2>${words.card.gatewayDown}</h2>
    <p>${words.card.gatewayDownWhy}</p>
    <p><a class="button" href="">${words.card.again}</a></p>
  </div>`
}

interface Place {
  readonly gateway: GatewayAccess
  readonly context: CardContext
  readonly visitor: Visitor
}

/** The custom element; the page's module loads its script and renews its context when it asks. */
function element({ tag, entry }: ManifestWidget, { gateway, context, visitor }: Place): Html {
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
function frame({ page, title }: ManifestWidget, { gateway, context, visitor }: Place): Html {
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
