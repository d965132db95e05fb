import type { RunState, StepAnswer } from './runs.ts'
import type { Asked, BoundStep } from './step.ts'

/** How long to wait between two tries at a gateway that is down. */
export interface Pace {
  readonly firstMs: number
  readonly longestMs: number
}

export interface LiveRunDeps {
  /** Asks the plugin's step once. */
  ask(step: BoundStep, body: Record<string, unknown>): Promise<Asked>
  /** Calls a step off that waits. */
  callOff(operationId: string): Promise<void>
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
