import { EventEmitter } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { callbackify } from 'node:util'
import { Engine as BpmnEngine } from 'bpmn-engine'
import { z } from 'zod'
import { DIAGRAM, MODDLE_OPTIONS } from './diagram.ts'
import type { RunState, StepAnswer } from './runs.ts'
import { BoundStepSchema, bodyOf, type Asked, type BoundStep } from './step.ts'

/** How long to wait between two tries at a gateway that is down. */
export interface Pace {
  readonly firstMs: number
  readonly longestMs: number
}

export interface LiveRunDeps {
  /** Asks the plugin's step once. */
  ask(step: BoundStep, body: Record<string, unknown>): Promise<Asked>
  /** Keeps how far the run has come. */
  keep(state: RunState): void
  /** Has the customer written since the run began, where the step has sent to? */
  answered(answer: StepAnswer): boolean
  /** The run is over; `error` when the diagram itself broke. */
  finish(error: string | null): void
  /** The sandbox's clock. */
  now(): Date
  readonly pace: Pace
}

// What the process engine hands to a service; everything else of it stays unused.
const StepElementSchema = z.object({
  id: z.string(),
  behaviour: z.object({ extensionElements: z.object({ values: z.tuple([z.unknown()], z.unknown()) }) }),
})
const TimerSchema = z.object({ content: z.object({ timeout: z.number() }) })
interface Scope {
  readonly environment: { readonly output: Record<string, unknown> }
}
type Callback = (error: Error | null, answer?: StepAnswer) => void
// The element of a stopped run stays open, so that a later start finds the run there.
const never = new Promise<never>(() => undefined)

/** One run of the diagram while it lives: the process engine, bound to the plugin's step. */
export class LiveRun {
  readonly id: string
  readonly state: RunState
  readonly #deps: LiveRunDeps
  readonly #stopping = new AbortController()
  #bpmn: BpmnEngine | null = null
  #over = false

  constructor(id: string, state: RunState, deps: LiveRunDeps) {
    this.id = id
    this.state = structuredClone(state)
    this.#deps = deps
  }

  /** Starts the run, or goes on where an earlier one stood. */
  async begin(): Promise<void> {
    const kept = KeptSchema.safeParse(this.state.bpmn)
    const options = {
      name: this.id,
      moddleOptions: MODDLE_OPTIONS,
      listener: this.#listener(),
      services: { step: this.#step() },
    }
    if (!kept.success) {
      this.#bpmn = this.#watch(new BpmnEngine({ ...options, source: DIAGRAM }))
      await this.#bpmn.execute()
      return
    }
    // The diagram is not kept with the run: it is read again and given to the engine under the same id.
    const [definition] = await new BpmnEngine({ ...options, source: DIAGRAM }).getDefinitions()
    const sourceContext: unknown = definition?.environment.options['source']
    this.#bpmn = this.#watch(new BpmnEngine({ ...options, sourceContext } as typeof options))
    await this.#bpmn.recover(kept.data).resume()
  }

  /** Goes on if it waits for the customer and they have written. */
  lookForAnswer(): void {
    const { at, answer } = this.state
    if (at === 'wait' && answer && this.#deps.answered(answer))
      this.#bpmn?.execution.signal({ id: 'customer-message' })
  }

  /** The time the run waits for has come by the sandbox's clock. */
  timeIsUp(): void {
    if (this.state.at === 'wait') this.#bpmn?.execution.cancelActivity({ id: 'day' })
  }

  /** Leaves the run as it stands; a later `begin` goes on. Nothing is kept any more. */
  async stop(): Promise<void> {
    if (this.#over) return
    this.#over = true
    this.#stopping.abort()
    await this.#bpmn?.stop()
  }

  #listener(): EventEmitter {
    const listener = new EventEmitter()
    const soon = () => setImmediate(() => this.#keep())
    listener.on('activity.start', soon)
    listener.on('activity.wait', soon)
    listener.on('activity.timer', (timer: unknown) => {
      const read = TimerSchema.safeParse(timer)
      if (read.success) this.state.waitsUntilAt ??= later(this.#deps.now(), read.data.content.timeout)
      soon()
    })
    listener.on('activity.end', ({ id }: { id: string }) => {
      if (!this.state.done.includes(id)) this.state.done.push(id)
      soon()
    })
    return listener
  }

  #watch(bpmn: BpmnEngine): BpmnEngine {
    bpmn.once('end', () => this.#end(null))
    bpmn.once('error', (error: Error) => this.#end(error.message))
    return bpmn
  }

  #end(error: string | null): void {
    if (this.#over) return
    this.#keep()
    this.#over = true
    this.#deps.finish(error)
  }

  #keep(): void {
    const execution = this.#bpmn?.execution
    if (this.#over || !execution) return
    this.state.at = execution.getPostponed()[0]?.id ?? this.state.done.at(-1) ?? this.state.at
    this.state.bpmn = z.json().parse(JSON.parse(JSON.stringify(execution.getState(), withoutSource)))
    this.#deps.keep(this.state)
    // The customer may have been faster than the step's answer.
    this.lookForAnswer()
  }

  #step(): (this: unknown, scope: Scope, callback: Callback) => void {
    const answerOf = (element: unknown) => this.#answerOf(element)
    return callbackify(async function step(this: unknown, scope: Scope) {
      const answer = await answerOf(this)
      // What the conditions of the diagram ask: `environment.output.left.sent`.
      scope.environment.output['left'] = { [answer.exit ?? 'unknown']: true }
      return answer
    })
  }

  /** Asks until there is an answer, always with the same operation id. Never settles when the run is stopped meanwhile. */
  async #answerOf(element: unknown): Promise<StepAnswer> {
    const { id, behaviour } = StepElementSchema.parse(element)
    const step = BoundStepSchema.parse(behaviour.extensionElements.values[0])
    const body = bodyOf(step, this.state, `${this.id}:${id}`)
    for (let tries = 1; !this.#over; tries += 1) {
      const asked = await this.#deps.ask(step, body)
      if (this.#over) break
      if ('answer' in asked) {
        this.state.answer = asked.answer
        this.state.trouble = null
        return asked.answer
      }
      this.state.trouble = asked.again && { code: asked.again, tries }
      this.#keep()
      const { firstMs, longestMs } = this.#deps.pace
      const waitMs = asked.again ? Math.min(firstMs * 2 ** (tries - 1), longestMs) : firstMs
      await delay(waitMs, undefined, { signal: this.#stopping.signal }).catch(() => undefined)
    }
    return never
  }
}

const KeptSchema = z.looseObject({ definitions: z.array(z.looseObject({ id: z.string() })).min(1) })

function later(now: Date, ms: number): string {
  return new Date(now.getTime() + ms).toISOString()
}

// The diagram stands in its file; a copy in every run would only grow old.
function withoutSource(key: string, value: unknown): unknown {
  return key === 'source' ? undefined : value
}
