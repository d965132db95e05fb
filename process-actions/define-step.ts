import type * as z from 'zod'

/** A word or sentence for people, in each language we speak. */
export interface Words {
  readonly en: string
  readonly ru: string
}

/**
 * How a designer lets a person fill in an input; a host maps these to its own controls. `values`: values by
 * name; `choices`: any of several; `hops`: messages that follow, in order; `files`: addresses with names.
 */
type Control =
  | 'line'
  | 'channel'
  | 'contact'
  | 'record'
  | 'address'
  | 'text'
  | 'long-text'
  | 'template'
  | 'values'
  | 'tags'
  | 'author'
  | 'choice'
  | 'choices'
  | 'duration'
  | 'date-time'
  | 'url'
  | 'switch'
  | 'hops'
  | 'files'
  | 'id'

export interface Field {
  /** The input by its dotted name: `message.text`. */
  readonly input: string
  readonly title: Words
  readonly hint?: Words
  readonly control: Control
  readonly required: boolean
  /** For a choice: its values, in the order in which they are offered. */
  readonly choices?: readonly { readonly value: string; readonly title: Words }[]
}

interface Exit {
  readonly id: string
  readonly title: Words
}

/** A process step as data: what a designer shows, what goes in and what comes out. The handler stands apart, in `run.ts`. */
export interface StepDefinition<Input extends z.ZodObject, Output extends z.ZodObject> {
  /** Renaming it breaks diagrams that already use the step. */
  readonly id: string
  readonly title: Words
  readonly description: Words
  readonly input: Input
  readonly output: Output
  /** Every output with its title, by its dotted name. */
  readonly outputs: readonly { readonly output: string; readonly title: Words }[]
  readonly exits: readonly Exit[]
  /** Inputs in groups, in the order in which a designer shows them. */
  readonly layout: readonly { readonly title: Words; readonly fields: readonly Field[] }[]
}

/** Names the types of a definition; does nothing else. */
export function defineStep<Input extends z.ZodObject, Output extends z.ZodObject>(
  definition: StepDefinition<Input, Output>,
): StepDefinition<Input, Output> {
  return definition
}
