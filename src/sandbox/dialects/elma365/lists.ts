import { z } from 'zod'
import { WebApiError } from './envelope.ts'
import { eql } from './eql.ts'
import type { Profile } from './profile.ts'

/** An item of the host as its Web API shows it. */
export type Item = Readonly<Record<string, unknown>> & { readonly __id: string }

const DEFAULT_PAGE = 10

const ListBody = z.object({
  active: z.boolean().optional(),
  from: z.coerce.number().int().nonnegative().default(0),
  size: z.coerce.number().int().positive().optional(),
  filter: z
    .object({
      tf: z.record(z.string(), z.unknown()).optional(),
      eql: z.object({ query: z.string() }).optional(),
    })
    .optional(),
  sortExpressions: z.array(z.object({ field: z.string(), ascending: z.boolean().default(true) })).default([]),
  ids: z.array(z.string()).default([]),
  statusCode: z.array(z.string()).default([]),
})

/** One page of a list, in the host's double envelope (facts, 4.4). Fields of the body that are not known are ignored. */
export function listed(
  items: readonly Item[],
  body: unknown,
  profile: Profile,
): { total: number; result: Item[] } {
  const asked = ListBody.safeParse(body)
  if (!asked.success) throw new WebApiError(400, z.prettifyError(asked.error))
  const { from, size, filter, sortExpressions, ids, statusCode } = asked.data
  const matches = filter?.eql ? eql(filter.eql.query) : () => true
  const fields = Object.entries(filter?.tf ?? {}).map(([field, value]) => fieldTest(field, value))
  const found = items.filter(
    (item) =>
      (ids.length === 0 || ids.includes(item.__id)) &&
      (statusCode.length === 0 || statusCode.includes(String(statusOf(item)))) &&
      fields.every((fits) => fits(item)) &&
      matches(item),
  )
  for (const { field, ascending } of sortExpressions.toReversed())
    found.sort((a, b) => compare(a[field], b[field]) * (ascending ? 1 : -1))
  const page = Math.min(size ?? DEFAULT_PAGE, profile.pageMax)
  return { total: found.length, result: found.slice(from, from + page) }
}

/** The field filter: ids exactly, references by membership, everything else by what it contains, without case. */
function fieldTest(field: string, value: unknown): (item: Item) => boolean {
  if (field === '__id') return (item) => item.__id === value
  const parts = textsIn(value)
  const lower = parts.map((part) => part.toLowerCase())
  return (item) => {
    const own = item[field]
    if (Array.isArray(own) && own.every((part) => typeof part === 'string'))
      return parts.every((part) => own.includes(part))
    return contains(own, lower)
  }
}

/** Does one text inside the value have all these parts? Asked of every item of a large list, so nothing is built for the answer. */
function contains(value: unknown, parts: readonly string[]): boolean {
  if (typeof value === 'string' || typeof value === 'number') {
    const text = String(value).toLowerCase()
    return parts.every((part) => text.includes(part))
  }
  if (Array.isArray(value)) return value.some((one) => contains(one, parts))
  if (typeof value !== 'object' || value === null) return false
  for (const [key, one] of Object.entries(value)) if (key !== 'type' && contains(one, parts)) return true
  return false
}

/** All texts inside a value, whatever its shape; the kind beside a phone or an email is not its value. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string' || typeof value === 'number') return [String(value)]
  if (Array.isArray(value)) return value.flatMap(textsIn)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, part]) => (key === 'type' ? [] : textsIn(part)))
}

function statusOf(item: Item): unknown {
  const status = item['__status']
  return typeof status === 'object' && status !== null && 'code' in status ? status.code : undefined
}

function compare(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return String(a ?? '').localeCompare(String(b ?? ''))
}
