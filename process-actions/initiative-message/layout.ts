import type { StepDefinition } from '../define-step.ts'
import { SESSION, TO_WHOM, WHAT } from './layout/message.ts'
import { ENGINE, HOW } from './layout/run.ts'

/** Inputs as a designer shows them. */
export const layout: StepDefinition<never, never>['layout'] = [TO_WHOM, WHAT, SESSION, HOW, ENGINE]
