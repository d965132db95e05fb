import * as z from 'zod'
import type { WireTemplate } from './wire-inboxes.ts'

type Component = WireTemplate['components'][number]

const Named = z.array(z.object({ param_name: z.string(), example: z.string() }))
const Texts = z.array(z.string())

/**
 * What the provider was shown for a variable when the template was approved: by name, or by place in one list (the body's list
 * stands in a list of its own). `null` where it tells none.
 */
export function exampleOf(component: Component | undefined, hole: string): string | null {
  const example = component?.example ?? {}
  const named = Named.safeParse(example['body_text_named_params'] ?? example['header_text_named_params'])
  if (named.success) return named.data.find(({ param_name: name }) => name === hole)?.example ?? null
  const [inBody]: unknown[] = Array.isArray(example['body_text']) ? example['body_text'] : []
  const placed = Texts.safeParse(inBody ?? example['header_text'])
  return (placed.success ? placed.data[Number(hole) - 1] : undefined) ?? null
}

/** Of a URL button the example is the whole address, or its end alone; the end is what is filled in. */
export function buttonExample(url: string, example: unknown): string | null {
  const [first] = Texts.safeParse(example).data ?? []
  if (first === undefined) return null
  const start = url.slice(0, url.indexOf('{{'))
  return first.startsWith(start) ? first.slice(start.length) || null : first
}
