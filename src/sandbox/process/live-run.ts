import { EventEmitter } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { callbackify } from 'node:util'
import { Engine as BpmnEngine } from 'bpmn-engine'
import { z } from 'zod'
import { DIAGRAM, MODDLE_OPTIONS } from './diagram.ts'
import {
  KeptSchema,
  later,
  StepElementSchema,
  TimerSchema,
  wayOf,
  withoutSource,
  type Callback,
  type Scope,
} from './bpmn.ts'
import type { LiveRunDeps } from './run-deps.ts'
import type { RunState, StepAnswer } from './runs.ts'
import { BoundStepSchema, bodyOf, type Asked } from './step.ts'

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
  #told: StepAnswer | null = null
  #hurry: AbortController | null = null

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
    const { at, waits } = this.state
    if (at === 'wait') this.#bpmn?.execution.cancelActivity({ id: 'day' })
    // The gateway lives by another clock than the one that was moved: the process waits no longer, and says so there.
    else if (waits) void this.#deps.callOff(this.#operationOf(at)).then(() => this.#hurry?.abort())
  }

  /** The step's exit, told later by callback. `false`: nothing here waits for that operation. */
  tell(operationId: string, answer: StepAnswer): boolean {
    if (this.#over || operationId !== this.#operationOf(this.state.at)) return false
    this.#told ??= answer
    this.#hurry?.abort()
    return true
  }

  #operationOf(elementId: string): string {
    return `${this.id}:${elementId}`
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
    // The step may have used up the time.
    const { at, waitsUntilAt } = this.state
    if (at === 'wait' && waitsUntilAt !== null && waitsUntilAt <= this.#deps.now().toISOString())
      this.timeIsUp()
  }

  #step(): (this: unknown, scope: Scope, callback: Callback) => void {
    const answerOf = (element: unknown) => this.#answerOf(element)
    return callbackify(async function step(this: unknown, scope: Scope) {
      const answer = await answerOf(this)
      // What the conditions of the diagram ask: `environment.output.left.sent`.
      scope.environment.output['left'] = { [wayOf(answer.exit ?? 'unknown')]: true }
      return answer
    })
  }

  /** Asks until there is an answer, always with the same operation id. Never settles when the run is stopped meanwhile. */
  async #answerOf(element: unknown): Promise<StepAnswer> {
    const { id, behaviour } = StepElementSchema.parse(element)
    const step = BoundStepSchema.parse(behaviour.extensionElements.values[0])
    const body = bodyOf(step, this.state, this.#operationOf(id))
    const { firstMs, longestMs } = this.#deps.pace
    for (let tries = 1; !this.#over; tries += 1) {
      this.#hurry = new AbortController()
      const asked = await this.#deps.ask(step, body)
      if (this.#over) break
      if ('answer' in asked) return this.#left(asked.answer, false)
      if (!this.#told) {
        this.#note(asked, tries)
        const signal = AbortSignal.any([this.#stopping.signal, this.#hurry.signal])
        await delay(Math.min(firstMs * 2 ** (tries - 1), longestMs), undefined, { signal }).catch(
          () => undefined,
        )
      }
      if (this.#told && !this.#over) return this.#left(this.#told, true)
    }
    return never
  }

  #left(answer: StepAnswer, byCallback: boolean): StepAnswer {
    const { state } = this
    Object.assign(state, { answer, byCallback, trouble: null, waits: null })
    // A step that was called off has used up the time; any other exit leaves the customer a day of their own.
    if (state.waitsUntilAt !== null && state.waitsUntilAt > this.#deps.now().toISOString())
      state.waitsUntilAt = null
    return answer
  }

  /** Why there is no answer yet: trouble, or a step that waits for its outcome. */
  #note(asked: Exclude<Asked, { answer: StepAnswer }>, tries: number): void {
    const { state } = this
    state.trouble = 'again' in asked ? { code: asked.again, tries } : null
    if ('waits' in asked && state.wait) {
      state.waits = { reason: asked.waits?.reason ?? null }
      if (asked.waits)
        state.waitsUntilAt ??= later(this.#deps.now(), Date.parse(asked.waits.deadlineAt) - Date.now())
    }
    this.#keep()
  }
}
