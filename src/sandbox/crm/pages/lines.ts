import { html } from 'hono/html'
import { widgetsForPage } from '../../../plugin/read.ts'
import type { CardContext } from '../context.ts'
import type { CrmDeps } from '../deps.ts'
import type { Html } from '../html.ts'
import type { Visitor } from '../visitor.ts'
import { pluginPlace } from './plugin-place.ts'

/** The section "Lines": the plugin without a record, as a host has it in its menu (R-START-2). */
export function linesView(
  deps: CrmDeps,
  visitor: Visitor,
  place: { readonly context: CardContext | null },
): Html {
  const { words } = visitor
  return html`<h1 class="unseen">${words.nav.lines}</h1>
    <section class="plugin" aria-label="${words.card.plugin}">
      ${pluginPlace(deps, visitor, { widgets: widgetsForPage(deps.plugin), record: null, ...place })}
    </section>`
}
