import { html } from 'hono/html'
import { listRuns } from '../../process/runs.ts'
import type { CrmDeps } from '../deps.ts'
import type { Html } from '../html.ts'
import type { Visitor } from '../visitor.ts'
import { runsTable } from './runs.ts'

/** The process with its diagram and its runs. `shown`: the run asked for by the address. */
export function processesView(
  { engine, plugin, gateway }: CrmDeps,
  visitor: Visitor,
  shown: string | null,
): Html {
  const { words, locale } = visitor
  const { process } = words
  const [step] = plugin.manifest.processActions
  const about = step ? process.step(step.title[locale], plugin.manifest.version) : ''
  const reachable = gateway()
  const template =
    step && reachable
      ? html` <a href="${reachable.url}/v1/process-actions/${step.id}/element-template.json?locale=${locale}"
          >${process.template}</a
        >`
      : ''
  return html`<div class="list-head"><h1>${process.title}</h1></div>
    <p class="lead">${process.about} <span class="quiet">${about}</span>${template}</p>
    <section class="diagram" aria-labelledby="diagram">
      <h2 id="diagram" class="unseen">${process.diagram}</h2>
      <p class="diagram-run quiet" data-diagram-run data-none=""></p>
      <div class="diagram-scroll" role="group" aria-labelledby="diagram" tabindex="0">
        <div class="canvas" data-diagram="/processes/order-ready.bpmn" data-shown="${shown}"></div>
      </div>
      <p class="empty" data-diagram-lost hidden>${process.diagramLost}</p>
    </section>
    <section aria-labelledby="runs">
      <h2 id="runs">${process.runs}</h2>
      <div data-live="/processes/runs">${runsTable(engine, visitor, listRuns(engine))}</div>
    </section>`
}
