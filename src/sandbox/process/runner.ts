import type { CrmDeps } from '../crm/deps.ts'
import type { Locale } from '../../words/index.ts'
import type { Engine, EngineEvent } from '../engine/index.ts'
import { ORDER_READY } from './diagram.ts'
import { LiveRun } from './live-run.ts'
import type { Pace } from './run-deps.ts'
import { listRuns, RunStateSchema, type RunState, type StepAnswer } from './runs.ts'
import { askStep, callOff } from './step.ts'

type RunnerDeps = Pick<CrmDeps, 'engine' | 'gateway' | 'stepWait'>

export interface RunnerOptions {
  readonly pace?: Pace
}

// How often waits are compared with the sandbox's clock; moving the clock compares at once.
const LOOK_MS = 15_000

/** Runs "Order is ready": starts runs, wakes them when customers write or time passes, and keeps them in the engine's store. */
export class ProcessRunner {
  readonly #deps: RunnerDeps
  readonly #pace: Pace
  readonly #live = new Map<string, LiveRun>()
  readonly #unlisten: () => void
  readonly #clock: NodeJS.Timeout

  constructor(deps: RunnerDeps, options: RunnerOptions = {}) {
    this.#deps = deps
    this.#pace = options.pace ?? { firstMs: 1000, longestMs: 15_000 }
    this.#unlisten = deps.engine.on((event) => this.#hear(event))
    this.#clock = setInterval(() => this.#lookAtClock(), LOOK_MS)
    this.#clock.unref()
  }

  /** Starts a run for an order and returns its id; the run goes on by itself. Throws when there is no such order. */
  async start(orderId: string, startedBy: string, locale: Locale): Promise<string> {
    const found = this.#deps.engine.store.orders.find(({ id }) => id === orderId)
    if (!found) throw new Error(`There is no order "${orderId}".`)
    const { id, number, title, contactId } = found
    const name = this.#deps.engine.store.contacts.find((contact) => contact.id === contactId)?.name ?? ''
    const state: RunState = {
      order: { id, number, title, contactId },
      // A CRM would keep the language on the record; the sandbox reads it off the name's letters.
      customerReads: /\p{Script=Cyrillic}/u.test(name) ? 'ru' : 'en',
      startedBy,
      locale,
      done: [],
      at: 'ready',
      answer: null,
      trouble: null,
      wait: this.#deps.stepWait?.() ?? null,
      waits: null,
      byCallback: false,
      waitsUntilAt: null,
      bpmn: null,
    }
    const run = this.#deps.engine.startRun({ ...ORDER_READY, context: contextOf(state) })
    await this.#bring(run.id, state)
    return run.id
  }

  /** Goes on with the runs an earlier start of the sandbox left unfinished. */
  async resume(): Promise<void> {
    for (const run of listRuns(this.#deps.engine))
      if (run.state === 'running' && !this.#live.has(run.id))
        await this.#bring(run.id, RunStateSchema.parse(run))
  }

  /** Takes an exit that a step tells later. An operation for which nothing waits any more is known already. */
  told(operationId: string, answer: StepAnswer): void {
    for (const run of this.#live.values()) if (run.tell(operationId, answer)) return
  }

  /** Leaves every run as it stands. */
  async stop(): Promise<void> {
    this.#unlisten()
    clearInterval(this.#clock)
    await this.#forget()
  }

  async #bring(id: string, state: RunState): Promise<void> {
    const { engine, gateway } = this.#deps
    const run = new LiveRun(id, state, {
      ask: (step, body) => askStep(gateway(), step, body, state.locale),
      callOff: (operationId) => callOff(gateway(), operationId),
      keep: (kept) => engine.noteRun(id, contextOf(kept)),
      answered: (answer) => this.#wroteSince(id, answer),
      finish: (error) => {
        this.#live.delete(id)
        engine.finishRun(id, error)
      },
      now: () => engine.now(),
      pace: this.#pace,
    })
    this.#live.set(id, run)
    await run.begin()
    this.#lookAtClock()
  }

  #hear(event: EngineEvent): void {
    if (event.kind === 'clock') this.#lookAtClock()
    if (event.kind === 'reset') void this.#forget()
    if (event.kind !== 'message' || event.message.direction !== 'inbound') return
    for (const run of this.#live.values()) run.lookForAnswer()
  }

  #wroteSince(runId: string, { channel, address }: StepAnswer): boolean {
    const { runs, sessions, messages } = this.#deps.engine.store
    const since = runs.find(({ id }) => id === runId)?.startedAt ?? ''
    const theirs = new Set(
      sessions.filter((s) => s.channel === channel && s.address === address).map(({ id }) => id),
    )
    return messages.some((m) => m.direction === 'inbound' && m.at >= since && theirs.has(m.sessionId))
  }

  #lookAtClock(): void {
    const now = this.#deps.engine.now().toISOString()
    for (const run of this.#live.values())
      if (run.state.waitsUntilAt !== null && run.state.waitsUntilAt <= now) run.timeIsUp()
  }

  async #forget(): Promise<void> {
    const runs = [...this.#live.values()]
    this.#live.clear()
    await Promise.all(runs.map((run) => run.stop()))
  }
}

function contextOf(state: RunState): Parameters<Engine['noteRun']>[1] {
  return structuredClone(state)
}
