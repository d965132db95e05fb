import { z } from 'zod'
import type { StepAnswer } from './runs.ts'

// What the process engine hands to a service; everything else of it stays unused.
export const StepElementSchema = z.object({
  id: z.string(),
  behaviour: z.object({ extensionElements: z.object({ values: z.tuple([z.unknown()], z.unknown()) }) }),
})
export const TimerSchema = z.object({ content: z.object({ timeout: z.number() }) })
export interface Scope {
  readonly environment: { readonly output: Record<string, unknown> }
}
export type Callback = (error: Error | null, answer?: StepAnswer) => void
/** How far a message that left came is one way on in the diagram. */
export function wayOf(exit: string): string {
  return exit === 'delivered' || exit === 'read' ? 'sent' : exit
}

/** The process engine’s own state, as a run keeps it. */
export const KeptSchema = z.looseObject({ definitions: z.array(z.looseObject({ id: z.string() })).min(1) })

export function later(now: Date, ms: number): string {
  return new Date(now.getTime() + ms).toISOString()
}

// The diagram stands in its file; a copy in every run would only grow old.
export function withoutSource(key: string, value: unknown): unknown {
  return key === 'source' ? undefined : value
}
