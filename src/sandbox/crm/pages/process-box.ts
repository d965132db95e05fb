import { html } from 'hono/html'
import { listRuns } from '../../process/runs.ts'
import type { Engine, StoreView } from '../../engine/index.ts'
import { when } from '../format.ts'
import type { Html } from '../html.ts'
import { icon } from '../icons.ts'
import type { Visitor } from '../visitor.ts'
import { outcomeView } from './runs.ts'

type Order = StoreView['orders'][number]

/** On an order's card: the process that can be run for it, and how its last run stands. */
export function processBox(deps: { readonly engine: Engine }, visitor: Visitor, order: Order): Html {
  const { process } = visitor.words
  return html`<section class="process-box" aria-labelledby="process">
    <h2 id="process">${process.onCard}</h2>
    <p><strong>${process.title}</strong><small>${process.onCardAbout}</small></p>
    <form method="post" action="/orders/${order.id}/runs" data-run-form>
      <button class="button primary">${icon('play')}<span>${process.run}</span></button>
    </form>
    <div data-live="/orders/${order.id}/runs" role="status">${lastRun(deps.engine, visitor, order)}</div>
  </section>`
}

/** How the order's newest run stands; nothing when there was none. */
export function lastRun(engine: Engine, visitor: Visitor, order: Pick<Order, 'id'>): Html {
  const run = listRuns(engine).find((one) => one.order.id === order.id)
  if (!run) return html``
  return html`<div class="last-run" ${run.state === 'running' ? 'data-running' : ''}>
    <small class="quiet">${when(run.startedAt, visitor, engine.now())}</small>
    ${outcomeView(engine, visitor, run)}
    <a href="/processes?run=${run.id}">${visitor.words.process.diagram}</a>
  </div>`
}
