import type { Field, StepDefinition, Words } from '../../define-step.ts'

type Layout = StepDefinition<never, never>['layout']

/** Inputs that a designer shows together. */
export type Section = Layout[number]

/** One input: its path in the body, and how a designer asks for it. */
export function field(
  input: string,
  control: Field['control'],
  required: boolean,
  title: Words,
  hint?: Words,
): Field {
  return { input, title, control, required, ...(hint ? { hint } : {}) }
}
