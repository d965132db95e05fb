import { html } from 'hono/html'
import type { CardContext } from '../context.ts'
import type { CrmDeps } from '../deps.ts'
import { ACCENT } from '../face.ts'
import type { Html } from '../html.ts'
import type { Visitor } from '../visitor.ts'
import { whenDown } from './plugin-place.ts'

/** The plugin's page for administrators, in a frame of this one; its context is renewed by the page's module. */
export function operationsView(deps: CrmDeps, visitor: Visitor, context: CardContext | null): Html {
  const { words, locale, theme } = visitor
  const gateway = deps.gateway()
  const there = gateway && context
  const fragment = there
    ? new URLSearchParams({ context: context.context, locale, theme, accent: ACCENT })
    : ''
  return html`<h1 class="unseen">${words.nav.operations}</h1>
    <section class="plugin operations" aria-label="${words.nav.operations}" data-renew="/operations/context">
      ${
        there
          ? html`<iframe
              class="widget-frame"
              title="${words.nav.operations}"
              src="${gateway.url}/widget/operations#${fragment.toString()}"
              data-widget
            ></iframe>`
          : ''
      }
      ${whenDown(visitor, there !== null)}
    </section>`
}
