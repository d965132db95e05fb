import { html } from 'hono/html'
import type { Engine } from '../../engine/index.ts'
import { FAULT_TARGETS } from '../../engine/schema.ts'
import { icon } from '../icons.ts'
import type { Visitor } from '../visitor.ts'
import type { Html } from '../html.ts'

// In the order of how often one wants them.
const KINDS = [
  'slow',
  'refuse-before',
  'lost-after',
  'hang-after',
  'cut-then-done',
  'status-500',
  'status-429',
  'ban',
  'malformed',
] as const

/** The sandbox's own tools in a quiet drawer: its clock, the host's mishaps, and starting over. */
export function toolsDialog({ words, locale }: Visitor, engine: Pick<Engine, 'now'>): Html {
  const { tools } = words
  return html`<dialog class="drawer" id="tools" aria-labelledby="tools-title">
    <header>
      <h2 id="tools-title">${tools.title}</h2>
      <button class="icon-button" type="button" data-closes aria-label="${tools.close}">
        ${icon('close')}
      </button>
    </header>
    <p class="quiet">${tools.about}</p>
    <section aria-labelledby="tools-clock">
      <h3 id="tools-clock">${tools.clock}</h3>
      <p class="row">
        <time
          class="clock"
          data-clock
          data-now="${engine.now().toISOString()}"
          data-locale="${locale}"
        ></time>
        <button class="button" type="button" data-advance="3600000">${tools.hour}</button>
        <button class="button" type="button" data-advance="86400000">${tools.day}</button>
      </p>
    </section>
    <section aria-labelledby="tools-faults">
      <h3 id="tools-faults">${tools.faults}</h3>
      <form class="stack" data-fault>
        <label
          >${tools.on}<select name="on">
            ${FAULT_TARGETS.map((on) => html`<option value="${on}">${tools.onWords[on]}</option>`)}
          </select></label
        >
        <label
          >${tools.kind}<select name="kind">
            ${KINDS.map((kind) => html`<option value="${kind}">${tools.kinds[kind]}</option>`)}
          </select></label
        >
        <div class="row">
          <label
            >${tools.times}<input name="times" type="number" min="1" max="1000" value="1" required
          /></label>
          <label data-only="slow"
            >${tools.delay}<input name="delay" type="number" min="0" max="600" value="5" required
          /></label>
        </div>
        <p class="row"><button class="button">${tools.add}</button></p>
      </form>
      <h4>${tools.active}</h4>
      <ul class="faults" data-faults data-none="${tools.none}"></ul>
      <button class="button" type="button" data-clear-faults hidden>${tools.clear}</button>
      <template data-fault-row
        ><li><span data-text></span><small data-left></small></li
      ></template>
    </section>
    <section aria-labelledby="tools-reset">
      <h3 id="tools-reset">${tools.reset}</h3>
      <p class="quiet">${tools.resetAbout}</p>
      <p class="row">
        <button class="button" type="button" data-reset="demo">${tools.demo}</button>
        <button class="button" type="button" data-reset="empty">${tools.emptySeed}</button>
      </p>
    </section>
    <p class="said" role="status" data-said data-done="${tools.done}" data-failed="${tools.failed}"></p>
  </dialog>`
}
