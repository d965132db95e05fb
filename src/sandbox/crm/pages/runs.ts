import { html } from 'hono/html'
import type { Engine } from '../../engine/index.ts'
import { elementName } from '../../process/diagram.ts'
import { outcomeOf, type Outcome } from '../../process/outcome.ts'
import type { ProcessRun } from '../../process/runs.ts'
import { when } from '../format.ts'
import type { Html } from '../html.ts'
import { reasonIn } from '../reasons.ts'
import type { Visitor } from '../visitor.ts'
import { customer } from './lists.ts'

const TONES: Readonly<Record<Outcome, string>> = {
  running: 'plain',
  watching: 'accent',
  waiting: 'accent',
  answered: 'good',
  silence: 'plain',
  'not-sent': 'bad',
  look: 'warn',
  failed: 'bad',
}

/** The runs as a table; each can be shown in the diagram. */
export function runsTable(engine: Engine, visitor: Visitor, runs: readonly ProcessRun[]): Html {
  const { words, locale } = visitor
  const { process } = words
  if (runs.length === 0) return html`<p class="empty">${process.noRuns}</p>`
  return html`<div class="table-box">
    <table class="runs">
      <caption class="unseen">
        ${process.runs}
      </caption>
      <thead>
        <tr>
          <th scope="col">${process.order}</th>
          <th scope="col" class="wide">${process.customer}</th>
          <th scope="col">${process.outcome}</th>
          <th scope="col" class="wide">${process.stands}</th>
          <th scope="col" class="wide">${process.startedAt}</th>
        </tr>
      </thead>
      <tbody>
        ${runs.map(
          (run) =>
            html`<tr
              data-run="${run.id}"
              data-done="${run.done.join(' ')}"
              data-at="${run.at}"
              ${run.state === 'running' ? 'data-running' : ''}
            >
              <th scope="row">
                <button
                  class="show"
                  type="button"
                  data-show
                  aria-label="${process.show(run.order.number)}"
                  title="${process.shown(run.order.number)}"
                >
                  ${run.order.number}
                </button>
              </th>
              <td class="wide">${customer(engine, visitor, run.order.contactId)}</td>
              <td>${outcomeView(engine, visitor, run)}</td>
              <td class="wide">${elementName(run.at, locale)}</td>
              <td class="wide quiet">${when(run.startedAt, visitor, engine.now())}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`
}

/** The outcome as a word with its reason below. */
export function outcomeView(engine: Pick<Engine, 'store' | 'now'>, visitor: Visitor, run: ProcessRun): Html {
  const outcome = outcomeOf(run)
  const lineName = engine.store.lines.find(({ id }) => id === run.answer?.line)?.name ?? null
  const said = reasonIn(run.answer, lineName, visitor.locale)
  const reason = reasonOf(visitor, run, outcome, said)
  const { process } = visitor.words
  const waits = outcome === 'watching' && !run.trouble ? waitOf(engine, visitor, run) : null
  return html`<span class="tag" data-tone="${run.trouble ? 'warn' : TONES[outcome]}"
      >${process.outcomes[outcome]}</span
    >${[reason, waits, run.byCallback ? process.byCallback : null].map((line) =>
      line === null ? '' : html`<p class="reason">${line}</p>`,
    )}`
}

/** What the step waits for, what keeps it, and until when. */
function waitOf({ now }: Pick<Engine, 'now'>, visitor: Visitor, run: ProcessRun): string {
  const { process } = visitor.words
  const until = run.waitsUntilAt === null ? null : when(run.waitsUntilAt, visitor, now())
  const held = run.waits?.reason === 'quiet-hours' ? process.quietHours : null
  return [held, process.stepWaits[run.wait?.for ?? 'answered'](until)]
    .filter((line) => line !== null)
    .join(' ')
}

function reasonOf(
  { words: { process } }: Visitor,
  run: ProcessRun,
  outcome: Outcome,
  said: string | null,
): string | null {
  if (run.trouble) return process.trouble[run.trouble.code](run.trouble.tries)
  if (outcome === 'failed') return run.error
  if (outcome === 'look') return said ?? process.lookWhy
  if (outcome !== 'not-sent') return null
  return said ?? (run.answer?.exit === 'skipped' ? process.skipped : process.noReason)
}
