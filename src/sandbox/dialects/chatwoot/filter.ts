import { z } from 'zod'
import { unprocessable } from './refusals.ts'

export const FilterBody = z.object({
  payload: z
    .array(
      z.object({
        attribute_key: z.string(),
        filter_operator: z.string(),
        values: z.array(z.union([z.string(), z.number()])).default([]),
        query_operator: z.enum(['AND', 'OR', 'and', 'or']).nullish(),
        custom_attribute_type: z.string().nullish(),
      }),
    )
    .min(1),
})
type Filter = z.infer<typeof FilterBody>

/** Keys whose values are times; the host compares their dates (its `lib/filters/filter_keys.yml`). */
const DATES = new Set(['created_at', 'last_activity_at'])
const OF_DATES: Readonly<Record<string, (own: string, values: readonly string[]) => boolean>> = {
  is_greater_than: (own, [value = '']) => own > value,
  is_less_than: (own, [value = '']) => own < value,
}

const OPERATORS: Readonly<Record<string, (own: string, values: readonly string[]) => boolean>> = {
  equal_to: (own, values) => values.includes(own),
  not_equal_to: (own, values) => !values.includes(own),
  contains: (own, values) => values.some((value) => own.toLowerCase().includes(value.toLowerCase())),
  does_not_contain: (own, values) => !values.some((value) => own.toLowerCase().includes(value.toLowerCase())),
}

/**
 * The items that fit, from left to right (facts, 2.1, 2.3).
 * @param keys what may be asked for; anything else is the host's 422 (scenario 14).
 */
export function filtered<T>(
  items: readonly T[],
  { payload }: Filter,
  keys: Readonly<Record<string, (item: T) => readonly string[]>>,
): T[] {
  for (const { attribute_key, filter_operator } of payload) {
    if (!Object.hasOwn(keys, attribute_key)) throw unprocessable(`Invalid attribute key - [${attribute_key}]`)
    if (!Object.hasOwn(DATES.has(attribute_key) ? OF_DATES : OPERATORS, filter_operator))
      throw unprocessable(`Invalid operator. The allowed operators for ${attribute_key} are [equal_to]`)
  }
  return items.filter((item) => {
    let holds = true
    let next: 'AND' | 'OR' = 'AND'
    for (const { attribute_key, filter_operator, values, query_operator } of payload) {
      const own = keys[attribute_key]?.(item) ?? []
      const texts = values.map(String)
      const operator = (DATES.has(attribute_key) ? OF_DATES : OPERATORS)[filter_operator]
      const fits = (own.length === 0 ? [''] : own).some((text) => operator?.(text, texts))
      holds = next === 'AND' ? holds && fits : holds || fits
      next = query_operator?.toUpperCase() === 'OR' ? 'OR' : 'AND'
    }
    return holds
  })
}

/** One page of a list, by the number in the query. */
export function pageOf<T>(items: readonly T[], page: string | undefined, size: number): T[] {
  const at = Math.max(1, Math.trunc(Number(page ?? 1)) || 1)
  return items.slice((at - 1) * size, at * size)
}
